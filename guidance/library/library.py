"""The library: a content folder goes in, all its records come out, complete and linked, or every problem found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar

from guidance import limits
from guidance.content import model
from guidance.content.introspection import models_in
from guidance.content.layout import FILES
from guidance.content.loader import Document, load_folder
from guidance.content.yaml_parser import Location
from guidance.diagnostics.problem import ContentError, Problem, Rule
from guidance.validation.history_rules import history_problems
from guidance.validation.integrity_rules import integrity_problems
from guidance.validation.validator import Checked, check, unwritten

E = TypeVar("E", bound=model.Entry)
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
class PersonAppearance:
    """One appearance of a person: in which role, at which conference, panel or session."""

    appearance: model.Appearance
    part: str
    """What the person did there: foreword, interview, statement, session, moderator or speaker."""
    holder: model.Conference | model.Panel
    session: model.Session | None = None


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
            entry.id: entry for outer in held for entry, _ in walk(outer) if hasattr(entry, "id")
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
                *_of_conference(conference),
                *(a for panel in self.panels_of(conference.id) for a in _of_panel(panel)),
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


def _of_conference(conference: model.Conference) -> Iterator[PersonAppearance]:
    if conference.foreword:
        yield PersonAppearance(conference.foreword.author, "foreword", conference)
    if conference.interview:
        yield PersonAppearance(conference.interview.person, "interview", conference)
    for statement in conference.statements:
        yield PersonAppearance(statement, "statement", conference)


def _of_panel(panel: model.Panel) -> Iterator[PersonAppearance]:
    for statement in panel.statements:
        yield PersonAppearance(statement, "statement", panel)
    for session in panel.sessions:
        for speaker in session.speakers:
            yield PersonAppearance(speaker, "session", panel, session)
    yield PersonAppearance(panel.moderator, "moderator", panel)
    for speaker in panel.speakers:
        yield PersonAppearance(speaker, "speaker", panel)


def _grouped(pairs: Iterable[tuple[str, G]]) -> Mapping[str, tuple[G, ...]]:
    """What belongs to each key, in its order: looked up once for the whole library, since pages ask for every record."""
    groups: dict[str, list[G]] = {}
    for key, member in pairs:
        groups.setdefault(key, []).append(member)
    return {key: tuple(members) for key, members in groups.items()}


def walk(entry: model.Entry, location: Location = ()) -> Iterator[tuple[model.Entry, Location]]:
    """An entry and every entry within it, each with its place."""
    yield entry, location
    for name in models_in(type(entry)):
        held = getattr(entry, name)
        if isinstance(held, tuple):
            for number, item in enumerate(held):
                yield from walk(item, (*location, name, number))
        elif held:
            yield from walk(held, (*location, name))


def latest(records: Iterable[model.Record]) -> str:
    """The day of the latest change among some records, in ISO 8601; empty where there are none."""
    return max((record.changed.isoformat() for record in records), default="")


def open_library(content: Path, before: Path | None = None) -> Library:
    """All records of a content folder; with the folder as it was `before`, its changes have to tell of themselves.

    Raises `ContentError` as `sound_files` does.
    """
    return _library(validate_folder(content, before))


def validate_folder(content: Path, before: Path | None = None) -> list[Checked]:
    """All files of a content folder, where nothing is wrong with any.

    Raises `ContentError` with every problem that loading, checking and linking found.
    """
    loaded = load_folder(content)
    documents = [document for document, _ in loaded]
    checked, unfit = _check_all([document for document in documents if document.is_read])
    problems = [*_missing_files(content), *(problem for _, found in loaded for problem in found)]
    problems += [
        problem
        for document in documents
        for problem in islice(unwritten(document), limits.PROBLEMS)
    ]
    changed = (
        [*history_problems([document for document, _ in load_folder(before)], documents)]
        if before
        else []
    )
    for found in (unfit, integrity_problems(documents), changed):
        told = {(problem.path, problem.field) for problem in problems}
        problems += [problem for problem in found if (problem.path, problem.field) not in told]
    if problems:
        raise ContentError(quoted(first_causes(problems), documents))
    return checked


def first_causes(problems: Iterable[Problem]) -> list[Problem]:
    """Problems without those that only follow from a misspelt key: what is missing there, or below it."""
    problems = list(problems)
    meant = {
        (
            problem.path,
            problem.field.rpartition(".")[0],
            re.sub(r".*'(.*)'.*", r"\1", problem.guess),
        )
        for problem in problems
        if problem.rule is Rule.UNKNOWN_KEY
    }

    def follows(problem: Problem) -> bool:
        holder, _, name = problem.field.rpartition(".")
        absent = problem.rule in (Rule.MISSING_FIELD, Rule.MISSING_FACET, Rule.LIFE_CYCLE)
        return absent and bool(meant & {(problem.path, holder, name), (problem.path, "", name)})

    return [problem for problem in problems if not follows(problem)]


def quoted(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """Problems, each with the line of the file in which it stands."""
    lines = {document.path: document.lines for document in documents}
    return (
        replace(
            problem, quoted="".join(lines.get(problem.path, ())[problem.line - 1 : problem.line])
        )
        for problem in problems
    )


def _check_all(documents: Iterable[Document]) -> tuple[list[Checked], list[Problem]]:
    results = [check(document) for document in documents]
    return [file for file, _ in results if file], [
        problem for _, found in results for problem in found
    ]


def _missing_files(content: Path) -> Iterator[Problem]:
    """Each file that holds a list must be there, and at least one conference."""
    for name in FILES:
        if not (content / name).is_file():
            yield Problem(
                f"{content.name}/{name}", 1, 1, "file", "is missing; create it", Rule.MISSING_FILE
            )
    for folder, example in (("conferences", "2021.yml"), ("sources", "2021-report.yml")):
        if not any((content / folder).glob("*.yml")):
            yield Problem(
                f"{content.name}/{folder}",
                1,
                1,
                "file",
                f"holds no file; create one such as {example}",
                Rule.MISSING_FILE,
            )


def _of_class(checked: Iterable[Checked], kind: type[E]) -> tuple[E, ...]:
    return tuple(file.entry for file in checked if isinstance(file.entry, kind))


def _library(checked: list[Checked]) -> Library:
    panels = tuple(
        sorted(_of_class(checked, model.Panel), key=lambda panel: (panel.id[:4], panel.number))
    )
    pillars = tuple(
        sorted(
            _of_class(checked, model.Pillar),
            key=lambda pillar: (pillar.id[:4], int(pillar.id.rpartition("R")[2])),
        )
    )
    sources = _of_class(checked, model.Source)
    glossary = _of_class(checked, model.Glossary)[0]
    origins = {
        entry.id: Origin(file.document, location)
        for file in checked
        for entry, location in walk(file.entry)
        if hasattr(entry, "id") and not isinstance(entry, model.Choice)
    }
    return Library(
        vocabulary=_of_class(checked, model.Vocabulary)[0],
        conferences=_of_class(checked, model.Conference),
        panels=panels,
        pillars=pillars,
        sources=sources,
        people=_of_class(checked, model.People)[0].people,
        instruments=_of_class(checked, model.Instruments)[0].instruments,
        resources=_of_class(checked, model.Resources)[0].resources,
        terms=glossary.terms,
        synonyms=glossary.synonyms,
        records=(
            *(
                _record(written, panel, model.Kind.TAKEAWAY)
                for panel in panels
                for written in panel.takeaways
            ),
            *(
                _record(written, pillar, model.Kind.RECOMMENDATION)
                for pillar in pillars
                for written in pillar.recommendations
            ),
            *(
                _record(written, source, model.Kind.POINT)
                for source in sources
                for written in source.points
            ),
        ),
        origins=origins,
    )


def _record(
    written: model.WrittenRecord,
    holder: model.Panel | model.Pillar | model.Source,
    kind: model.Kind,
) -> model.Record:
    """A record with what it takes over from the file that holds it."""
    own = dict(written)
    taken = {name: own[name] or getattr(holder, name) for name in ("source", "since", "changed")}
    return model.Record.model_construct(**own | taken | {"kind": kind, "parent": holder.id})
