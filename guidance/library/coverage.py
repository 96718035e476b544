"""Coverage: the source pages that records restate, references between records, and reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from guidance.content import model
from guidance.content.model import Kind
from guidance.content.model.field_checks import page_number
from guidance.library.library import Library


@dataclass(frozen=True)
class PageRecords:
    """The records drawn from the same pages of a source."""

    place: model.SourcePlace
    records: Sequence[model.Record]


@dataclass(frozen=True)
class Coverage:
    """The records without references to others; a reference counts in either direction."""

    recommendations: Sequence[model.Record]
    """Recommendations without a reference to or from a takeaway."""
    takeaways: Sequence[model.Record]
    """Takeaways without a reference to or from a recommendation."""
    points: Sequence[model.Record]
    """Points without a reference to or from a takeaway or a recommendation."""


@dataclass(frozen=True)
class Reviews:
    """The current records by whether their text was compared with its source."""

    reviewed: Sequence[tuple[model.Review, Sequence[model.Record]]]
    """The records compared since they last changed, by review, the latest first."""
    unreviewed: Sequence[model.Record]
    """The others: never compared, or changed since."""


def in_page_order(records: Iterable[model.Record]) -> list[model.Record]:
    """Records by their pages; those without pages come last, in their own order."""
    return sorted(records, key=_page_range)


def _page_range(record: model.Record) -> tuple[float, ...]:
    if not record.source.pages:
        return (float("inf"),)
    return tuple(map(page_number, re.findall(r"\w+", record.source.pages)))


def records_by_pages(library: Library, source: str) -> tuple[PageRecords, ...]:
    """The current takeaways and recommendations drawn from a source, in the order of its pages."""
    records = in_page_order(
        record
        for record in library.current_records
        if record.source.document == source != record.parent
    )
    return tuple(
        PageRecords(on_pages[0].source, on_pages)
        for _, group in groupby(records, key=lambda record: record.source.pages)
        if (on_pages := list(group))
    )


def coverage(library: Library) -> Coverage:
    """The current records without references to other kinds."""

    def without_references(kind: Kind, *others: Kind) -> list[model.Record]:
        of_kind = [record for record in library.current_records if record.kind is kind]
        return [
            record
            for record in of_kind
            if not any(other.kind in others for other in library.neighbours(record))
        ]

    return Coverage(
        recommendations=without_references(Kind.RECOMMENDATION, Kind.TAKEAWAY),
        takeaways=without_references(Kind.TAKEAWAY, Kind.RECOMMENDATION),
        points=without_references(Kind.POINT, Kind.TAKEAWAY, Kind.RECOMMENDATION),
    )


def reviews(library: Library) -> Reviews:
    """The current records by the review of their wording of today."""
    reviewed: dict[model.Review, list[model.Record]] = {}
    unreviewed = []
    for record in library.current_records:
        if record.reviewed and record.reviewed.date >= record.changed:
            reviewed.setdefault(record.reviewed, []).append(record)
        else:
            unreviewed.append(record)
    latest_first = sorted(reviewed.items(), key=lambda item: item[0].date, reverse=True)
    return Reviews(latest_first, unreviewed)
