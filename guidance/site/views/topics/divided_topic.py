"""The records of a topic by page: the latest years on its own, each earlier year on one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from guidance.content import model
from guidance.library.library import Library
from guidance.library.topics import Topic, by_origin

PAGE_RECORDS = 80
"""Records on the page of a topic, so that its first load stays small; a year is never divided."""


@dataclass(frozen=True)
class DividedTopic:
    """A topic with the parts of it that stand on different pages."""

    topic: Topic
    shown: Topic
    """What its own page shows: the latest years, and what has no year."""
    earlier: Mapping[str, Topic]
    """What the page of each earlier year shows, the latest first."""

    def folder(self, year: str) -> str:
        """The folder of the page that shows a year."""
        return f"{self.topic.folder}{year}/" if year in self.earlier else self.topic.folder


def divide(library: Library, topic: Topic) -> DividedTopic:
    """Divide a topic by the years of its documents and conferences."""
    by_year: dict[str, list[model.Record]] = {}
    for origin, records in by_origin(library, topic.records):
        by_year.setdefault(origin.year, []).extend(records)
    shown = by_year.pop("", [])
    years = [*by_year]
    while years and (years == [*by_year] or len(shown) + len(by_year[years[0]]) <= PAGE_RECORDS):
        shown = shown + by_year[years.pop(0)]
    places = {record.id: place for place, record in enumerate(topic.records)}
    return DividedTopic(
        topic,
        _part(topic, shown, places),
        {year: _part(topic, by_year[year], places) for year in years},
    )


def _part(topic: Topic, records: Iterable[model.Record], places: Mapping[str, int]) -> Topic:
    """A topic with some of its records, in the order of their places."""
    return replace(topic, records=sorted(records, key=lambda record: places[record.id]))
