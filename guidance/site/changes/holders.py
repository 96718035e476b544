"""What holds the entries of the page of changes, and under which heading each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import conferences_of, conferences_told_by
from guidance.library.library import Library

DOCUMENTS, LISTS = "documents", "lists"
"""The sections of documents that tell of no conference, and of all entries that belong to a list.

Their titles have the keys `changes.documents` and `changes.lists`.
"""
_TITLES: dict[type[model.Entry], str] = {
    model.Person: "people",
    model.Organization: "organizations",
    model.Instrument: "instruments",
    model.Resource: "resources",
    model.Term: "glossary",
}
"""The entries that belong to a list, each with the key of its title."""


@dataclass(frozen=True)
class Holders:
    """The panels, pillars, sources, conferences and lists of one library."""

    library: Library
    words: Words

    def of(self, identifier: str) -> str:
        """What holds an entry, the key of its list, or the entry itself."""
        entry = self.library.by_id[identifier]
        if isinstance(entry, model.Record):
            return entry.parent
        return _TITLES.get(type(entry)) or self._parts.get(identifier, identifier)

    def title(self, holder: str) -> str:
        """The title of a holder; of a panel or a pillar with what it is in front."""
        library, words = self.library, self.words
        match library.by_id.get(holder):
            case None:
                return words(f"{holder}.title")
            case model.Panel(number=number):
                label = words("panel.label", number=number)
            case model.Pillar(numeral=numeral):
                label = words("pillar.label", numeral=numeral)
            case _:
                return library.title_of(holder)
        return words("handout.title", label=label, title=library.title_of(holder))

    def order(self, holder: str) -> tuple[bool, bool, int]:
        """Panels, pillars and sources come first, then conferences, then lists."""
        entry = self.library.by_id.get(holder)
        position = self._positions[holder] if entry else [*_TITLES.values()].index(holder)
        return entry is None, isinstance(entry, model.Conference), position

    def section_of(self, identifier: str) -> str:
        """The conference to which an entry or its document belongs, else `DOCUMENTS` or `LISTS`."""
        if concluding := self._concluding.get(identifier):
            return concluding[0]
        holder = self.of(identifier)
        match self.library.by_id.get(holder):
            case None:
                return LISTS
            case model.Source() as source:
                told = conferences_told_by(self.library, source)
                return told[-1].id if told else DOCUMENTS
            case _:
                return self.library.conference_of(holder).id

    def section_title(self, section: str) -> str:
        """The title of a section; that of a conference with its year."""
        match self.library.by_id.get(section):
            case model.Conference(year=year, title=title):
                return self.words("conference.of-year", year=year, title=title)
            case _:
                return self.words(f"changes.{section}")

    def section_order(self, section: str) -> tuple[int, int]:
        """The latest conference first, then other documents, then what belongs to lists."""
        other = (DOCUMENTS, LISTS)
        if section in other:
            return 1, other.index(section)
        return 0, -self._positions[section]

    @cached_property
    def _concluding(self) -> Mapping[str, list[str]]:
        return {key: [*found] for key, found in conferences_of(self.library).items()}

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {identifier: number for number, identifier in enumerate(self.library.by_id)}

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The holder of each part of a panel or a conference that is no record."""
        parts = {statement.id: holder.id for statement, holder in self.library.statements()}
        for conference in self.library.conferences:
            parts |= {figure.id: conference.id for figure in conference.figures}
            parts |= {event.id: conference.id for event in conference.side_events}
        return parts
