"""View model of the report: everything that its template places, in reading order."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from guidance.content import model
from guidance.pdf.documents.report.index_entries import Locator
from guidance.rendering.annotator import Remark
from guidance.rendering.view_models import (
    AppearanceView,
    ProgrammeView,
    RecordView,
    ResourceView,
    SideEventView,
    StatementView,
)


@dataclass(frozen=True)
class ContentsLine:
    """A line of the table of contents. Its page number is added by the layout."""

    anchor: str
    title: str
    mark: str = ""
    """The number of a chapter or a pillar."""
    is_inner: bool = False


@dataclass(frozen=True)
class CoverView:
    """The cover."""

    lines: Sequence[str]
    """The lines above the title."""
    size: str
    """How much room the title takes: `short`, `long` or `longest`."""
    days_and_place: Sequence[str]


@dataclass(frozen=True)
class DocumentImprint:
    """The imprint of a source document."""

    document: model.Source
    reference: str
    """How it is cited, with its standing."""
    remark: Remark
    publishers: str
    """Publishers with their address."""
    contact: str
    permission: str
    """The permission to copy, or that there is none."""
    photos: str
    disclaimer: Markup
    acknowledgements: Markup


@dataclass(frozen=True)
class FrontMatter:
    """The imprints of the source documents, and statements."""

    remark: Remark
    imprints: Sequence[DocumentImprint]
    statements: Sequence[StatementView]


@dataclass(frozen=True)
class ForewordView:
    """The foreword."""

    author: AppearanceView
    text: Markup


@dataclass(frozen=True)
class Answer:
    """A question of the interview with its answer."""

    question: str
    text: Markup


@dataclass(frozen=True)
class InterviewView:
    """The interview."""

    interview: model.Interview
    subtitle: str
    """The line below the heading, or else the name of who answers."""
    anchor: str
    remark: Remark
    about: Markup
    answers: Sequence[Answer]


@dataclass(frozen=True)
class PillarView:
    """A pillar within the chapter that it concludes."""

    pillar: model.Pillar
    remark: Remark
    records: Sequence[RecordView]


@dataclass(frozen=True)
class ChapterView:
    """A chapter: a panel with all that belongs to it."""

    panel: model.Panel
    level: int
    """The level of the headings of its records and pillars: below its heading, if it has one."""
    programme: ProgrammeView
    introduction: Markup
    statements: Sequence[StatementView]
    records: Sequence[RecordView]
    pillars: Sequence[PillarView]

    @property
    def all_records(self) -> Sequence[RecordView]:
        """Its own records, then those of its pillars."""
        return [*self.records, *(record for pillar in self.pillars for record in pillar.records)]


@dataclass(frozen=True)
class FigureView:
    """A figure about the conference."""

    figure: model.Figure
    remark: Remark


@dataclass(frozen=True)
class NoteView:
    """An endnote: a remark, or else an instrument."""

    number: int
    remark: str = ""
    instrument: model.Instrument | None = None


@dataclass(frozen=True)
class PersonEntry:
    """A person or an organization in the index."""

    id: str
    given_names: str
    """The name up to the surname, with a space at its end; empty for an organization."""
    surname: str
    locators: Sequence[Locator]


@dataclass(frozen=True)
class InstrumentEntry:
    """An instrument in the index."""

    instrument: model.Instrument
    type: str
    locators: Sequence[Locator]


@dataclass(frozen=True)
class SummaryLine:
    """A record that asks for action, in the summary. Its page number is added by the layout."""

    record: model.Record
    nature: str
    """Its nature where that is no recommendation; else empty."""
    actors: str
    """Who should act."""


@dataclass(frozen=True)
class FacetEntry:
    """An actor or a measure in its index, with the records that name it."""

    label: str
    locators: Sequence[Locator]


@dataclass(frozen=True)
class ReportView:
    """The report of one conference."""

    cover: CoverView
    front_matter: FrontMatter
    contents: Sequence[ContentsLine]
    summary: Sequence[SummaryLine]
    foreword: ForewordView | None
    interview: InterviewView | None
    chapters: Sequence[ChapterView]
    pillars: Sequence[PillarView]
    """The pillars that belong to the conference alone."""
    figures: Sequence[FigureView]
    side_events: Sequence[tuple[datetime.date, Sequence[SideEventView]]]
    """The side-events of each day."""
    side_events_title: str
    resources: Sequence[ResourceView]
    resources_title: str
    notes: Sequence[NoteView]
    people_title: str
    people: Sequence[PersonEntry]
    instruments: Sequence[InstrumentEntry]
    """The index of instruments; empty if no record rests on one."""
    actors: Sequence[FacetEntry]
    measures: Sequence[FacetEntry]
    abbreviations: Sequence[model.Term]
    """The abbreviations that its texts use."""
    cited_as: Sequence[str]
    """The citations for which the source documents ask."""
    addresses: Sequence[Sequence[str]]
    """The publishers of each document with the lines of contact, on the back cover."""
