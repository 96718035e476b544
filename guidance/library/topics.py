"""Topics: what all documents say of one actor, one measure or one form of exploitation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from guidance.content import model
from guidance.library.addressees import ASKING
from guidance.library.conclusions import conferences_of_points, conferences_told_by, document_year
from guidance.library.facets import NOT_NAMED, VOCABULARY_LISTS, Facet, Facets, Value
from guidance.library.library import Library, conference_id

TOPIC_FACETS = ("actor", "measure", "form")
"""The facets whose values are topics, in the order in which the site lists them."""
NATURES = (
    model.Nature.OBLIGATION,
    model.Nature.RECOMMENDATION,
    model.Nature.PRACTICE,
    model.Nature.FINDING,
)
"""The order of natures on the page of a topic: what binds and what is asked come first."""


@dataclass(frozen=True)
class Topic:
    """One actor, measure or form, with the current records that name it."""

    facet: str
    """The name of its facet in the filter."""
    id: str
    label: str
    text: str
    """What it covers, as Markdown; empty if the vocabulary does not say."""
    keywords: Sequence[str]
    """Other words by which people search for it."""
    records: Sequence[model.Record]

    @property
    def folder(self) -> str:
        """The folder of its page."""
        return f"topics/{self.facet}/{self.id}/"

    @cached_property
    def by_nature(self) -> Mapping[model.Nature, Sequence[model.Record]]:
        """Its records by nature, in the order of `NATURES`; only natures that occur."""
        groups = {
            nature: [record for record in self.records if record.nature is nature]
            for nature in NATURES
        }
        return {nature: records for nature, records in groups.items() if records}

    @property
    def asking(self) -> int:
        """The number of its recommendations and obligations."""
        return sum(record.nature in ASKING for record in self.records)


@dataclass(frozen=True)
class TopicGroup:
    """The topics of one facet, in the order of the vocabulary."""

    facet: Facet
    topics: Sequence[Topic]


def topic_groups(facets: Facets) -> list[TopicGroup]:
    """All topics that records have, by facet; facets without any are left out.

    Whoever asks without naming an addressee is no topic: pages of actors list those records.
    """
    records = {name: facets.records_by_value(name) for name in TOPIC_FACETS}

    def topic(facet: Facet, value: Value) -> Topic:
        named = records[facet.name][value.id]
        choice = facets.library.choice(VOCABULARY_LISTS[facet.name], value.id)
        text, keywords = choice.text or "", choice.keywords
        return Topic(facet.name, value.id, choice.label, text, keywords, named)

    groups = (
        TopicGroup(facet, [topic(facet, each) for each in facet.values if each.id != NOT_NAMED])
        for facet in map(facets.by_name.__getitem__, TOPIC_FACETS)
    )
    return [group for group in groups if group.topics]


def instruments_behind(
    library: Library, records: Iterable[model.Record]
) -> list[tuple[model.Instrument, int]]:
    """The instruments on which records rest, each with their number, the most frequent first."""
    counts = Counter(identifier for record in records for identifier in record.instruments)
    return [
        (instrument, counts[instrument.id])
        for instrument in sorted(library.instruments, key=lambda each: -counts[each.id])
        if counts[instrument.id]
    ]


class Origin(NamedTuple):
    """Where records come from: a document, and the conference of which it tells, if any."""

    document: model.Source
    conference: model.Conference | None

    @property
    def year(self) -> str:
        """The year of the conference or the document; empty if it is not known."""
        return self.conference.year if self.conference else document_year(self.document)


def by_origin(
    library: Library, records: Sequence[model.Record]
) -> list[tuple[Origin, list[model.Record]]]:
    """Records by origin, the latest first; those of a year by the standing of the document.

    A document is one origin, unless several conferences concluded in its records; what none
    concluded belongs to the latest conference of which it tells.
    """
    points = conferences_of_points(library)
    conferences = {each.id: each for each in library.conferences}
    telling = {
        document: [each.id for each in reversed(conferences_told_by(library, source))]
        for document in {record.source.document for record in records}
        for source in [library.source(document)]
    }
    groups: dict[tuple[str, str], list[model.Record]] = {}
    for record in records:
        document, is_point = record.source.document, record.kind is model.Kind.POINT
        concluding = points.get(record.id, ()) if is_point else [conference_id(record.id)]
        conference, *_ = *concluding, *telling[document], ""
        groups.setdefault((document, conference), []).append(record)
    found = [
        (Origin(library.source(document), conferences.get(conference)), of_origin)
        for (document, conference), of_origin in groups.items()
    ]
    standings = [*model.Standing]
    found.sort(key=lambda pair: standings.index(pair[0].document.standing))
    found.sort(key=lambda pair: pair[0].conference is None)
    return sorted(found, key=lambda pair: pair[0].year, reverse=True)


def by_standing(documents: Iterable[model.Source]) -> list[model.Source]:
    """Documents by their standing, conclusions of conferences first; the latest of each first."""
    by_year = sorted(documents, key=document_year, reverse=True)
    return sorted(by_year, key=lambda document: [*model.Standing].index(document.standing))
