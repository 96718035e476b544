"""Changelog: what was added, changed and withdrawn on which day, the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guidance.content import model
from guidance.history.citations import EntryKey
from guidance.history.comparison.field_changes import FieldChange, status_of
from guidance.history.past import Past
from guidance.history.revisions import Life, Revision, lives
from guidance.library.library import Library


class Event(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class LoggedChange:
    """One event of one entry."""

    date: str
    """In ISO 8601; a year or a month where the content is not more precise."""
    event: Event
    id: str
    """The identifier of the entry."""
    note: str = ""
    """What the editor says of a change; the reason of a withdrawal."""
    fields: Sequence[FieldChange] = ()
    """What changed, field by field; empty without a history."""


def changelog(library: Library, past: Past | None = None) -> Sequence[LoggedChange]:
    """All events, by day, the latest first; those of a day in the order of the library.

    Without a past, that is records which came later than what holds them, changes with a note, and
    withdrawals.
    """
    documents = {id(origin.document): origin.document for origin in library.origins.values()}
    known = lives(documents.values(), past or Past())
    events = [
        event
        for entry in library.by_id.values()
        if (life := known.get(_key(entry)))
        for event in _events(library, entry, life)
    ]
    return sorted(events, key=lambda event: event.date, reverse=True)


def was_added_later(library: Library, record: model.Record) -> bool:
    """Whether a record came later than its panel, pillar or source, not with its publication."""
    holder = library.by_id[record.parent]
    if not isinstance(holder, model.Dated) or holder.since is None:
        return False
    return record.since > holder.since and not record.since.startswith(holder.since)


def _key(entry: model.Entry) -> EntryKey:
    is_record = isinstance(entry, model.Record)
    return model.WrittenRecord if is_record else type(entry), getattr(entry, "id", "")


def _events(library: Library, entry: model.Entry, life: Life) -> Iterator[LoggedChange]:
    """The events of an entry; none for a draft."""
    identifier = _key(entry)[1]
    appeared = life.appeared
    if isinstance(entry, model.Record):
        if entry.status is model.Status.DRAFT:
            return
        if was_added_later(library, entry):
            appeared = entry.since
    if appeared:
        yield LoggedChange(appeared, Event.ADDED, identifier)
    for revision in life.revisions:
        if revision.date > (appeared or ""):
            yield _event(identifier, revision)


def _event(identifier: str, revision: Revision) -> LoggedChange:
    """The event that a revision is: a change, or the first or the last publication."""
    status = next((change for change in revision.changes if change.field == "status"), None)
    if status_of(revision.fields) == model.Status.WITHDRAWN and (status or not revision.changes):
        _, reason = revision.fields.get("reason", (None, ""))
        return LoggedChange(revision.date, Event.WITHDRAWN, identifier, str(reason))
    if status and status.old == model.Status.DRAFT:
        return LoggedChange(revision.date, Event.ADDED, identifier)
    return LoggedChange(revision.date, Event.CHANGED, identifier, revision.note, revision.changes)
