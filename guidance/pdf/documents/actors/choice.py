"""Which records the handout of an actor holds whole, and which by title alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.library.addressees import ASKING, unaddressed_records
from guidance.library.conclusions import concluded_records
from guidance.library.library import Library
from guidance.pdf.documents.actors.room import (
    DOCUMENT,
    HEADING,
    LIST,
    capacity_for,
    height_of,
    height_of_title,
)
from guidance.rendering.references import all_reaffirmed


@dataclass(frozen=True)
class ActorRecords:
    """The records of an actor, in their latest wording."""

    whole: Sequence[model.Record]
    """In the order of the library."""
    listed: Sequence[model.Record]
    """Other records that name the actor, the latest first."""
    unaddressed: Sequence[model.Record]
    """Records that call for action and name nobody who should act, the latest first."""
    basis: str
    """Why those are whole: `asked`, `informing` or `earlier`."""
    left_out: int
    """How many more there are than the pages hold, the earliest of all."""


def choose(library: Library, actor: str) -> ActorRecords:
    """The records for the handout of an actor whom current records name.

    Where the latest conference asks nothing of it, practices and findings are whole; where there
    are none either, what was asked before. What the pages do not hold is listed by title, and if
    even the list is too long, its earliest records are left out.
    """
    named = [record for record in library.current_records if actor in record.actors]
    unaddressed = unaddressed_records(library)
    latest = _latest_wording(library, [*named, *unaddressed])
    named = [record for record in named if record.id in latest]
    asked = _asked_by_latest_conference(library, named)
    informing = [record for record in named if record.nature not in ASKING]
    capacity = capacity_for(asked)
    whole = _first_that_fit(asked or _latest_first(informing or named), capacity - LIST)
    ids = {record.id for record in whole}
    others = _latest_first(record for record in named if record.id not in ids)
    open_ones = _latest_first(record for record in unaddressed if record.id in latest)
    room = capacity - height_of(whole)
    listed = _first_titles(others, max(room / 2, room - _height_of_titles(open_ones)))
    unlisted = room - _height_of_titles(listed)
    kept = (listed, _first_titles(open_ones, unlisted))
    return ActorRecords(
        [record for record in named if record.id in ids],
        *kept,
        "asked" if asked else "informing" if informing else "earlier",
        len(others) + len(open_ones) - sum(map(len, kept)),
    )


def _asked_by_latest_conference(
    library: Library, named: Sequence[model.Record]
) -> Sequence[model.Record]:
    """Those of some records that ask for action and stand in the latest conclusions."""
    if not library.conferences:
        return []
    concluded = {record.id for record in concluded_records(library, library.conferences[-1])}
    return [each for each in named if each.nature in ASKING and each.id in concluded]


def _latest_wording(library: Library, records: Sequence[model.Record]) -> set[str]:
    """The identifiers of the records that no other of them reaffirms."""
    reaffirmed = {earlier for record in records for earlier in all_reaffirmed(library, record)}
    return {record.id for record in records} - reaffirmed


def _latest_first(records: Iterable[model.Record]) -> list[model.Record]:
    """By the year of first publication, and in the order of the library within a year."""
    return sorted(records, key=lambda record: record.since[:4], reverse=True)


def _first_that_fit(records: Sequence[model.Record], room: float) -> list[model.Record]:
    """The first records that fit whole."""
    found: list[model.Record] = []
    for record in records:
        if height_of([*found, record]) > room:
            break
        found.append(record)
    return found


def _first_titles(records: Sequence[model.Record], room: float) -> list[model.Record]:
    """The first records whose titles fit."""
    found: list[model.Record] = []
    for record in records:
        if _height_of_titles([*found, record]) > room:
            break
        found.append(record)
    return found


def _height_of_titles(records: Sequence[model.Record]) -> float:
    """The height of records by title, with their heading, and of their documents."""
    documents = {record.source.document for record in records}
    titles = sum(map(height_of_title, records))
    return titles + HEADING + DOCUMENT * len(documents) if records else 0
