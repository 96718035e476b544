"""What conferences concluded, of which documents tell, and the years of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guidance.content import model
from guidance.library.library import Library, conference_id

Conclusion = model.Panel | model.Pillar | model.Record


def conclusions_of(library: Library, conference: model.Conference) -> tuple[Conclusion, ...]:
    """What a conference concluded, in order: panels, pillars and points.

    Where it names no conclusions, all its panels and pillars.
    """
    if not conference.conclusions:
        return (*library.panels_of(conference.id), *library.pillars_of(conference.id))
    entries = (library.by_id[identifier] for identifier in conference.conclusions)
    return tuple(entry for entry in entries if isinstance(entry, Conclusion))


def has_report(library: Library, conference: model.Conference) -> bool:
    """Whether there is a report of a conference: it has panels or pillars, not points alone."""
    return bool(library.panels_of(conference.id) or library.pillars_of(conference.id))


def points_of(library: Library, conference: model.Conference) -> tuple[model.Record, ...]:
    """The current points of documents among the conclusions of a conference."""
    return tuple(
        entry
        for entry in conclusions_of(library, conference)
        if isinstance(entry, model.Record) and entry.status is model.Status.CURRENT
    )


def concluded_records(library: Library, conference: model.Conference) -> tuple[model.Record, ...]:
    """The current records of the conclusions of a conference, each once, in order.

    A panel that concluded in pillars brings their recommendations.
    """
    records = {
        record.id: record
        for entry in conclusions_of(library, conference)
        for record in _records_in(library, entry)
    }
    return tuple(records.values())


def conferences_of(library: Library) -> Mapping[str, Sequence[str]]:
    """The conferences that concluded in each record, by their identifiers.

    The records of a panel or a pillar belong to its conference; a point belongs to those that name
    it among their conclusions, mostly to none.
    """
    conferences: defaultdict[str, list[str]] = defaultdict(list)
    for record in library.records:
        if record.kind is not model.Kind.POINT:
            conferences[record.id].append(conference_id(record.id))
    for point, concluding in conferences_of_points(library).items():
        conferences[point] += concluding
    return conferences


def conferences_of_points(library: Library) -> Mapping[str, Sequence[str]]:
    """The conferences that name each current record among their conclusions."""
    conferences: defaultdict[str, list[str]] = defaultdict(list)
    for conference in library.conferences:
        for point in points_of(library, conference):
            conferences[point.id].append(conference.id)
    return conferences


def is_concluded(library: Library, record: model.Record) -> bool:
    """Whether a conference concluded in a record, not only a document on it says it."""
    return record.kind is not model.Kind.POINT or any(
        record.id in each.conclusions for each in library.conferences
    )


def conferences_told_by(library: Library, source: model.Source) -> tuple[model.Conference, ...]:
    """The conferences of which a document tells."""
    return library.conferences_by_document.get(source.id, ())


def instruments_in_full(library: Library, source: model.Source) -> tuple[model.Instrument, ...]:
    """The instruments whose whole text a document holds."""
    return tuple(each for each in library.instruments if each.full_text == source.id)


def document_year(document: model.Source) -> str:
    """The year of a document, by its date or else by that of its records; empty for neither."""
    return (document.date or document.since or "")[:4]


def _records_in(library: Library, entry: Conclusion) -> Iterator[model.Record]:
    if isinstance(entry, model.Record):
        yield from [entry] if entry.status is model.Status.CURRENT else []
        return
    yield from library.current_records_of(entry.id)
    for pillar in entry.conclusions if isinstance(entry, model.Panel) else ():
        yield from library.current_records_of(pillar)
