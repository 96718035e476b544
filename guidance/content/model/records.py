"""Records with their place in a source, and the source documents."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from guidance.content.model.fields import (
    Day,
    Language,
    Line,
    MailAddress,
    Number,
    OwnLine,
    OwnTableLine,
    Pages,
    Paragraphs,
    PartialDate,
    Prose,
    TableLine,
    TableProse,
    Terms,
    WebAddress,
)
from guidance.content.model.identifiers import (
    ActorRef,
    FormRef,
    InstrumentRef,
    MeasureRef,
    RecordId,
    RecordRef,
    RelatedRef,
    SourceId,
    SourceRef,
)


class Nature(StrEnum):
    """The kind of claim that a record makes; `vocabulary.yml` holds the labels."""

    FINDING = "finding"
    OBLIGATION = "obligation"
    RECOMMENDATION = "recommendation"
    PRACTICE = "practice"


class Kind(StrEnum):
    """What a record belongs to: a panel, a pillar, or a source outside the conference."""

    TAKEAWAY = "takeaway"
    RECOMMENDATION = "recommendation"
    POINT = "point"


class Status(StrEnum):
    """The state of a record; a withdrawn one keeps its identifier and its address."""

    CURRENT = "current"
    WITHDRAWN = "withdrawn"
    DRAFT = "draft"


class ReviewRole(StrEnum):
    """As what a person compared a text with its source; the catalogue holds the labels."""

    EDITOR = "editor"
    FACT_CHECKER = "fact-checker"
    EXPERT = "expert"


class Entry(BaseModel):
    """Base of all classes of the model: frozen, and without keys beyond the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class SourcePlace(Entry):
    """A place in a source document, so that readers can check a text against the original."""

    document: SourceRef
    """The identifier of the source document."""
    section: TableLine | None = None
    """The heading under which it stands."""
    pages: Pages | None = None
    """Its page or pages there; absent where the source has none."""
    paragraphs: Paragraphs | None = None
    """Its paragraphs or articles, where the document numbers them."""


class Dated(Entry):
    """Base of entries with a place in a source, and with dates."""

    source: SourcePlace | None = None
    """Where it stands in its source; where absent, the place of what holds it."""
    since: PartialDate | None = None
    """When it was first published, or added here later; where absent, the date of what holds it."""
    changed: Day | None = None
    """When its words or facets last changed here; where absent, the date of what holds it."""
    change_note: OwnLine | None = None
    """What changed at that date, in a few words."""
    erratum: Prose | None = None
    """What is odd, contradictory or misprinted in the source at this place."""


class Answering(Dated):
    """A dated entry that also answers questions in everyday words."""

    asked_as: tuple[OwnLine, ...] = Field(default=(), max_length=12)
    """Questions in everyday words that it answers, for the search."""


class Review(Entry):
    """A comparison of a text with its source, word by word."""

    date: Day
    """The day on which the comparison ended."""
    role: ReviewRole
    """As what the person who compared them did so."""


class WrittenRecord(Dated):
    """A takeaway, a recommendation or a point as its file holds it."""

    id: RecordId
    """The permanent identifier: never reused, never renumbered."""
    title: OwnTableLine
    """A few words that tell the record apart in a list."""
    text: TableProse
    """What the source says, restated in plain language."""
    nature: Nature
    """Whether it finds, obliges, recommends or reports a practice."""
    keywords: tuple[Line, ...] = Field(min_length=1)
    """Words that people would search for."""
    forms: tuple[FormRef, ...] = Field(min_length=1)
    """The forms of exploitation it concerns."""
    actors: tuple[ActorRef, ...] = ()
    """Who should act, or whom the finding names."""
    measures: tuple[MeasureRef, ...] = ()
    """By which kind of measure; at least one for a recommendation."""
    instruments: tuple[InstrumentRef, ...] = ()
    """The instruments it rests on."""
    related: tuple[RelatedRef, ...] = ()
    """Other records, statements, resources, instruments or terms that bear on it."""
    reaffirms: tuple[RecordRef, ...] = ()
    """Earlier records that it repeats."""
    asked_as: tuple[OwnLine, ...] = Field(default=(), max_length=12)
    """Questions in everyday words that it answers, for the search."""
    reviewed: Review | None = None
    """When, and by which role, the text was last compared with its source; if never, absent."""
    part_of: RecordRef | None = None
    """The record under which the source nests it."""
    status: Status = Status.CURRENT
    """Where it stands in its life."""
    reason: OwnLine | None = None
    """Why it was withdrawn."""
    replaced_by: tuple[RecordRef, ...] = ()
    """What took the place of a withdrawn record."""


CITED_FIELDS = ("title", "text", "nature", "actors", "forms", "measures", "status")
"""Fields by which readers cite or filter: a change to one needs a date and a note."""


class Record(WrittenRecord):
    """A record with the fields that it inherits from its panel, pillar or source."""

    kind: Kind
    parent: str
    """The identifier of the panel, pillar or source that holds it."""
    source: SourcePlace
    since: PartialDate
    changed: Day


class Holder(Dated):
    """Base of entries that hold others, which inherit its place and dates."""

    source: SourcePlace
    """Where it stands in its source."""
    since: PartialDate
    """When it was first published."""
    changed: Day
    """When its words last changed here."""


class Standing(StrEnum):
    """What weight a source document has for readers who cite it."""

    CONFERENCE_CONCLUSIONS = "conference-conclusions"
    PUBLICATION = "publication"
    PRESS_RELEASE = "press-release"
    THIRD_PARTY = "third-party"


class Contact(Entry):
    """How to reach the publishers of a document, as it says."""

    address: Line | None = None
    """The postal address."""
    telephone: Line | None = None
    """The telephone number as printed."""
    fax: Line | None = None
    """The fax number as printed."""
    email: MailAddress | None = None
    """The e-mail address."""
    web: WebAddress | None = None
    """The web address of the publishers."""
    social: Line | None = None
    """The account in a social network."""


class Source(Dated):
    """A source document with its terms of use and its own points."""

    id: SourceId
    """The permanent identifier, from the year and the title: never reused, never changed."""
    title: Line
    """The title as printed."""
    subtitle: Line | None = None
    """The line below the title."""
    type: Line
    """What kind of document it is."""
    standing: Standing
    """Whose document it is, and with what weight."""
    language: Language | None = None
    """The language in which it is written; absent where that is the language of the site."""
    authors: tuple[Line, ...] = ()
    """Who wrote it, as far as it says."""
    publishers: tuple[Line, ...] = ()
    """Who published it, as far as it says."""
    date: PartialDate | None = None
    """When it was published, as exactly as it says."""
    place: Line | None = None
    """Where it was published, as far as it says."""
    web: WebAddress | None = None
    """The web address that it gives, as deep as it gives it."""
    page_1_in_file: Number | None = None
    """Where `web` leads to a PDF file, the page of the file that is numbered 1."""
    last_page: Number | None = None
    """The number of its last page, where that is known."""
    about: Prose | None = None
    """What it is."""
    adds: Prose | None = None
    """What it adds on reducing demand."""
    contact: Contact | None = None
    """How to reach its publishers."""
    copyright: Line | None = None
    """The notice of copyright, as printed."""
    permission: Terms | None = None
    """The permission to copy, as printed; absent where the document gives none."""
    cite_as: Line | None = None
    """The citation that it asks for, as printed."""
    design: Line | None = None
    """Who designed it."""
    photos: tuple[Line, ...] = ()
    """Who took the photographs."""
    disclaimer: Prose | None = None
    """The gist of the disclaimer, restated."""
    acknowledgements: Prose | None = None
    """Whom it thanks, restated."""
    points_title: Line | None = None
    """A heading over its points."""
    points: tuple[WrittenRecord, ...] = ()
    """What it finds, reports or recommends outside the conference, record by record."""
