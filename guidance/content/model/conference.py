"""A conference: its panels and pillars, and the front and back matter of its report."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from guidance.content.model.fields import (
    Clock,
    ConferenceId,
    Country,
    Day,
    FigureId,
    Line,
    MailAddress,
    Number,
    PanelId,
    PanelRef,
    PersonRef,
    PillarId,
    PillarRef,
    Prose,
    SideEventId,
    StatementId,
    WebAddress,
)
from guidance.content.model.records import Dated, Entry, Holder, SourcePlace, WrittenRecord


class When(StrEnum):
    """Whether a session took place before or after the panel."""

    BEFORE = "before"
    AFTER = "after"


class Appearance(Entry):
    """A person in the role of the time, as one place of the source names them."""

    person: PersonRef
    """The identifier of the person."""
    honorific: Line | None = None
    """A style that the source prints before the name, such as Ambassador."""
    role: Line | None = None
    """The role as the source prints it."""
    country: Country | None = None
    """The country or countries that the source prints behind the role."""
    topic: Line | None = None
    """What the person spoke about, as the programme prints it."""
    erratum: Prose | None = None
    """What is odd in the source at this place."""


class Statement(Appearance):
    """A quotation in the report, restated as reported speech."""

    id: StatementId
    """The permanent identifier: never reused, never renumbered."""
    text: Prose
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
    panel_title: Line
    """The panel's title as the programme prints it."""
    summary: Line
    """What the chapter is about, in one sentence."""
    introduction: Prose
    """The chapter's text, restated."""
    statements: tuple[Statement, ...] = ()
    """Statements that the chapter quotes."""
    sessions: tuple[Session, ...] = ()
    """What came before and after the panel, in the printed order."""
    starts: Clock
    """When the panel begins."""
    ends: Clock
    """When the panel ends."""
    moderator: Appearance
    """Who moderated."""
    speakers: tuple[Appearance, ...] = Field(min_length=1)
    """Who spoke on the panel, in the printed order."""
    takeaways_title: Line
    """The heading over the takeaways or conclusions, as printed."""
    takeaways: tuple[WrittenRecord, ...] = ()
    """What the panel concluded, record by record, in the printed order."""
    conclusions: tuple[PillarRef, ...] = ()
    """The pillars that hold the panel's conclusions, where it has no takeaways of its own."""
    discussion_questions: tuple[Line, ...] = Field(
        default=(),
        description=(
            "Questions for a group that works with the panel's records: "
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
    summary: Line
    """What its recommendations ask for, in one sentence."""
    panel: PanelRef
    """The panel that it concludes."""
    recommendations: tuple[WrittenRecord, ...] = Field(min_length=1)
    """Its recommendations, in the printed order."""


class Imprint(Dated):
    """Who made the report, how to reach them, and on what terms it may be used."""

    publisher: Line
    """Who published the report."""
    address: Line
    """The postal address."""
    telephone: Line | None = None
    """The telephone number as printed."""
    fax: Line | None = None
    """The fax number as printed."""
    email: MailAddress | None = None
    """The e-mail address."""
    web: WebAddress | None = None
    """The web address."""
    social: Line | None = None
    """The account in a social network."""
    copyright: Line
    """The notice of copyright, as printed."""
    permission: Prose
    """The permission to copy, as printed."""
    cite_as: Line
    """The citation that the report asks for, as printed."""
    design: Line | None = None
    """Who designed the report."""
    photos: tuple[Line, ...] = ()
    """Who took the photographs."""
    disclaimer: Prose
    """The gist of the disclaimer, restated."""
    acknowledgements: Prose
    """Whom the report thanks, restated."""


class Foreword(Dated):
    """The foreword, restated as reported speech."""

    title: Line
    """The heading as printed."""
    author: Appearance
    """Who wrote it."""
    text: Prose
    """The foreword, restated as reported speech."""


class Question(Entry):
    """One question of the interview with its answer, restated as reported speech."""

    question: Line
    """The question as printed."""
    answer: Prose
    """The answer, restated as reported speech."""
    erratum: Prose | None = None
    """What is odd in the source at this place."""


class Interview(Dated):
    """The interview that states the conference's aims."""

    title: Line
    """The heading as printed."""
    subtitle: Line
    """The line below the heading, as printed."""
    person: Appearance
    """Who answers."""
    about: Prose
    """Who is interviewed."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """The questions with their answers, in the printed order."""


class Figure(Dated):
    """A number about the conference, such as that of its participants."""

    id: FigureId
    """The permanent identifier: never reused, never renumbered."""
    value: Line
    """The figure as printed, such as 236,000."""
    qualifier: Line | None = None
    """A word that the source prints before it, such as over."""
    label: Line
    """What it counts."""


class SideEvent(Dated):
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


class Conference(Holder):
    """A conference and the front and back matter of its report."""

    id: ConferenceId
    """The year of the conference: part of the identifiers of all that belongs to it."""
    edition: Number
    """Which conference of its series it is."""
    name: Line
    """The name of the event."""
    title: Line
    """The title of the report."""
    subtitle: Line
    """The line below the title of the report."""
    starts: Day
    """Its first day."""
    ends: Day
    """Its last day."""
    place: Line
    """Where it took place."""
    summary: Prose
    """What the conference was about, in a few sentences."""
    statements: tuple[Statement, ...] = ()
    """Statements that stand outside the chapters, such as the one on the inside cover."""
    imprint: Imprint
    """Who made the report, how to reach them, and on what terms it may be used."""
    foreword: Foreword | None = None
    """The foreword of the report."""
    interview: Interview | None = None
    """The interview in the report."""
    figures: tuple[Figure, ...] = ()
    """Figures about the conference."""
    side_events: tuple[SideEvent, ...] = ()
    """Events beside the conference."""
