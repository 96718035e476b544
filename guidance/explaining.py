"""Explaining: text of the records and the glossary go in; the same text with its first abbreviations and terms as links to the glossary comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it.token import Token
from markupsafe import Markup

from guidance import model, text

Link = Callable[[str], str]
"""Where an identifier is shown, seen from the page."""


@dataclass(frozen=True)
class Unexplained:
    """Draws text as it is: for paper, and for the glossary itself."""

    def prose(self, words: str) -> Markup:
        """Sentences as paragraphs."""
        return text.html(words)

    def line(self, words: str) -> Markup | str:
        """A role or another line."""
        return text.typeset(words)

    def begin(self) -> str:
        """Begins a section of lines."""
        return ""


@dataclass(frozen=True)
class Explainer(Unexplained):
    """Draws text with the first occurrence of each term as a link to the glossary that also tells its meaning."""

    glossary: Glossary
    link: Link
    seen: set[str] = field(default_factory=set)
    """The terms that the lines of the section have explained."""

    def prose(self, words: str) -> Markup:
        """Sentences as paragraphs; each text is a section of its own."""
        seen: set[str] = set()
        return text.html(words, lambda tokens: self._marked(tokens, seen))

    def line(self, words: str) -> Markup | str:
        """A role or another line; lines share a section until the next begins."""
        return text.drawn(self._marked([Token("text", "", 0, content=text.typeset(words))], self.seen))

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
            marked += self._parted(token.content, seen) if token.type == "text" and not depth else [token]
        return marked

    def _parted(self, words: str, seen: set[str]) -> Iterator[Token]:
        end = 0
        for start, stop, term in self.glossary.found_in(words):
            if term.id not in seen:
                seen.add(term.id)
                yield Token("text", "", 0, content=words[end:start])
                yield Token("link_open", "a", 1, attrs={"class": "term-link", "href": self.link(term.id), "title": meaning(term)})
                yield Token("text", "", 0, content=words[start:stop])
                yield Token("link_close", "a", -1)
                end = stop
        yield Token("text", "", 0, content=words[end:])


@dataclass(frozen=True)
class Glossary:
    """The terms, ready to be found in texts."""

    terms: Sequence[model.Term]

    @cached_property
    def _longest_first(self) -> Sequence[model.Term]:
        explained = (term for term in self.terms if term.sense is model.Sense.EXPLAINED)
        return sorted(explained, key=lambda term: -len(term.term))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        spellings = "|".join(f"({_spelling(term.term)})" for term in self._longest_first)
        return re.compile(rf"(?<![\w/-])(?:{spellings})(?![\w/-])")

    def found_in(self, words: str) -> Iterator[tuple[int, int, model.Term]]:
        """Each occurrence of a term as whole words, the longest that fits: where it starts and stops, and the term."""
        for match in self._pattern.finditer(words):
            yield match.start(), match.end(), self._longest_first[(match.lastindex or 1) - 1]


def _spelling(term: str) -> str:
    """The exact words of a term: a small first letter may be a capital, as at the start of a sentence; an abbreviation and several words may be a plural."""
    if re.fullmatch(r"[A-Z]{2,}", term):
        return f"{term}s?"
    first, rest = re.escape(term[0]), re.escape(term[1:])
    spelling = f"[{first}{term[0].upper()}]{rest}" if term[0].islower() else first + rest
    return f"{spelling}s?" if " " in term else spelling


def meaning(term: model.Term) -> str:
    """What a term means, in plain words on one line."""
    parts = [f"{term.stands_for}." if term.stands_for else "", text.plain(term.text) if term.text else ""]
    return " ".join(part for part in parts if part)
