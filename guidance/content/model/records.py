"""Records with their place in a source, and the source documents."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from guidance.content.model.fields import (
    ActorRef,
    Day,
    FormRef,
    InstrumentRef,
    Line,
    MeasureRef,
    Pages,
    PartialDate,
    Prose,
    RecordId,
    RecordRef,
    Slug,
    SourceRef,
    TableLine,
    TableProse,
    WebAddress,
)


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


class Entry(BaseModel):
    """What all classes of the model share: frozen, and closed to keys that nobody defined."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class SourcePlace(Entry):
    """Where something stands in its source document, so that a reader can check it against the original."""

    document: SourceRef
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
    forms: tuple[FormRef, ...] = Field(min_length=1)
    """The forms of exploitation it concerns."""
    actors: tuple[ActorRef, ...] = ()
    """Who should act, or whom the finding names."""
    measures: tuple[MeasureRef, ...] = ()
    """By which kind of measure."""
    instruments: tuple[InstrumentRef, ...] = ()
    """The instruments it rests on."""
    related: tuple[RecordRef, ...] = ()
    """Other records that bear on it."""
    part_of: RecordRef | None = None
    """The record under which the source nests it."""
    status: Status = Status.CURRENT
    """Where it stands in its life."""
    reason: Line | None = None
    """Why it was withdrawn."""
    replaced_by: tuple[RecordRef, ...] = ()
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
