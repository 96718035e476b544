"""Changelog of the records, by day, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from guidance.content import model
from guidance.library.library import Library


class Event(StrEnum):
    """What happened to a record. The members have the order of the events of a day.

    A change with a note is `CHANGED`, one without is `REVISED`. A record that came later than what
    holds it is `ADDED`; any other was `PUBLISHED` with it.
    """

    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    REVISED = "revised"
    ADDED = "added"
    PUBLISHED = "published"


@dataclass(frozen=True)
class EventGroup:
    """Records of one panel, pillar or source with the same event."""

    event: Event
    parent: str
    records: Sequence[model.Record]


@dataclass(frozen=True)
class Day:
    """All events of one date."""

    date: str
    """In ISO 8601; a year or a month if the source is not more precise."""
    groups: Sequence[EventGroup]

    def of(self, event: Event) -> Sequence[EventGroup]:
        """The groups with one event."""
        return [group for group in self.groups if group.event is event]


def changelog(library: Library) -> Sequence[Day]:
    """Every date with an event, derived from the dates of the records."""
    events = [
        (date, event, record)
        for record in library.records
        for date, event in _events(library, record)
    ]
    dates = sorted({date for date, _, _ in events}, reverse=True)
    return [
        Day(date, _groups([(event, record) for other, event, record in events if other == date]))
        for date in dates
    ]


def was_added_later(library: Library, record: model.Record) -> bool:
    """Whether a record came later than its panel, pillar or source, not with its publication."""
    holder = library.by_id[record.parent]
    if not isinstance(holder, model.Dated) or holder.since is None:
        return False
    return record.since > holder.since and not record.since.startswith(holder.since)


def _events(library: Library, record: model.Record) -> Sequence[tuple[str, Event]]:
    """The events of a record with their dates; none for a draft."""
    if record.status is model.Status.DRAFT:
        return ()
    first = Event.ADDED if was_added_later(library, record) else Event.PUBLISHED
    changed = record.changed.isoformat()
    if record.status is model.Status.WITHDRAWN:
        return ((record.since, first), (changed, Event.WITHDRAWN))
    if changed == record.since:
        return ((record.since, first),)
    return (
        (record.since, first),
        (changed, Event.CHANGED if record.change_note else Event.REVISED),
    )


def _groups(events: Sequence[tuple[Event, model.Record]]) -> Sequence[EventGroup]:
    order = list(Event)
    by_event = sorted(events, key=lambda pair: order.index(pair[0]))
    return [
        EventGroup(event, parent, [record for _, record in pairs])
        for (event, parent), pairs in groupby(by_event, key=lambda pair: (pair[0], pair[1].parent))
    ]
