"""A conference: its panels and pillars, and the front and back matter of its report."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from guidance.content.model.fields import (
    Clock,
    Country,
    Day,
    Line,
    Number,
    OwnLine,
    PartialDate,
    Prose,
    ReportedSpeech,
)
from guidance.content.model.identifiers import (
    ConclusionRef,
    ConferenceId,
    FigureId,
    OrganizationRef,
    PanelId,
    PanelRef,
    PersonRef,
    PillarId,
    PillarRef,
    SideEventId,
    SourceRef,
    StatementId,
)
from guidance.content.model.records import (
    Answering,
    Dated,
    Entry,
    Holder,
    SourcePlace,
    WrittenRecord,
)
from guidance.content.model.session_plan import DiscussionQuestion, SessionPlan


class When(StrEnum):
    """Whether a session took place before or after the panel."""

    BEFORE = "before"
    AFTER = "after"


class Appearance(Entry):
    """A person or an organization in the role of the time, as one place of the source names it."""

    person: PersonRef | None = None
    """The identifier of the person."""
    organization: OrganizationRef | None = None
    """The identifier of the organization, where the source names no person."""
    honorific: Line | None = None
    """A style that the source prints before the name, such as Ambassador."""
    printed_as: Line | None = None
    """The name as the source prints it, where that is another one than today's."""
    role: Line | None = None
    """The role as the source prints it."""
    country: Country | None = None
    """The country or countries that the source prints behind the role."""
    topic: Line | None = None
    """The topic of the contribution, as the programme prints it."""
    erratum: Prose | None = None
    """What is odd in the source at this place."""

    @property
    def of(self) -> str:
        """The identifier of the person or the organization."""
        return self.person or self.organization or ""


class Statement(Appearance):
    """A quotation in the report, restated as reported speech."""

    id: StatementId
    """The permanent identifier: never reused, never renumbered."""
    text: ReportedSpeech
    """What the person is quoted with, restated as reported speech."""
    source: SourcePlace | None = None
    """Where it stands in its source; where absent, the place of what holds it."""


class Session(Entry):
    """A part of the programme around a panel."""

    title: Line
    """The heading as the programme prints it."""
    starts: Clock | None = None
    """When it begins; absent where the programme prints no time."""
    ends: Clock | None = None
    """When it ends; absent where the programme prints no time."""
    when: When = When.BEFORE
    """Before or after the panel."""
    speakers: tuple[Appearance, ...] = Field(min_length=1)
    """Who spoke, in the printed order."""
    erratum: Prose | None = None
    """What is odd in the source at this place."""


class Panel(Holder):
    """A chapter of the report with its panel: statements, programme and takeaways."""

    id: PanelId
    """The permanent identifier: never reused, never renumbered."""
    number: Number
    """The number of the panel, and of its chapter."""
    title: Line
    """The chapter's title as printed."""
    panel_title: Line | None = None
    """The panel's title as the programme prints it, where that is another."""
    summary: OwnLine | None = None
    """What the chapter is about, in one sentence."""
    introduction: Prose | None = None
    """The chapter's text, restated."""
    statements: tuple[Statement, ...] = ()
    """Statements that the chapter quotes."""
    sessions: tuple[Session, ...] = ()
    """What came before and after the panel, in the printed order."""
    day: Day | None = None
    """The day on which it took place, where the source says it."""
    starts: Clock | None = None
    """When the panel begins."""
    ends: Clock | None = None
    """When the panel ends."""
    moderators: tuple[Appearance, ...] = ()
    """Who moderated."""
    speakers: tuple[Appearance, ...] = ()
    """Who spoke on the panel, in the printed order."""
    takeaways_title: Line | None = None
    """The heading over the takeaways or conclusions, as printed."""
    takeaways: tuple[WrittenRecord, ...] = ()
    """What the panel concluded, record by record, in the printed order."""
    conclusions: tuple[PillarRef, ...] = ()
    """The pillars that hold the panel's conclusions; each of them names the panel."""
    discussion_questions: tuple[DiscussionQuestion, ...] = Field(
        default=(),
        description=(
            "Questions for a group that works with the panel's records: "
            "the project's own, not the source's."
        ),
    )
    session_plan: SessionPlan | None = Field(
        default=None,
        description=(
            "A plan for a session with a group that works with the panel's records: "
            "the project's own, not the source's."
        ),
    )


class Pillar(Holder):
    """A group of recommendations among the conclusions of the conference."""

    id: PillarId
    """The permanent identifier: never reused, never renumbered."""
    numeral: Line
    """Its number as printed, such as IV."""
    title: Line
    """Its title as printed."""
    summary: OwnLine | None = None
    """What its recommendations ask for, in one sentence."""
    panel: PanelRef | None = None
    """The panel whose `conclusions` list it; absent where it concludes the conference."""
    recommendations: tuple[WrittenRecord, ...] = ()
    """Its recommendations, in the printed order."""


class Foreword(Dated):
    """The foreword, restated as reported speech."""

    title: Line
    """The heading as printed."""
    author: Appearance
    """Who wrote it."""
    text: ReportedSpeech
    """The foreword, restated as reported speech."""


class Question(Entry):
    """One question of the interview with its answer, restated as reported speech."""

    question: Line
    """The question as printed."""
    answer: ReportedSpeech
    """The answer, restated as reported speech."""
    erratum: Prose | None = None
    """What is odd in the source at this place."""


class Interview(Dated):
    """The interview that states the conference's aims."""

    title: Line
    """The heading as printed."""
    subtitle: Line | None = None
    """The line below the heading, as printed."""
    person: Appearance
    """Who answers."""
    about: Prose | None = None
    """Who is interviewed."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """The questions with their answers, in the printed order."""


class Figure(Answering):
    """A number about the conference, such as that of its participants."""

    id: FigureId
    """The permanent identifier: never reused, never renumbered."""
    value: Line
    """The figure as printed, such as 236,000."""
    qualifier: Line | None = None
    """A word that the source prints before it, such as over."""
    label: OwnLine
    """What it counts."""


class SideEvent(Answering):
    """An event beside the conference."""

    id: SideEventId
    """The permanent identifier: never reused, never renumbered."""
    title: Line
    """The title as printed."""
    day: Day
    """The day on which it took place."""
    organizers: tuple[Line, ...] = Field(min_length=1)
    """Who organized it, as printed."""
    format: Line | None = None
    """In which form it took place, such as online."""
    platform: Line | None = None
    """On which platform it took place."""


class Conference(Answering):
    """A conference, with the front and back matter of its report where there is one."""

    id: ConferenceId
    """The year of the conference: part of the identifiers of all that belongs to it."""
    since: PartialDate
    """When what is told of it was first published."""
    changed: Day
    """When its words last changed here."""
    title: Line
    """The title of its report, or else its name."""
    documents: tuple[SourceRef, ...] = ()
    """The documents that tell of it, the main one first; absent for one alone, in `source`."""
    conclusions: tuple[ConclusionRef, ...] = ()
    """What it concluded, in order, if not all its panels and pillars: those, or points."""
    edition: Number | None = None
    """Which conference of its series it is."""
    name: Line | None = None
    """The name of the event, where the title is that of its report."""
    subtitle: Line | None = None
    """The line below the title of the report."""
    starts: PartialDate | None = None
    """Its first day, as exactly as the source says."""
    ends: PartialDate | None = None
    """Its last day, as exactly as the source says."""
    place: Line | None = None
    """Where it took place."""
    organizers: tuple[Line, ...] = ()
    """Who held it, as the source names them."""
    attendance: OwnLine | None = None
    """Who and how many took part, in our own words."""
    participants: tuple[Appearance, ...] = ()
    """People and organizations whom the source names outside a programme, such as in a caption."""
    summary: Prose | None = None
    """What the conference was about, in a few sentences."""
    statements: tuple[Statement, ...] = ()
    """Statements that stand outside the chapters, such as the one on the inside cover."""
    foreword: Foreword | None = None
    """The foreword of the report."""
    interview: Interview | None = None
    """The interview in the report."""
    figures: tuple[Figure, ...] = ()
    """Figures about the conference."""
    side_events: tuple[SideEvent, ...] = ()
    """Events beside the conference."""

    @property
    def year(self) -> str:
        """The year in its identifier."""
        return self.id[:4]

    @property
    def event(self) -> str:
        """The name of the event: the title, where that is no title of a report."""
        return self.name or self.title

    @property
    def main_document(self) -> str:
        """The identifier of the document that tells most of it."""
        return self.documents[0] if self.documents else self.source.document if self.source else ""
