"""View model of coverage, for editors: records without references, and without review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import document_year
from guidance.library.coverage import coverage as records_without_references
from guidance.library.coverage import reviews
from guidance.library.library import Library
from guidance.site.page import Context

LONG = 100
"""The number of records from which on a list is parted by year."""


@dataclass(frozen=True)
class RecordsOfYear:
    """The records of one year in a list that is parted by years."""

    year: str
    """Empty if it is not known, or if the list is short and therefore not parted."""
    count: str
    records: Sequence[model.Record]


def coverage(library: Library, words: Words) -> Context:
    """Records without references to others, by kind; and records by review."""
    records, reviewed = records_without_references(library), reviews(library)
    by_year = partial(_by_year, library, words)
    return {
        "reviewed": [(review, by_year(found)) for review, found in reviewed.reviewed],
        "unreviewed": by_year(reviewed.unreviewed),
        "sections": (
            ("recommendations", by_year(records.recommendations)),
            ("takeaways", by_year(records.takeaways)),
            ("points", by_year(records.points)),
        ),
    }


def _by_year(
    library: Library, words: Words, records: Sequence[model.Record]
) -> list[RecordsOfYear]:
    """A long list of records by the years of their documents, the latest first."""
    years: dict[str, list[model.Record]] = {}
    for record in records:
        year = document_year(library.source(record.source.document))
        years.setdefault(year if len(records) > LONG else "", []).append(record)
    return [
        RecordsOfYear(year, words.count("record", len(years[year])), years[year])
        for year in sorted(years, reverse=True)
    ]
