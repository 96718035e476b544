"""The records: what a content file may hold, as typed and frozen classes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from guidance.content.markdown import (
    Fault,
    formula_faults,
    is_bare,
    is_plain,
    leads_out,
    line_faults,
    plain,
    prose_faults,
    sign_faults,
)
from guidance.diagnostics.rules import Rule
from guidance.limits import NAME

_DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    )
)
SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
REFERS_TO: Final = "x-refers-to"
"""Under this key a schema names the list of what exists."""


class Nature(StrEnum):
    """What kind of claim a record makes: the labels stand in `vocabulary.yml`."""

    FINDING = "finding"
    OBLIGATION = "obligation"
    RECOMMENDATION = "recommendation"
    PRACTICE = "practice"


class Kind(StrEnum):
    """Where a record comes from: a panel, a pillar, or a source outside the conference."""

    TAKEAWAY = "takeaway"
    RECOMMENDATION = "recommendation"
    POINT = "point"


class Status(StrEnum):
    """Where a record stands in its life; a withdrawn record keeps its identifier and its address."""

    CURRENT = "current"
    WITHDRAWN = "withdrawn"
    DRAFT = "draft"


class When(StrEnum):
    """Whether a session came before or after the panel of its day."""

    BEFORE = "before"
    AFTER = "after"


def _sound(faults_of: Callable[[str], Iterable[Fault]], text: str) -> str:
    """The text without white space around it; all its faults together in one error of pydantic's."""
    faults = tuple(faults_of(text))
    if faults:
        raise PydanticCustomError("text", "unsound text", {"faults": faults})
    return text.strip()


def _sound_words(faults_of: Callable[[str], Iterable[Fault]], text: str) -> str:
    """The same for words: most are told to be sound at a glance."""
    return text.strip() if is_plain(text) else _sound(faults_of, text)


def _sound_name(name: str) -> str:
    """The same for an identifier, which has its form already."""
    return _sound(_name_faults, name) if name in _DEVICES or len(name) > NAME else name


def _country(text: str) -> str:
    """Only what may be a country's name: `no` is no short form of Norway."""
    if not text[:1].isupper() or text.casefold() in (
        "no",
        "yes",
        "on",
        "off",
        "true",
        "false",
        "none",
    ):
        raise PydanticCustomError("country", "no name of a country")
    return text


def _table_line_faults(text: str) -> Iterator[Fault]:
    """What may not stand in a line that data hold in a table as well."""
    yield from line_faults(text)
    yield from formula_faults(text)


def _table_prose_faults(text: str) -> Iterator[Fault]:
    """What may not stand in sentences that data hold in a table as well, as plain words."""
    faults = tuple(prose_faults(text))
    yield from faults or (() if is_bare(text) else formula_faults(plain(text)))


def _name_faults(name: str) -> Iterator[Fault]:
    """What may not be an identifier, since it is the name of a folder on the site, and the site may lie on any system."""
    if name in _DEVICES:
        yield Fault(
            Rule.WRONG_FORMAT,
            0,
            f"'{name}' is the name of a device on Windows, where no folder can be called so; choose another",
        )
    if len(name) > NAME:
        yield Fault(Rule.LIMIT, 0, f"is {len(name):,} characters long; allowed: {NAME}")


def _address_faults(address: str) -> Iterator[Fault]:
    """What may not be an address that readers follow."""
    yield from sign_faults(address)
    if not leads_out(address):
        yield Fault(
            Rule.WRONG_FORMAT,
            0,
            "does not plainly name a host; allowed: an address such as https://www.osce.org/cthb",
        )


def _day(value: object) -> object:
    """Only a day as ISO 8601 writes it: pydantic would take a bare number for a timestamp."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("day", "not a day")
    return value


def _whole_number(value: object) -> object:
    """Only digits: pydantic would take 1.0 and 1_0 as well."""
    if isinstance(value, str) and not re.fullmatch(r"[1-9][0-9]{0,3}", value):
        raise PydanticCustomError("whole_number", "not a whole number")
    return value


def _existing_day(value: str) -> str:
    """Only a day, month or year that the calendar has."""
    try:
        datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise PydanticCustomError("day", "not a day") from None
    return value


class Sense(StrEnum):
    """How texts mostly use a term: in the sense that the glossary explains, or in an everyday one."""

    EXPLAINED = "explained"
    EVERYDAY = "everyday"


@dataclass(frozen=True)
class RefersTo:
    """Marks a field whose value names something that must exist."""

    target: str
    """One of the names under which `link.targets` lists what exists."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the value, marked with the list to which it belongs."""
        return handler(schema) | {REFERS_TO: self.target}


Line = Annotated[str, Field(min_length=1), AfterValidator(partial(_sound_words, line_faults))]
"""A title, a name, a role: plain text on one line."""

Country = Annotated[Line, AfterValidator(_country)]
"""A country or several as the source prints them, such as Norway."""

Prose = Annotated[str, Field(min_length=1), AfterValidator(partial(_sound_words, prose_faults))]
"""Sentences in Markdown, inline marks and links only, one sentence a line."""

TableLine = Annotated[
    str, Field(min_length=1), AfterValidator(partial(_sound_words, _table_line_faults))
]
"""A line that stands in the tables of data as well, where it must not be taken for a formula."""

TableProse = Annotated[
    str, Field(min_length=1), AfterValidator(partial(_sound_words, _table_prose_faults))
]
"""Sentences that stand in the tables of data as well, where they must not be taken for a formula."""

PROSE: Final = (Prose, TableProse)
"""The types of all sentences."""

Day = Annotated[datetime.date, BeforeValidator(_day)]
"""A day in ISO 8601, such as 2021-06-14."""

Number = Annotated[int, Field(ge=1, le=9999), BeforeValidator(_whole_number)]
"""A whole number from 1 to 9999."""

WebAddress = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s<>\"']+$"),
    AfterValidator(partial(_sound, _address_faults)),
]
"""A web address that begins with https:// or http://."""

MailAddress = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s@<>\"':?&]+@[^\s@<>\"':?&]+$"),
    AfterValidator(partial(_sound, sign_faults)),
]
"""An e-mail address."""

Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$"), AfterValidator(_sound_name)]
ConferenceId = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$"), AfterValidator(_sound_name)]
PanelId = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-P[1-9][0-9]*$"), AfterValidator(_sound_name)
]
PillarId = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-R[1-9][0-9]*$"), AfterValidator(_sound_name)
]
RecordId = Annotated[
    str,
    StringConstraints(pattern=rf"^(?:[0-9]{{4}}-[PR][1-9][0-9]*|{SLUG})-[0-9]{{2,3}}$"),
    AfterValidator(_sound_name),
]
StatementId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}(?:-P[1-9][0-9]*)?-S[1-9][0-9]*$"),
    AfterValidator(_sound_name),
]
SideEventId = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-E[1-9][0-9]*$"), AfterValidator(_sound_name)
]
FigureId = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-F[1-9][0-9]*$"), AfterValidator(_sound_name)
]
Clock = Annotated[str, StringConstraints(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day as the programme prints it, such as 14:05."""

Pages = Annotated[str, StringConstraints(pattern=r"^[0-9]+(?:-[0-9]+)?$")]
"""A page or a range of pages of the source, as its own numbers count them, such as 6-8."""

AnyActor = Annotated[Slug, RefersTo("actors")]
AnyForm = Annotated[Slug, RefersTo("forms")]
AnyMeasure = Annotated[Slug, RefersTo("measures")]
AnyInstrumentType = Annotated[Slug, RefersTo("instrument_types")]
AnyInstrument = Annotated[Slug, RefersTo("instruments")]
AnyPerson = Annotated[Slug, RefersTo("people")]
AnySource = Annotated[Slug, RefersTo("sources")]
AnyPanel = Annotated[PanelId, RefersTo("panels")]
AnyPillar = Annotated[PillarId, RefersTo("pillars")]
AnyRecord = Annotated[RecordId, RefersTo("records")]

PartialDate = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(_existing_day),
]
"""A day, a month or a year in ISO 8601, as exactly as the source tells it."""


class Entry(BaseModel):
    """What all classes of the model share: frozen, and closed to keys that nobody defined."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class SourcePlace(Entry):
    """Where something stands in its source document, so that a reader can check it against the original."""

    document: AnySource
    """The identifier of the source document."""
    section: TableLine | None = None
    """The heading under which it stands."""
    pages: Pages | None = None
    """Its page or pages there; absent where the source has none."""


class Dated(Entry):
    """What carries a place in a source and the dates of its life."""

    source: SourcePlace | None = None
    """Where it stands in its source; where absent, the place of what holds it."""
    since: PartialDate | None = None
    """When it was first published; where absent, the date of what holds it."""
    changed: Day | None = None
    """When its words or facets last changed here; where absent, the date of what holds it."""
    change_note: Line | None = None
    """What changed at that date, in a few words."""
    erratum: Prose | None = None
    """What is odd, contradictory or misprinted in the source at this place."""


class WrittenRecord(Dated):
    """A takeaway, a recommendation or a point as an editor writes it."""

    id: RecordId
    """The permanent identifier: never reused, never renumbered."""
    title: TableLine
    """A few words that tell the record apart in a list."""
    text: TableProse
    """What the source says, restated in plain language."""
    nature: Nature
    """Whether it finds, obliges, recommends or reports a practice."""
    keywords: tuple[Line, ...] = Field(min_length=1)
    """Words that people would search for."""
    forms: tuple[AnyForm, ...] = Field(min_length=1)
    """The forms of exploitation it concerns."""
    actors: tuple[AnyActor, ...] = ()
    """Who should act, or whom the finding names."""
    measures: tuple[AnyMeasure, ...] = ()
    """By which kind of measure."""
    instruments: tuple[AnyInstrument, ...] = ()
    """The instruments it rests on."""
    related: tuple[AnyRecord, ...] = ()
    """Other records that bear on it."""
    part_of: AnyRecord | None = None
    """The record under which the source nests it."""
    status: Status = Status.CURRENT
    """Where it stands in its life."""
    reason: Line | None = None
    """Why it was withdrawn."""
    replaced_by: tuple[AnyRecord, ...] = ()
    """What took the place of a withdrawn record."""


class Record(WrittenRecord):
    """A record as readers meet it: with what it takes over from the panel, pillar or source that holds it."""

    kind: Kind
    parent: str
    """The identifier of the panel, pillar or source that holds it."""
    source: SourcePlace
    since: PartialDate
    changed: Day


class Holder(Dated):
    """What holds records and other parts: its own place and dates are theirs where they have none."""

    source: SourcePlace
    """Where it stands in its source."""
    since: PartialDate
    """When it was first published."""
    changed: Day
    """When its words last changed here."""


class Appearance(Entry):
    """One person in one role at one place: the role is given as it was at the time."""

    person: AnyPerson
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
    """What a person is quoted with in the report, restated as reported speech."""

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
    conclusions: tuple[AnyPillar, ...] = ()
    """The pillars that hold the panel's conclusions, where it has no takeaways of its own."""
    discussion_questions: tuple[Line, ...] = ()
    """Questions for a group that works with the panel's records: the project's own, not the source's."""


class Pillar(Holder):
    """One of the groups of recommendations in which the conference concluded."""

    id: PillarId
    """The permanent identifier: never reused, never renumbered."""
    numeral: Line
    """Its number as printed, such as IV."""
    title: Line
    """Its title as printed."""
    summary: Line
    """What its recommendations ask for, in one sentence."""
    panel: AnyPanel
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
    """One figure about the conference."""

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


class Person(Entry):
    """Someone whom a programme or a statement names; the roles stand where they appear."""

    id: Slug
    """The permanent identifier, from the name: never reused, never changed."""
    name: Line
    """The name as people use it."""
    sort_by: Line | None = None
    """The end of the name by which an index sorts it, where that is more than the last word."""
    keywords: tuple[Line, ...] = ()
    """Other spellings under which people would search."""
    erratum: Prose | None = None
    """What is odd about the name in the source."""


class Provision(Entry):
    """An article of an instrument that the guidance names."""

    article: Line
    """Which article, such as Article 9(5)."""
    text: Prose
    """What the source says of it, restated."""


class Instrument(Dated):
    """A treaty, law, commitment or guideline on which records rest."""

    id: Slug
    """The permanent identifier, from the short name: never reused, never changed."""
    title: Line
    """The full title, as far as the source gives it."""
    short: Line
    """The name by which people call it."""
    type: AnyInstrumentType
    """What kind of instrument it is, from the vocabulary."""
    text: Prose
    """What the source says of it, restated."""
    provisions: tuple[Provision, ...] = ()
    """The articles that the guidance names."""
    keywords: tuple[Line, ...] = ()
    """Other words under which people would search."""


class Resource(Dated):
    """A publication that the report points to."""

    id: Slug
    """The permanent identifier, from the title: never reused, never changed."""
    title: Line | None = None
    """The title; absent where the source has lost it."""
    label: Line
    """A short name of our own, by which to tell it apart."""
    text: Prose
    """What it is for and what it holds, restated."""
    made: Prose | None = None
    """How it was made, as far as the source says."""


class Source(Dated):
    """A source document with its own points."""

    id: Slug
    """The permanent identifier, from the year and the title: never reused, never changed."""
    title: Line
    """The title as printed."""
    subtitle: Line | None = None
    """The line below the title."""
    type: Line
    """What kind of document it is."""
    authors: tuple[Line, ...] = ()
    """Who wrote it, as far as it says."""
    publisher: Line | None = None
    """Who published it, as far as it says."""
    date: PartialDate | None = None
    """When it was published, as exactly as it says."""
    place: Line | None = None
    """Where it was published, as far as it says."""
    address: WebAddress | None = None
    """The web address that it gives."""
    about: Prose
    """What it is."""
    adds: Prose
    """What it adds on reducing demand."""
    points_title: Line | None = None
    """A heading over its points."""
    points: tuple[WrittenRecord, ...] = ()
    """What it finds, reports or recommends outside the conference, record by record."""


class Term(Dated):
    """An abbreviation or a term, explained."""

    id: Slug
    """The permanent identifier, from the term: never reused, never changed."""
    term: Line
    """The word or abbreviation exactly as texts use it."""
    stands_for: Line | None = None
    """The full name behind an abbreviation."""
    text: Prose | None = None
    """What it means; absent where the full name says it all."""
    sense: Sense = Sense.EXPLAINED
    """Whether texts lead to it; everyday keeps them from it, where a word mostly means something else."""
    keywords: tuple[Line, ...] = ()
    """Other words under which people would search."""


class Synonym(Entry):
    """A word and others for the same thing: whoever searches for one of them finds the others too."""

    word: Line
    """A word that people search for."""
    also: tuple[Line, ...] = Field(min_length=1)
    """Other words and phrases for it."""


class Choice(Entry):
    """One value of a closed list."""

    id: Slug
    """The value as records write it: never changed."""
    label: Line
    """The words that readers see."""
    text: Prose | None = None
    """What it covers."""


class Vocabulary(Entry):
    """The closed lists from which facets are chosen."""

    natures: tuple[Choice, ...] = Field(min_length=1)
    """What kinds of claim there are; the four carry rules of their own."""
    actors: tuple[Choice, ...] = Field(min_length=1)
    """Who acts."""
    forms: tuple[Choice, ...] = Field(min_length=1)
    """Forms of exploitation."""
    measures: tuple[Choice, ...] = Field(min_length=1)
    """Kinds of measures."""
    instrument_types: tuple[Choice, ...] = Field(min_length=1)
    """Kinds of instruments."""


class People(Entry):
    """The file `people.yml`."""

    people: tuple[Person, ...]
    """The people, in the order in which they are first named."""


class Instruments(Entry):
    """The file `instruments.yml`."""

    instruments: tuple[Instrument, ...]
    """The instruments."""


class Resources(Entry):
    """The file `resources.yml`."""

    resources: tuple[Resource, ...]
    """The publications."""


class Glossary(Entry):
    """The file `glossary.yml`."""

    terms: tuple[Term, ...]
    """The abbreviations and terms, in alphabetical order."""
    synonyms: tuple[Synonym, ...] = ()
    """Words for the same thing, for the search."""
