"""Explaining: text of the records and the glossary go in; the same text with its first abbreviations and terms as links to the glossary comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it.token import Token
from markupsafe import Markup

from guidance.content import markdown, model

Link = Callable[[str], str]
"""Where an identifier is shown, seen from the page."""

_ABBREVIATION = re.compile(r"[A-Z]{2,}")
_WORD = re.compile(r"(?<![\w/-])(?:\w+|[^\w\s])")
"""A word at whose start a term may stand, or a sign there."""


@dataclass(frozen=True)
class PlainText:
    """Draws text as it is: for paper, and for the glossary itself."""

    def prose(self, words: str) -> Markup:
        """Sentences as paragraphs."""
        return markdown.html(words)

    def line(self, words: str) -> Markup | str:
        """A role or another line."""
        return markdown.typeset(words)

    def begin(self) -> str:
        """Begins a section of lines."""
        return ""


@dataclass(frozen=True)
class GlossaryLinker(PlainText):
    """Draws text with the first occurrence of each term as a link to the glossary that also tells its meaning."""

    glossary: Glossary
    link: Link
    seen: set[str] = field(default_factory=set)
    """The terms that the lines of the section have explained."""

    def prose(self, words: str) -> Markup:
        """Sentences as paragraphs; each text is a section of its own."""
        seen: set[str] = set()
        return markdown.html(words, lambda tokens: self._marked(tokens, seen))

    def line(self, words: str) -> Markup | str:
        """A role or another line; lines share a section until the next begins."""
        return markdown.inline_tokens_html(
            self._marked([Token("text", "", 0, content=markdown.typeset(words))], self.seen)
        )

    def begin(self) -> str:
        """Begins a section of lines: terms are explained anew."""
        self.seen.clear()
        return ""

    def _marked(self, tokens: Sequence[Token], seen: set[str]) -> list[Token]:
        """Inline tokens with links around the terms that are not yet seen; what stands in a link stays as it is."""
        marked: list[Token] = []
        depth = 0
        for token in tokens:
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            marked += (
                self._parted(token.content, seen) if token.type == "text" and not depth else [token]
            )
        return marked

    def _parted(self, words: str, seen: set[str]) -> Iterator[Token]:
        end = 0
        for start, stop, term in self.glossary.found_in(words):
            if term.id not in seen:
                seen.add(term.id)
                yield Token("text", "", 0, content=words[end:start])
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
                yield Token("text", "", 0, content=words[start:stop])
                yield Token("link_close", "a", -1)
                end = stop
        yield Token("text", "", 0, content=words[end:])


@dataclass(frozen=True)
class Glossary:
    """The terms, ready to be found in texts."""

    terms: Sequence[model.Term]

    @cached_property
    def _by_first_word(self) -> Mapping[str, Sequence[tuple[re.Pattern[str], model.Term]]]:
        """The spellings of the terms, the longest first, under the words with which they begin, in small letters."""
        found: dict[str, list[tuple[re.Pattern[str], model.Term]]] = {}
        for term in sorted(
            (term for term in self.terms if term.sense is model.Sense.EXPLAINED),
            key=lambda term: -len(term.term),
        ):
            spelling = re.compile(rf"{_spelling(term.term)}(?![\w/-])")
            for first in {
                word.lower()
                for word in (
                    _WORD.findall(term.term)[0],
                    *([f"{term.term}s"] if _ABBREVIATION.fullmatch(term.term) else []),
                )
            }:
                found.setdefault(first, []).append((spelling, term))
        return found

    def found_in(self, words: str) -> Iterator[tuple[int, int, model.Term]]:
        """Each occurrence of a term as whole words, the longest that fits: where it starts and stops, and the term.

        Each word is looked up among those with which terms begin, so that the size of the glossary does not count.
        """
        stop = 0
        for word in _WORD.finditer(words):
            if word.start() >= stop and (fitting := self._at(words, word)):
                stop = fitting[1]
                yield fitting

    def _at(self, words: str, word: re.Match[str]) -> tuple[int, int, model.Term] | None:
        for spelling, term in self._by_first_word.get(word.group().lower(), ()):
            if match := spelling.match(words, word.start()):
                return match.start(), match.end(), term
        return None


def _spelling(term: str) -> str:
    """The exact words of a term: a small first letter may be a capital, as at the start of a sentence; an abbreviation and several words may be a plural."""
    if _ABBREVIATION.fullmatch(term):
        return f"{term}s?"
    first, rest = re.escape(term[0]), re.escape(term[1:])
    spelling = f"[{first}{term[0].upper()}]{rest}" if term[0].islower() else first + rest
    return f"{spelling}s?" if " " in term else spelling


def meaning(term: model.Term) -> str:
    """What a term means, in plain words on one line."""
    parts = [
        f"{term.stands_for}." if term.stands_for else "",
        markdown.plain(term.text) if term.text else "",
    ]
    return " ".join(part for part in parts if part)
