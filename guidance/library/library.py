"""The validated content and its queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from guidance.content import model
from guidance.content.document import Document
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
    """The location of an entry in the content."""

    document: Document
    location: Location

    @property
    def path(self) -> str:
        """The file, relative to the content folder's parent."""
        return self.document.path

    @property
    def line(self) -> int:
        """The line in which it begins, counted from 1. Each call locates it anew."""
        return self.document.position(self.location).line


@dataclass(frozen=True)
class Library:
    """All entries of the content, in the order of publication."""

    publisher: model.Publisher | None
    """Who is responsible for the site; None if the content does not say."""
    vocabulary: model.Vocabulary
    conferences: tuple[model.Conference, ...]
    panels: tuple[model.Panel, ...]
    pillars: tuple[model.Pillar, ...]
    sources: tuple[model.Source, ...]
    people: tuple[model.Person, ...]
    organizations: tuple[model.Organization, ...]
    instruments: tuple[model.Instrument, ...]
    resources: tuple[model.Resource, ...]
    terms: tuple[model.Term, ...]
    synonyms: tuple[model.Synonym, ...]
    records: tuple[model.Record, ...]
    origins: Mapping[str, Origin]

    @cached_property
    def by_id(self) -> Mapping[str, model.Entry]:
        """Every entry with an identifier, by its identifier."""
        files = (
            *self.conferences,
            *self.panels,
            *self.pillars,
            *self.sources,
            *self.people,
            *self.organizations,
            *self.instruments,
            *self.resources,
            *self.terms,
        )
        inner = {
            entry.id: entry
            for file in files
            for entry, _ in nested_entries(file)
            if hasattr(entry, "id")
        }
        return inner | {record.id: record for record in self.records}

    def choice(self, facet: str, value: str) -> model.Choice:
        """A value of the vocabulary with its label and description."""
        return self._choices[facet, value]

    @cached_property
    def _choices(self) -> Mapping[tuple[str, str], model.Choice]:
        return {
            (name, choice.id): choice
            for name in model.Vocabulary.model_fields
            for choice in getattr(self.vocabulary, name)
        }

    @cached_property
    def _by_parent(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _group((record.parent, record) for record in self.records)

    @cached_property
    def _current_by_parent(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _group((record.parent, record) for record in self.current_records)

    @cached_property
    def _by_instrument(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _group(
            (instrument, record)
            for record in self.current_records
            for instrument in record.instruments
        )

    @cached_property
    def _by_related_record(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _group(
            (related, record) for record in self.current_records for related in record.related
        )

    @cached_property
    def _parts_by_record(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _group((record.part_of, record) for record in self.current_records if record.part_of)

    @cached_property
    def _panels_by_conference(self) -> Mapping[str, tuple[model.Panel, ...]]:
        return _group((conference_id(panel.id), panel) for panel in self.panels)

    @cached_property
    def _pillars_by_conference(self) -> Mapping[str, tuple[model.Pillar, ...]]:
        return _group((conference_id(pillar.id), pillar) for pillar in self.pillars)

    @cached_property
    def conferences_by_document(self) -> Mapping[str, tuple[model.Conference, ...]]:
        """The conferences of which each document tells, by its identifier."""
        return _group((name, each) for each in self.conferences for name in each.documents)

    @property
    def has_several_conferences(self) -> bool:
        """Whether pages have to name the conference of a panel or pillar."""
        return len(self.conferences) > 1

    def conference_of(self, identifier: str) -> model.Conference:
        """The conference of a panel, a pillar or one of their records, by its identifier."""
        conference = self.by_id[conference_id(identifier)]
        assert isinstance(conference, model.Conference)  # noqa: S101 -- holds for valid content
        return conference

    def year_label(self, conference: model.Conference) -> str:
        """The year of a conference; with its title where that year has several conferences."""
        same_year = [each for each in self.conferences if each.year == conference.year]
        return f"{conference.year}, {conference.title}" if same_year[1:] else conference.year

    @cached_property
    def date(self) -> str:
        """The day of the latest change of a record, or else of a conference, in ISO 8601."""
        return latest(self.records) or latest(self.conferences)

    @cached_property
    def current_records(self) -> tuple[model.Record, ...]:
        """All records except withdrawn ones and drafts."""
        return tuple(record for record in self.records if record.status is model.Status.CURRENT)

    def label(self, facet: str, value: str) -> str:
        """The label of a value of the vocabulary."""
        return self._choices[facet, value].label

    def title_of(self, identifier: str) -> str:
        """The title or name of an entry for readers."""
        match self.by_id[identifier]:
            case model.Instrument(short=name) | model.Term(term=name):
                return name
            case model.Person(name=name) | model.Organization(name=name):
                return name
            case model.Statement() as statement:
                return self.title_of(statement.of)
            case model.Resource(title=title, label=label):
                return title or label
            case model.Figure(value=value, label=label):
                return f"{value} {label}"
            case entry:
                return str(entry.title)  # type: ignore[attr-defined]

    def records_of(self, parent: str) -> tuple[model.Record, ...]:
        """The records of a panel, a pillar or a source, in its order."""
        return self._by_parent.get(parent, ())

    def current_records_of(self, parent: str) -> tuple[model.Record, ...]:
        """The current records of a panel, a pillar or a source, in its order."""
        return self._current_by_parent.get(parent, ())

    def panels_of(self, conference: str) -> tuple[model.Panel, ...]:
        """The panels of a conference, in its order."""
        return self._panels_by_conference.get(conference, ())

    def pillars_of(self, conference: str) -> tuple[model.Pillar, ...]:
        """The pillars of a conference, in its order."""
        return self._pillars_by_conference.get(conference, ())

    def source(self, identifier: str) -> model.Source:
        """A source document."""
        source = self.by_id[identifier]
        assert isinstance(source, model.Source)  # noqa: S101 -- holds for valid content
        return source

    def records_on(self, instrument: str) -> tuple[model.Record, ...]:
        """The current records that rest on an instrument."""
        return self._by_instrument.get(instrument, ())

    def records_about(self, identifier: str) -> tuple[model.Record, ...]:
        """The current records that refer to an entry as related, if it does not refer to them."""
        related = getattr(self.by_id[identifier], "related", ())
        return tuple(
            record
            for record in self._by_related_record.get(identifier, ())
            if record.id not in related
        )

    def neighbours(self, record: model.Record) -> Iterator[model.Record]:
        """The current records that a record lists as related, then those that list it."""
        related = (self.by_id[identifier] for identifier in record.related)
        yield from (
            other
            for other in related
            if isinstance(other, model.Record) and other.status is model.Status.CURRENT
        )
        yield from self._by_related_record.get(record.id, ())

    @cached_property
    def _predecessors(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _group(
            (successor, record) for record in self.records for successor in record.replaced_by
        )

    def predecessors_of(self, identifier: str) -> tuple[model.Record, ...]:
        """The withdrawn records that a record replaces; several if records were merged."""
        return self._predecessors.get(identifier, ())

    @cached_property
    def _by_reaffirmed(self) -> Mapping[str, tuple[model.Record, ...]]:
        return _group(
            (earlier, record) for record in self.current_records for earlier in record.reaffirms
        )

    def reaffirmed_by(self, identifier: str) -> tuple[model.Record, ...]:
        """The current records of later years that repeat a record."""
        return self._by_reaffirmed.get(identifier, ())

    def parts_of(self, identifier: str) -> tuple[model.Record, ...]:
        """The current records that are part of a record."""
        return self._parts_by_record.get(identifier, ())

    @cached_property
    def _appearances(self) -> Mapping[str, tuple[PersonAppearance, ...]]:
        appearances = (
            appearance
            for conference in self.conferences
            for appearance in (
                *appearances_in_conference(conference),
                *(
                    appearance
                    for panel in self.panels_of(conference.id)
                    for appearance in appearances_in_panel(panel)
                ),
            )
        )
        return _group((each.appearance.of, each) for each in appearances)

    def appearances(self, identifier: str) -> tuple[PersonAppearance, ...]:
        """The appearances of a person or an organization, in the order of the conferences."""
        return self._appearances.get(identifier, ())

    def main_role(self, identifier: str) -> model.Appearance | None:
        """The first appearance of a person or an organization with a role; None without one."""
        appearances = (each.appearance for each in self.appearances(identifier))
        return next((appearance for appearance in appearances if appearance.role), None)

    def statements(self) -> Iterator[tuple[model.Statement, model.Conference | model.Panel]]:
        """All statements, each with its conference or panel."""
        for conference in self.conferences:
            yield from ((statement, conference) for statement in conference.statements)
            yield from (
                (statement, panel)
                for panel in self.panels_of(conference.id)
                for statement in panel.statements
            )


def _group(pairs: Iterable[tuple[str, G]]) -> Mapping[str, tuple[G, ...]]:
    """The members of each key, in their order."""
    groups: dict[str, list[G]] = {}
    for key, member in pairs:
        groups.setdefault(key, []).append(member)
    return {key: tuple(members) for key, members in groups.items()}


def conference_id(identifier: str) -> str:
    """The identifier of the conference of a panel, a pillar or one of their records."""
    return identifier.partition("-")[0]


def latest(entries: Iterable[model.Record | model.Conference]) -> str:
    """The day of the latest change of some entries, in ISO 8601; empty for no entries."""
    return max((entry.changed.isoformat() for entry in entries), default="")
