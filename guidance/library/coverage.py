"""References: a library goes in; what is drawn from a source, page by page, and what leads nowhere come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from guidance.content import model
from guidance.content.model import Kind
from guidance.library.library import Library


@dataclass(frozen=True)
class PageRecords:
    """What is drawn from the same page or pages of a source."""

    place: model.SourcePlace
    records: Sequence[model.Record]


@dataclass(frozen=True)
class Coverage:
    """Where the records are not yet tied together; a reference counts in either direction."""

    recommendations: Sequence[model.Record]
    """Recommendations that no takeaway leads to."""
    takeaways: Sequence[model.Record]
    """Takeaways that lead to no recommendation."""
    points: Sequence[model.Record]
    """Points that bear on no takeaway and no recommendation."""


def by_page(records: Iterable[model.Record]) -> list[model.Record]:
    """Records in the order of their pages; what has none keeps its order and comes last."""
    return sorted(records, key=_span)


def _span(record: model.Record) -> tuple[float, ...]:
    return (
        tuple(int(page) for page in record.source.pages.split("-"))
        if record.source.pages
        else (float("inf"),)
    )


def drawn_from(library: Library, source: str) -> tuple[PageRecords, ...]:
    """The takeaways and recommendations drawn from a source, in the order of its pages; its own points are not among them."""
    drawn = by_page(
        record
        for record in library.current_records
        if record.source.document == source != record.parent
    )
    return tuple(
        PageRecords(held[0].source, held)
        for _, group in groupby(drawn, key=lambda record: record.source.pages)
        if (held := list(group))
    )


def coverage(library: Library) -> Coverage:
    """What an editor may want to tie to the rest."""

    def untied(kind: Kind, *others: Kind) -> list[model.Record]:
        of_kind = [record for record in library.current_records if record.kind is kind]
        return [
            record
            for record in of_kind
            if not any(other.kind in others for other in library.neighbours(record))
        ]

    return Coverage(
        recommendations=untied(Kind.RECOMMENDATION, Kind.TAKEAWAY),
        takeaways=untied(Kind.TAKEAWAY, Kind.RECOMMENDATION),
        points=untied(Kind.POINT, Kind.TAKEAWAY, Kind.RECOMMENDATION),
    )
