"""The validated content and questions to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from guidance.content import model
from guidance.content.loader import Document
from guidance.content.yaml_parser import Location
from guidance.library.appearances import (
    PersonAppearance,
    appearances_in_conference,
    appearances_in_panel,
)
from guidance.library.nested_entries import nested_entries

G = TypeVar("G")


@dataclass(frozen=True)
class Origin:
    """Where something with an identifier stands in the content."""

    document: Document
    location: Location

    @property
    def path(self) -> str:
        """The file, relative to the content folder's parent."""
        return self.document.path

    @property
    def line(self) -> int:
        """The line in which it begins: found out where somebody asks, since a site tells of files alone."""
        return self.document.spot(self.location).line


@dataclass(frozen=True)
class Library:
    """Everything that the content holds, in the order in which it is published."""

    vocabulary: model.Vocabulary
    conferences: tuple[model.Conference, ...]
    panels: tuple[model.Panel, ...]
    pillars: tuple[model.Pillar, ...]
    sources: tuple[model.Source, ...]
    people: tuple[model.Person, ...]
    instruments: tuple[model.Instrument, ...]
    resources: tuple[model.Resource, ...]
    terms: tuple[model.Term, ...]
    synonyms: tuple[model.Synonym, ...]
    records: tuple[model.Record, ...]
    origins: Mapping[str, Origin]

    @cached_property
    def by_id(self) -> Mapping[str, model.Entry]:
        """Everything with an identifier, by it."""
        held = (
            *self.conferences,
            *self.panels,
            *self.pillars,
            *self.sources,
            *self.people,
            *self.instruments,
            *self.resources,
            *self.terms,
        )
        inner = {
            entry.id: entry
            for outer in held
            for entry, _ in nested_entries(outer)
            if hasattr(entry, "id")
        }
        return inner | {record.id: record for record in self.records}

    def choice(self, facet: str, value: str) -> model.Choice:
        """A value of the vocabulary with its label and what it covers."""
        return self._labels[facet, value]

    @cached_property
    def _labels(self) -> Mapping[tuple[str, str], model.Choice]:
        return {
            (name, choice.id): choice
            for name in model.Vocabulary.model_fields
            for choice in getattr(self.vocabulary, name)
        }

    @cached_property
    def _children(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _grouped((record.parent, record) for record in self.records)

    @cached_property
    def _current_children(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _grouped((record.parent, record) for record in self.current_records)

    @cached_property
    def _resting(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _grouped(
            (instrument, record)
            for record in self.current_records
            for instrument in record.instruments
        )

    @cached_property
    def _naming(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _grouped(
            (named, record) for record in self.current_records for named in record.related
        )

    @cached_property
    def _nested(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _grouped(
            (record.part_of, record) for record in self.current_records if record.part_of
        )

    @cached_property
    def _panels(self) -> Mapping[str, tuple[model.Panel, ...]]:
        return _grouped((panel.id.partition("-")[0], panel) for panel in self.panels)

    @cached_property
    def _pillars(self) -> Mapping[str, tuple[model.Pillar, ...]]:
        return _grouped((pillar.id.partition("-")[0], pillar) for pillar in self.pillars)

    @property
    def has_several_conferences(self) -> bool:
        """Whether readers need to be told which conference is meant."""
        return len(self.conferences) > 1

    def conference_of(self, part: str) -> model.Conference:
        """The conference to which a panel, a pillar or a part of them belongs."""
        conference = self.by_id[part.partition("-")[0]]
        assert isinstance(conference, model.Conference)  # noqa: S101 -- identifiers begin with that of their conference, else nothing is published
        return conference

    @cached_property
    def date(self) -> str:
        """The day of the latest change among the records, in ISO 8601."""
        return latest(self.records)

    @cached_property
    def current_records(self) -> tuple[model.Record, ...]:
        """All records but those that are withdrawn or drafts."""
        return tuple(record for record in self.records if record.status is model.Status.CURRENT)

    def label(self, facet: str, value: str) -> str:
        """How a value of the vocabulary is called."""
        return self._labels[facet, value].label

    def title_of(self, identifier: str) -> str:
        """How a reader would call what has an identifier."""
        match self.by_id[identifier]:
            case model.Instrument(short=name) | model.Person(name=name) | model.Term(term=name):
                return name
            case model.Statement(person=person):
                return self.title_of(person)
            case model.Resource(title=title, label=label):
                return title or label
            case model.Figure(value=value, label=label):
                return f"{value} {label}"
            case entry:
                return str(entry.title)  # type: ignore[attr-defined]

    def records_of(self, parent: str) -> tuple[model.Record, ...]:
        """The records that a panel, a pillar or a source holds, in its order."""
        return self._children.get(parent, ())

    def current_records_of(self, parent: str) -> tuple[model.Record, ...]:
        """The same, without those that are withdrawn or drafts."""
        return self._current_children.get(parent, ())

    def panels_of(self, conference: str) -> tuple[model.Panel, ...]:
        """The panels of a conference, in its order."""
        return self._panels.get(conference, ())

    def pillars_of(self, conference: str) -> tuple[model.Pillar, ...]:
        """The pillars of a conference, in its order."""
        return self._pillars.get(conference, ())

    def records_on(self, instrument: str) -> tuple[model.Record, ...]:
        """The current records that rest on an instrument."""
        return self._resting.get(instrument, ())

    def records_about(self, identifier: str) -> tuple[model.Record, ...]:
        """The current records that name this one as related, but are not named by it."""
        named = getattr(self.by_id[identifier], "related", ())
        return tuple(
            record for record in self._naming.get(identifier, ()) if record.id not in named
        )

    def neighbours(self, record: model.Record) -> Iterator[model.Record]:
        """The current records that a record names, then those that name it."""
        named = (self.by_id[identifier] for identifier in record.related)
        yield from (
            other
            for other in named
            if isinstance(other, model.Record) and other.status is model.Status.CURRENT
        )
        yield from self._naming.get(record.id, ())

    @cached_property
    def _predecessors(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _grouped(
            (successor, record) for record in self.records for successor in record.replaced_by
        )

    def predecessors_of(self, identifier: str) -> tuple[model.Record, ...]:
        """The withdrawn records whose place this one has taken: one it replaced, several that were merged."""
        return self._predecessors.get(identifier, ())

    def parts_of(self, identifier: str) -> tuple[model.Record, ...]:
        """The current records that the source nests under this one."""
        return self._nested.get(identifier, ())

    @cached_property
    def _appearances(self) -> Mapping[str, tuple[PersonAppearance, ...]]:
        people: dict[str, list[PersonAppearance]] = {}
        for conference in self.conferences:
            for appeared in (
                *appearances_in_conference(conference),
                *(
                    a
                    for panel in self.panels_of(conference.id)
                    for a in appearances_in_panel(panel)
                ),
            ):
                people.setdefault(appeared.appearance.person, []).append(appeared)
        return {person: tuple(found) for person, found in people.items()}

    def appearances(self, person: str) -> tuple[PersonAppearance, ...]:
        """Where a person appears, in the order of the conference."""
        return self._appearances.get(person, ())

    def main_role(self, person: str) -> model.Appearance | None:
        """The first appearance of a person that tells a role."""
        return next(
            (
                appeared.appearance
                for appeared in self.appearances(person)
                if appeared.appearance.role
            ),
            None,
        )

    def statements(self) -> Iterator[tuple[model.Statement, model.Conference | model.Panel]]:
        """All statements, each with the conference or panel that holds it."""
        for conference in self.conferences:
            yield from ((statement, conference) for statement in conference.statements)
            yield from (
                (statement, panel)
                for panel in self.panels_of(conference.id)
                for statement in panel.statements
            )


def _grouped(pairs: Iterable[tuple[str, G]]) -> Mapping[str, tuple[G, ...]]:
    """What belongs to each key, in its order: looked up once for the whole library, since pages ask for every record."""
    groups: dict[str, list[G]] = {}
    for key, member in pairs:
        groups.setdefault(key, []).append(member)
    return {key: tuple(members) for key, members in groups.items()}


def latest(records: Iterable[model.Record]) -> str:
    """The day of the latest change among some records, in ISO 8601; empty where there are none."""
    return max((record.changed.isoformat() for record in records), default="")
