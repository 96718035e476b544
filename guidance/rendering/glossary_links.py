"""Links from text to the glossary, at the first occurrence of each term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from guidance.content import markdown, model
from guidance.rendering.annotator import LineAnnotator, PlainText

Link = Callable[[str], str]
"""The URL of the entry with an identifier, relative to the page."""

_ABBREVIATION = re.compile(r"[A-Z]{2,}")
_WORD = re.compile(r"(?<![\w/-])(?:\w+|[^\w\s])")
"""A word or a character at which a term may begin."""


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


@dataclass(frozen=True)
class Glossary:
    """The terms of the glossary, indexed by their first words."""

    terms: Sequence[model.Term]

    @cached_property
    def _by_first_word(self) -> Mapping[str, Sequence[tuple[re.Pattern[str], model.Term]]]:
        """The patterns of the terms, the longest first, by the lower-case word they begin with."""
        patterns: dict[str, list[tuple[re.Pattern[str], model.Term]]] = {}
        for term in sorted(
            (term for term in self.terms if term.sense is model.Sense.EXPLAINED),
            key=lambda term: -len(term.term),
        ):
            pattern = re.compile(rf"{_pattern(term.term)}(?![\w/-])")
            plural = [f"{term.term}s"] if _ABBREVIATION.fullmatch(term.term) else []
            for word in {word.lower() for word in (_WORD.findall(term.term)[0], *plural)}:
                patterns.setdefault(word, []).append((pattern, term))
        return patterns

    def find(self, text: str) -> Iterator[tuple[int, int, model.Term]]:
        """Each occurrence of a term as whole words: start, end and term; the longest term wins.

        Each word is looked up among the first words of the terms, so that the running time does
        not depend on the size of the glossary.
        """
        end = 0
        for word in _WORD.finditer(text):
            if word.start() >= end and (occurrence := self._term_at(text, word)):
                end = occurrence[1]
                yield occurrence

    def _term_at(self, text: str, word: re.Match[str]) -> tuple[int, int, model.Term] | None:
        for pattern, term in self._by_first_word.get(word.group().lower(), ()):
            if match := pattern.match(text, word.start()):
                return match.start(), match.end(), term
        return None


def _pattern(term: str) -> str:
    """The regular expression of a term.

    A lower-case first letter may be a capital, as at the start of a sentence; abbreviations and
    terms of several words may have a plural s.
    """
    if _ABBREVIATION.fullmatch(term):
        return f"{term}s?"
    first, rest = re.escape(term[0]), re.escape(term[1:])
    pattern = f"[{first}{term[0].upper()}]{rest}" if term[0].islower() else first + rest
    return f"{pattern}s?" if " " in term else pattern


def meaning(term: model.Term) -> str:
    """The meaning of a term as plain text on one line."""
    parts = [
        f"{term.stands_for}." if term.stands_for else "",
        markdown.plain(term.text) if term.text else "",
    ]
    return " ".join(part for part in parts if part)
