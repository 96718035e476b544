"""View models of topics: the overview, and the page of one actor, measure or form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.content.markdown import plain
from guidance.i18n import Words
from guidance.library.addressees import unaddressed_records
from guidance.library.conclusions import conferences_of
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.topics import (
    Topic,
    by_document,
    document_year,
    instruments_behind,
    topic_groups,
)
from guidance.output.downloads import Download
from guidance.rendering.references import Reference, all_reaffirmed, reference
from guidance.site.page import Context
from guidance.site.views.pictures.measures_by_actor import measures_by_actor


@dataclass(frozen=True)
class TopicLine:
    """A topic in a list."""

    topic: Topic
    counts: str
    """The number of its records of each nature, in words."""


@dataclass(frozen=True)
class TopicList:
    """The topics of one facet."""

    facet: str
    title: str
    lines: Sequence[TopicLine]


@dataclass(frozen=True)
class DocumentRow:
    """What one document says of a topic, in numbers."""

    year: str
    document: model.Source
    details: str
    """Its standing, and the conference that concluded in all these records, if one did."""
    counts: Sequence[tuple[int, str]]
    """The number of its records by nature, in the order of the columns, each with its anchor."""
    reaffirming: int
    """The number of its records that reaffirm earlier ones."""


@dataclass(frozen=True)
class DocumentGroup:
    """The records of one nature from one document."""

    anchor: str
    document: model.Source
    year: str
    details: str
    records: Sequence[model.Record]


@dataclass(frozen=True)
class NatureSection:
    """The records of one nature, by document."""

    nature: str
    title: str
    number: int
    groups: Sequence[DocumentGroup]


@dataclass(frozen=True)
class Reaffirmation:
    """A record with the earlier ones that it reaffirms."""

    later: Reference
    earlier: Sequence[Reference]


def topics(facets: Facets) -> Context:
    """Overview of all topics, by facet, and of what is asked of whom."""
    return {"topic_lists": topic_lists(facets), "matrix": measures_by_actor(facets)}


def topic_lists(facets: Facets) -> list[TopicList]:
    """All topics by facet, each with the number of its records of each nature."""
    return [
        TopicList(
            group.facet.name,
            group.facet.title,
            [TopicLine(each, nature_counts(facets.words, each)) for each in group.topics],
        )
        for group in topic_groups(facets)
    ]


def nature_counts(words: Words, topic: Topic) -> str:
    """The number of records of a topic by nature: 1 obligation, 4 recommendations, 2 findings."""
    return ", ".join(
        words.count(nature.value, len(records)) for nature, records in topic.by_nature.items()
    )


def topic(facets: Facets, shown: Topic, downloads: Iterable[Download]) -> Context:
    """Page of one topic."""
    library, words = facets.library, facets.words
    is_actor = shown.facet == "actor"
    return {
        "topic": shown,
        "facet_title": words(f"browse.{shown.facet}"),
        "counts": [
            (nature.value, words.count(nature.value, len(records)))
            for nature, records in shown.by_nature.items()
        ],
        "description": _description(words, shown),
        "natures": [words(f"actor.{nature.value}") for nature in shown.by_nature],
        "rows": _rows(library, words, shown),
        "has_reaffirming": any(record.reaffirms for record in shown.records),
        "sections": _sections(library, words, shown),
        "reaffirmations": _reaffirmations(library, words, shown),
        "instruments": [
            (instrument, words.count("record", number))
            for instrument, number in instruments_behind(library, shown.records)
        ],
        "unaddressed": unaddressed_records(library) if is_actor else (),
        "handouts": [
            file
            for file in downloads
            if file.document == f"downloads/handouts/{shown.facet}-{shown.id}"
        ],
    }


def _description(words: Words, shown: Topic) -> str:
    return words(
        "topic.description",
        facet=words(f"browse.{shown.facet}"),
        label=shown.label,
        counts=nature_counts(words, shown),
        text=plain(shown.text),
    ).strip()


def _rows(library: Library, words: Words, shown: Topic) -> list[DocumentRow]:
    """The documents that speak of a topic, the latest first."""
    rows = [
        DocumentRow(
            document_year(document),
            document,
            _details(library, words, document, records),
            [
                (sum(record.nature is nature for record in records), _anchor(nature, document))
                for nature in shown.by_nature
            ],
            sum(bool(record.reaffirms) for record in records),
        )
        for document, records in by_document(library, shown.records)
    ]
    return sorted(rows, key=lambda row: row.year, reverse=True)


def _anchor(nature: model.Nature, document: model.Source) -> str:
    """The `id` of the records of one nature from one document."""
    return f"{nature.value}-{document.id}"


def _details(
    library: Library, words: Words, document: model.Source, records: Iterable[model.Record]
) -> str:
    concluding = conferences_of(library)
    of_all = set.intersection(*(set(concluding.get(record.id, ())) for record in records))
    labels = [
        words("conference.label", year=each.year)
        for each in library.conferences
        if each.id in of_all
    ]
    return " · ".join([words(f"standing.{document.standing.value}"), *labels])


def _sections(library: Library, words: Words, shown: Topic) -> list[NatureSection]:
    return [
        NatureSection(
            nature.value,
            words(f"actor.{nature.value}"),
            len(records),
            [
                DocumentGroup(
                    _anchor(nature, document),
                    document,
                    document_year(document),
                    _details(library, words, document, of_document),
                    of_document,
                )
                for document, of_document in by_document(library, records)
            ],
        )
        for nature, records in shown.by_nature.items()
    ]


def _reaffirmations(library: Library, words: Words, shown: Topic) -> list[Reaffirmation]:
    """What records of a topic reaffirm, the latest first."""

    def refer(identifier: str) -> Reference:
        return reference(library, words, identifier, with_year=True)

    found = [
        Reaffirmation(refer(record.id), [*map(refer, all_reaffirmed(library, record))])
        for record in shown.records
        if record.reaffirms
    ]
    return sorted(found, key=lambda each: each.later.year, reverse=True)
