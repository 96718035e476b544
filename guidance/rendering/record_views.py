"""View models of content entries: the texts, labels and marks for the shared macros."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.facets import VOCABULARY_LISTS
from guidance.library.library import Library
from guidance.rendering.annotator import LineAnnotator, PlainText, Remark


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with its label."""

    facet: str
    value: str
    label: str


@dataclass(frozen=True)
class Ground:
    """An instrument on which a record rests."""

    instrument: model.Instrument
    note: Remark


@dataclass(frozen=True)
class RecordView:
    """A takeaway, a recommendation or a point."""

    record: model.Record
    text: Markup
    remark: Remark
    nature: FacetValue
    actors: Sequence[FacetValue]
    measures: Sequence[FacetValue]
    forms: Sequence[FacetValue]
    grounds: Sequence[Ground]


@dataclass(frozen=True)
class AppearanceView:
    """A person in a role."""

    person: model.Person
    honorific: str
    role: Markup
    """Role and country; empty if the source gives neither."""
    topic: str
    anchor: str
    """The `id` of this mention, to which an index refers; empty without an index."""
    remarks: Sequence[Remark]


@dataclass(frozen=True)
class StatementView:
    """A statement with its speaker."""

    id: str
    text: Markup
    speaker: AppearanceView


@dataclass(frozen=True)
class SessionView:
    """A session of a programme."""

    session: model.Session
    remark: Remark
    speakers: Sequence[AppearanceView]


@dataclass(frozen=True)
class ProgrammeView:
    """A panel with its sessions before and after."""

    panel: model.Panel
    before: Sequence[SessionView]
    moderators: Sequence[AppearanceView]
    speakers: Sequence[AppearanceView]
    after: Sequence[SessionView]


@dataclass(frozen=True)
class SideEventView:
    """An event beside a conference."""

    event: model.SideEvent
    remark: Remark


@dataclass(frozen=True)
class ResourceView:
    """A publication that a report points to."""

    resource: model.Resource
    text: Markup
    made: Markup
    """How it was made; empty if the source says nothing of it."""
    remark: Remark


@dataclass(frozen=True)
class RecordViews:
    """Builds the view models for one page or document.

    Views are built in reading order, since an annotator may number endnotes.
    """

    library: Library
    words: Words
    annotator: PlainText

    def record(self, record: model.Record) -> RecordView:
        """The view of a takeaway, a recommendation or a point."""
        remark = self.annotator.remark(record.erratum)
        text = self.annotator.prose(record.text, remark)
        return RecordView(
            record,
            text,
            remark,
            self._facet_values("nature", [record.nature.value])[0],
            self._facet_values("actor", record.actors),
            self._facet_values("measure", record.measures),
            self._facet_values("form", record.forms),
            [self._ground(identifier) for identifier in record.instruments],
        )

    def dates(self, record: model.Record) -> str:
        """Sentences on the dates of a record: publication, last change, and the note on it."""
        sentences = [self.words("life.since", day=self.words.day(record.since))]
        if record.changed.isoformat() != record.since:
            is_withdrawn = record.status is model.Status.WITHDRAWN
            key = "life.withdrawn" if is_withdrawn else "life.changed"
            sentences.append(self.words(key, day=self.words.day(record.changed)))
            if record.change_note:
                sentences.append(record.change_note)
        return " ".join(sentences)

    def statements(self, statements: Iterable[model.Statement]) -> list[StatementView]:
        """The views of statements that follow one another."""
        line = self.annotator.line_annotator()
        return [
            StatementView(
                statement.id,
                self.annotator.prose(statement.text),
                self._appearance(statement, line),
            )
            for statement in statements
        ]

    def appearance(self, appearance: model.Appearance, part: str = "") -> AppearanceView:
        """The view of a person outside a list; `part` is the location for the index."""
        return self._appearance(appearance, self.annotator.line_annotator(), part)

    def roles(self, appearances: Iterable[model.Appearance]) -> list[Markup]:
        """The role and country of each appearance in a list."""
        line = self.annotator.line_annotator()
        return [_role(appearance, line) for appearance in appearances]

    def people(self) -> list[tuple[model.Person, Markup]]:
        """All people, each with the main role; empty if no source gives one."""
        line = self.annotator.line_annotator()
        roles = ((person, self.library.main_role(person.id)) for person in self.library.people)
        return [(person, _role(main, line) if main else Markup()) for person, main in roles]

    def programme(self, panel: model.Panel) -> ProgrammeView:
        """The view of a panel with the sessions around it."""
        line, number = self.annotator.line_annotator(), panel.number

        def sessions(when: model.When) -> list[SessionView]:
            return [self._session(each, line) for each in panel.sessions if each.when is when]

        return ProgrammeView(
            panel,
            sessions(model.When.BEFORE),
            self._speakers([panel.moderator], line, self.words("part.moderator", number=number)),
            self._speakers(panel.speakers, line, self.words("part.speaker", number=number)),
            sessions(model.When.AFTER),
        )

    def side_event(self, event: model.SideEvent) -> SideEventView:
        """The view of a side-event."""
        return SideEventView(event, self.annotator.remark(event.erratum))

    def resource(self, resource: model.Resource) -> ResourceView:
        """The view of a publication."""
        remark = self.annotator.remark(resource.erratum)
        return ResourceView(
            resource,
            self.annotator.prose(resource.text, remark),
            self.annotator.prose(resource.made) if resource.made else Markup(),
            remark,
        )

    def _facet_values(self, facet: str, values: Iterable[str]) -> list[FacetValue]:
        return [
            FacetValue(facet, value, self.library.label(VOCABULARY_LISTS[facet], value))
            for value in values
        ]

    def _ground(self, identifier: str) -> Ground:
        instrument = self.library.by_id[identifier]
        assert isinstance(instrument, model.Instrument)  # noqa: S101 -- validated
        return Ground(instrument, self.annotator.instrument_note(instrument))

    def _session(self, session: model.Session, line: LineAnnotator) -> SessionView:
        remark = self.annotator.remark(session.erratum)
        return SessionView(
            session, remark, self._speakers(session.speakers, line, typeset(session.title))
        )

    def _speakers(
        self, appearances: Iterable[model.Appearance], line: LineAnnotator, part: str
    ) -> list[AppearanceView]:
        return [self._appearance(each, line, part, with_name=True) for each in appearances]

    def _appearance(
        self,
        appearance: model.Appearance,
        line: LineAnnotator,
        part: str = "",
        *,
        with_name: bool = False,
    ) -> AppearanceView:
        """The view of a person; `with_name` adds the remark on the spelling of the name."""
        person = self.library.by_id[appearance.person]
        assert isinstance(person, model.Person)  # noqa: S101 -- validated
        anchor = self.annotator.anchor(person.id, part) if part else ""
        errata = [appearance.erratum, *([person.erratum] if with_name else [])]
        return AppearanceView(
            person,
            appearance.honorific or "",
            _role(appearance, line),
            appearance.topic or "",
            anchor,
            [self.annotator.remark(erratum) for erratum in errata],
        )


def _role(appearance: model.Appearance, line: LineAnnotator) -> Markup:
    """Role and country, separated by a comma."""
    role = [line(appearance.role)] if appearance.role else []
    country = [appearance.country] if appearance.country else []
    return Markup(", ").join([*role, *country])
