"""Links from text to the glossary, at the first occurrence of each term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from guidance.content import markdown, model
from guidance.library.library import Library
from guidance.rendering.annotator import LineAnnotator, PlainText

Link = Callable[[str], str]
"""The URL of the entry with an identifier, relative to the page."""

_ABBREVIATION = re.compile(r"[A-Z]{2,}")
_TOKEN = re.compile(r"\w+|\W")
"""A word, or one other character."""
_MOST_TOKENS = 40
"""Tokens of a term that is searched for, spaces included; the longest has 9."""


@dataclass(frozen=True)
class GlossaryLinker(PlainText):
    """Text in which the first occurrence of each term links to its glossary entry.

    The title of the link has the meaning of the term.
    """

    glossary: Glossary
    link: Link

    def token_annotator(self) -> markdown.TokenTransform:
        """A function for the inline tokens of one text, in which each term is linked once."""
        linked_ids: set[str] = set()
        return lambda tokens: self._with_links(tokens, linked_ids)

    def line_annotator(self) -> LineAnnotator:
        """A function for the lines of one section, in which each term is linked once."""
        annotate = self.token_annotator()
        return lambda line: markdown.inline_tokens_html(
            annotate([Token("text", "", 0, content=markdown.typeset(line))])
        )

    def _with_links(self, tokens: Sequence[Token], linked_ids: set[str]) -> list[Token]:
        """Link the terms that are not in `linked_ids`, and add them to it. Links stay unchanged."""
        result: list[Token] = []
        depth = 0
        for token in tokens:
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            result += (
                self._split(token.content, linked_ids)
                if token.type == "text" and not depth
                else [token]
            )
        return result

    def _split(self, text: str, linked_ids: set[str]) -> Iterator[Token]:
        end = 0
        for start, stop, term in self.glossary.find(text):
            if term.id not in linked_ids:
                linked_ids.add(term.id)
                yield Token("text", "", 0, content=text[end:start])
                yield Token(
                    "link_open",
                    "a",
                    1,
                    attrs={
                        "class": "term-link",
                        "href": self.link(term.id),
                        "title": meaning(term),
                    },
                )
                yield Token("text", "", 0, content=text[start:stop])
                yield Token("link_close", "a", -1)
                end = stop
        yield Token("text", "", 0, content=text[end:])


def term_uses(library: Library) -> Mapping[str, Sequence[model.Record]]:
    """The current records whose title or text uses each term, by the identifier of the term."""
    glossary = Glossary(library.terms)
    uses: dict[str, list[model.Record]] = {}
    for record in library.current_records:
        found = glossary.find(f"{record.title}\n{markdown.plain(record.text)}")
        for identifier in dict.fromkeys(term.id for _, _, term in found):
            uses.setdefault(identifier, []).append(record)
    return uses


class _Node(dict[str, "_Node"]):
    """A node of the trie: the nodes behind it, by the next token of a term."""

    term: model.Term | None = None
    """The term that ends here."""


@dataclass(frozen=True)
class Glossary:
    """The terms of the glossary, as a trie of their words and signs."""

    terms: Sequence[model.Term]

    @cached_property
    def _trie(self) -> _Node:
        root = _Node()
        for term in sorted(self.terms, key=lambda term: -len(term.term)):
            if term.sense is model.Sense.EXPLAINED:
                for spelling in _spellings(term.term):
                    tokens = _TOKEN.findall(spelling)
                    if len(tokens) <= _MOST_TOKENS:
                        node = root
                        for token in tokens:
                            node = node.setdefault(token, _Node())
                        node.term = node.term or term
        return root

    def find(self, text: str) -> Iterator[tuple[int, int, model.Term]]:
        """Each occurrence of a term as whole words: start, end and term; the longest term wins.

        All terms are searched for at once: for each word of the text, the steps are at most
        `_MOST_TOKENS`, whatever the size of the glossary.
        """
        tokens = [*_TOKEN.finditer(text)]
        place = 0
        while place < len(tokens):
            occurrence = self._term_at(text, tokens, place)
            if occurrence:
                last, term = occurrence
                yield tokens[place].start(), tokens[last].end(), term
                place = last
            place += 1

    def _term_at(
        self, text: str, tokens: Sequence[re.Match[str]], first: int
    ) -> tuple[int, model.Term] | None:
        """The longest term that begins with a token, with the place of its last one."""
        found = None
        node = self._trie
        start = tokens[first].start()
        if start and _is_joined(text[start - 1]):
            return None
        for place in range(first, min(first + _MOST_TOKENS, len(tokens))):
            following = node.get(tokens[place].group())
            if following is None:
                break
            node = following
            if node.term and not _is_joined(text[tokens[place].end() : tokens[place].end() + 1]):
                found = place, node.term
        return found


def _is_joined(character: str) -> bool:
    """Whether a character beside a word belongs to the same word."""
    return character.isalnum() or character in ("_", "/", "-")


def _spellings(term: str) -> Iterator[str]:
    """A term as it may be written in a text.

    A lower-case first letter may be a capital, as at the start of a sentence; abbreviations and
    terms of several words may have a plural s.
    """
    is_abbreviation = bool(_ABBREVIATION.fullmatch(term))
    for ending in ("", "s") if is_abbreviation or " " in term else ("",):
        yield term + ending
        if term[0].islower():
            yield term[0].upper() + term[1:] + ending


def meaning(term: model.Term) -> str:
    """The meaning of a term as plain text on one line."""
    parts = [
        f"{term.stands_for}." if term.stands_for else "",
        markdown.plain(term.text) if term.text else "",
    ]
    return " ".join(part for part in parts if part)
