"""View models of pages that list records across conferences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidance.library.changelog import Event, EventGroup, changelog
from guidance.library.coverage import coverage as records_without_references
from guidance.library.coverage import reviews
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.site.page import Context


@dataclass(frozen=True)
class ChangeView:
    """Records with the same event on the same day, by panel, pillar or source."""

    event: Event
    parts: Sequence[EventGroup]
    has_reasons: bool
    """Whether records are listed with title and reason; if not, by identifier alone."""


@dataclass(frozen=True)
class DayView:
    """Changes of one day."""

    date: str
    changes: Sequence[ChangeView]


def browse(facets: Facets) -> Context:
    """All records with their filter."""
    return {"record_facets": facets, "record_count": len(facets.records)}


def coverage(library: Library) -> Context:
    """Records without references to others, by kind; and records by review."""
    records = records_without_references(library)
    return {
        "reviews": reviews(library),
        "sections": (
            ("recommendations", records.recommendations),
            ("takeaways", records.takeaways),
            ("points", records.points),
        ),
    }


def changes(library: Library) -> Context:
    """Changes of records by day and event, the latest first."""
    return {
        "days_of_change": [
            DayView(
                day.date,
                [
                    ChangeView(event, parts, event in (Event.CHANGED, Event.WITHDRAWN))
                    for event in Event
                    if (parts := day.of(event))
                ],
            )
            for day in changelog(library)
        ]
    }
