"""The chronicle: a library goes in, what happened to its records comes out, day by day, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from guidance.content import model
from guidance.library.library import Library


class Event(StrEnum):
    """What can happen to a record, in the order in which a day tells it."""

    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    REVISED = "revised"
    ADDED = "added"


@dataclass(frozen=True)
class Part:
    """Records of one panel, pillar or source to which the same happened."""

    event: Event
    parent: str
    records: Sequence[model.Record]


@dataclass(frozen=True)
class Day:
    """What happened on one day, or in one month or year as far as the source tells it."""

    date: str
    parts: Sequence[Part]

    def of(self, event: Event) -> Sequence[Part]:
        """The parts in which one thing happened."""
        return [part for part in self.parts if part.event is event]


def changelog(library: Library) -> Sequence[Day]:
    """Every day on which something happened, from the dates that records bear: the same on every machine."""
    happened = [
        (date, event, record) for record in library.records for date, event in _life(record)
    ]
    days = sorted({date for date, _, _ in happened}, reverse=True)
    return [
        Day(day, _parts([(event, record) for date, event, record in happened if date == day]))
        for day in days
    ]


def _life(record: model.Record) -> Sequence[tuple[str, Event]]:
    """What happened to a record, and when; a draft has no life yet."""
    if record.status is model.Status.DRAFT:
        return ()
    changed = record.changed.isoformat()
    if record.status is model.Status.WITHDRAWN:
        return ((record.since, Event.ADDED), (changed, Event.WITHDRAWN))
    if changed == record.since:
        return ((record.since, Event.ADDED),)
    return (
        (record.since, Event.ADDED),
        (changed, Event.CHANGED if record.change_note else Event.REVISED),
    )


def _parts(happened: Sequence[tuple[Event, model.Record]]) -> Sequence[Part]:
    order = list(Event)
    sorted_by_event = sorted(happened, key=lambda pair: order.index(pair[0]))
    grouped = groupby(sorted_by_event, key=lambda pair: (pair[0], pair[1].parent))
    return [
        Part(event, parent, [record for _, record in held]) for (event, parent), held in grouped
    ]
