"""Indexes: where people and instruments stand goes in while pages are drawn, the entries of an index come out, sorted as readers look them up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it.token import Token
from markupsafe import Markup

from guidance.content import markdown, model
from guidance.rendering.glossary_links import PlainText

_NUMBERED = re.compile(r"(?P<kind>[A-Z][^\d,]*?) (?:[Nn]o\. )?(?P<number>\d[\d/]*)\b")
"""The beginning of a title by which a numbered act is known, such as Directive 2011/36."""


@dataclass(frozen=True)
class Mention:
    """One place where something stands."""

    part: str
    """What stands there, in a word or two; the page is added when pages are counted."""
    anchor: str


@dataclass(frozen=True)
class IndexEntries:
    """The places of people and instruments in one document."""

    held: dict[str, list[Mention]] = field(default_factory=dict)

    def add(self, identifier: str, part: str, anchor: str = "") -> str:
        """One more place; what comes back is its anchor, made up where it has none yet."""
        places = self.held.setdefault(identifier, [])
        places.append(Mention(part, anchor or f"{identifier}-{len(places) + 1}"))
        return places[-1].anchor

    def of(self, identifier: str) -> list[Mention]:
        """The places of one of them, in the order of the pages."""
        return self.held.get(identifier, [])

    def stands(self, identifier: str, part: str) -> bool:
        """Whether one of them has a place in a part already."""
        return any(place.part == part for place in self.of(identifier))

    def by_name(self, instruments: Iterable[model.Instrument]) -> list[model.Instrument]:
        """Those of some instruments that have a place, by the name by which people call them."""
        return sorted(
            (each for each in instruments if each.id in self.held),
            key=lambda each: _plain(each.short),
        )

    def sorted(self, people: Iterable[model.Person]) -> list[model.Person]:
        """Those of some people that have a place, by family name."""
        return sorted(
            (person for person in people if person.id in self.held),
            key=lambda person: (_plain(surname(person)), _plain(person.name)),
        )


@dataclass(frozen=True)
class IndexAnchorer(PlainText):
    """Draws text with an anchor at the first name of each person and each instrument in it: one place a part of the document."""

    mentions: IndexEntries
    names: Mapping[str, str]
    """Each name with the identifier of what bears it."""
    _within: list[str] = field(default_factory=lambda: [""])

    def within(self, part: str) -> str:
        """Begins a part; where it has no name, nothing in it counts."""
        self._within[0] = part
        return ""

    def title(self, words: str, anchor: str) -> str:
        """Notes what a heading names, which has an anchor of its own."""
        for _, _, identifier in self._found(words):
            self.mentions.add(identifier, self._within[0], anchor)
        return ""

    def prose(self, words: str) -> Markup:
        """Sentences as paragraphs."""
        return markdown.html(
            words,
            lambda tokens: [
                part
                for token in tokens
                for part in (self._pinned(token.content) if token.type == "text" else [token])
            ],
        )

    def _pinned(self, words: str) -> Iterator[Token]:
        end = 0
        for start, stop, identifier in self._found(words):
            yield Token("text", "", 0, content=words[end:start])
            yield Token(
                "pin_open", "span", 1, attrs={"id": self.mentions.add(identifier, self._within[0])}
            )
            yield Token("text", "", 0, content=words[start:stop])
            yield Token("pin_close", "span", -1)
            end = stop
        yield Token("text", "", 0, content=words[end:])

    def _found(self, words: str) -> Iterator[tuple[int, int, str]]:
        """Each name that has no place in the present part yet: where it starts and stops, and what bears it."""
        for match in self._any_name.finditer(words) if self._within[0] and self.names else ():
            identifier = self.names[match.group()]
            if not self.mentions.stands(identifier, self._within[0]):
                yield match.start(), match.end(), identifier

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(self.names, key=len, reverse=True)))})(?![\w-])"
        )


def names_of(
    people: Sequence[model.Person], instruments: Sequence[model.Instrument]
) -> dict[str, str]:
    """The names by which texts call people and instruments; what is numbered is also called by its number alone, with or without No."""
    names = {person.name: person.id for person in people}
    for instrument in instruments:
        names |= {instrument.title: instrument.id, instrument.short: instrument.id}
        if numbered := _NUMBERED.match(instrument.title):
            names |= {
                f"{numbered['kind']} {mark}{numbered['number']}": instrument.id
                for mark in ("", "No. ", "no. ")
            }
    return names


def surname(person: model.Person) -> str:
    """The name by which an index sorts a person: the one that is told, or the last word of the name."""
    return person.sort_by or person.name.rpartition(" ")[2]


def _plain(name: str) -> str:
    """A name as it is sorted: small letters without accents."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)
    ).casefold()
