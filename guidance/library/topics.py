"""Topics: what all documents say of one actor, one measure or one form of exploitation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidance.content import model
from guidance.library.addressees import ASKING
from guidance.library.facets import NOT_NAMED, VOCABULARY_LISTS, Facet, Facets, Value
from guidance.library.library import Library

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
    values = {record.id: facets.values_of(record) for record in facets.records}

    def topic(facet: Facet, value: Value) -> Topic:
        records = [record for record in facets.records if value.id in values[record.id][facet.name]]
        choice = facets.library.choice(VOCABULARY_LISTS[facet.name], value.id)
        return Topic(facet.name, value.id, choice.label, choice.text or "", records)

    by_name = {facet.name: facet for facet in facets.facets}
    groups = (
        TopicGroup(
            by_name[name],
            [topic(by_name[name], each) for each in by_name[name].values if each.id != NOT_NAMED],
        )
        for name in TOPIC_FACETS
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


def by_document(
    library: Library, records: Iterable[model.Record]
) -> list[tuple[model.Source, list[model.Record]]]:
    """Records by their source document, by its standing, and then the latest document first."""
    groups: dict[str, list[model.Record]] = {}
    for record in records:
        groups.setdefault(record.source.document, []).append(record)
    documents = by_standing(map(library.source, groups))
    return [(document, groups[document.id]) for document in documents]


def by_standing(documents: Iterable[model.Source]) -> list[model.Source]:
    """Documents by their standing, conclusions of conferences first; the latest of each first."""
    by_year = sorted(documents, key=document_year, reverse=True)
    return sorted(by_year, key=lambda document: [*model.Standing].index(document.standing))


def document_year(document: model.Source) -> str:
    """The year of a document, by its date or else by that of its records; empty for neither."""
    return (document.date or document.since or "")[:4]
