"""View models of topics: the overview, and the page of one actor, measure or form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from guidance.content import model
from guidance.content.markdown import plain
from guidance.i18n import Words
from guidance.library.addressees import unaddressed_records
from guidance.library.conclusions import is_concluded
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.topics import (
    Origin,
    Topic,
    by_origin,
    instruments_behind,
    topic_groups,
)
from guidance.output.downloads import Download
from guidance.rendering.references import reaffirmations
from guidance.site.page import Context
from guidance.site.views.downloads import handout_of
from guidance.site.views.pictures.measures_by_actor import measures_by_actor

AT_ONCE = 7
"""The number of records of one nature from one origin up to which all are shown at once."""
FIRST = 5
"""The number of those that are shown where there are more."""
OF_NATURE = 10
"""The number of records of one nature from which on further origins show none at once."""


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
class Cell:
    """The number of records of one nature from one origin."""

    number: int
    phrase: str
    """The number with the name of the nature."""
    anchor: str
    """The anchor of these records."""


@dataclass(frozen=True)
class Row:
    """What one origin says of a topic, in numbers; a conference that says nothing has none."""

    year: str
    title: str
    language: str
    """The language of the title; empty for that of the texts."""
    details: str
    """The standing of a document, and whether a conference concluded in its records."""
    anchor: str
    """The anchor of its first records; empty without any."""
    cells: Sequence[Cell]
    is_of_conference: bool
    silent: str = ""
    """The identifier of a conference that says nothing."""


class YearCount(NamedTuple):
    """The number of records of a year."""

    year: str
    number: int
    anchor: str
    """The anchor of the first of them; empty for none."""


@dataclass(frozen=True)
class OriginGroup:
    """The records of one nature from one origin."""

    anchor: str
    origin: str
    """The anchor of the origin, which the first of its groups has."""
    is_first: bool
    document: model.Source
    year: str
    details: str
    records: Sequence[model.Record]
    more: Sequence[model.Record]
    """Further records, which are shown on demand, and what shows them."""
    more_label: str

    @property
    def number(self) -> int:
        """The number of all its records."""
        return len(self.records) + len(self.more)


@dataclass(frozen=True)
class NatureSection:
    """The records of one nature, by origin."""

    nature: str
    title: str
    number: int
    groups: Sequence[OriginGroup]


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
    number = len(unaddressed_records(library)) if shown.facet == "actor" else 0
    return {
        "topic": shown,
        "facet_title": words(f"browse.{shown.facet}"),
        "counts": [
            (nature.value, words.count(nature.value, len(records)))
            for nature, records in shown.by_nature.items()
        ],
        "description": words(
            "topic.description",
            facet=words(f"browse.{shown.facet}"),
            label=shown.label,
            counts=nature_counts(words, shown),
            text=plain(shown.text),
        ).strip(),
        "natures": [words(f"actor.{nature.value}") for nature in shown.by_nature],
        "rows": (rows := _rows(library, words, shown)),
        "years": [*_years(rows)],
        "sections": _sections(library, words, shown),
        "reaffirmations": reaffirmations(library, words, shown.records),
        "instruments": [
            (instrument, words.count("record", number))
            for instrument, number in instruments_behind(library, shown.records)
        ],
        "unaddressed": words.count("topic.unaddressed", number) if number else "",
        "handout": handout_of(downloads, f"downloads/handouts/{shown.facet}-{shown.id}"),
    }


def _rows(library: Library, words: Words, shown: Topic) -> list[Row]:
    """What speaks of a topic, and the conferences that do not, the latest first."""
    origins = by_origin(library, shown.records)
    rows = [
        Row(
            origin.year,
            origin.document.title,
            _language(words, origin.document),
            _details(library, words, origin, records),
            _origin_anchor(origin),
            [
                Cell(
                    number := sum(record.nature is nature for record in records),
                    words.count(nature.value, number),
                    _anchor(nature, origin),
                )
                for nature in shown.by_nature
            ],
            origin.conference is not None,
        )
        for origin, records in origins
    ]
    heard = {origin.conference.id for origin, _ in origins if origin.conference}
    rows += [
        Row(
            each.year,
            each.title,
            "",
            words("conference.label", year=each.year),
            "",
            (),
            is_of_conference=True,
            silent=each.id,
        )
        for each in library.conferences
        if each.id not in heard
    ]
    rows.sort(key=lambda row: not row.is_of_conference)
    return sorted(rows, key=lambda row: row.year, reverse=True)


def _years(rows: Sequence[Row]) -> Iterator[YearCount]:
    """The number of records of each year that is known, the latest first."""
    for year, found in groupby(rows, key=lambda row: row.year):
        of_year = [*found]
        number = sum(cell.number for row in of_year for cell in row.cells)
        if year:
            yield YearCount(year, number, next((row.anchor for row in of_year if row.anchor), ""))


def _language(words: Words, document: model.Source) -> str:
    language = document.language or ""
    return "" if language == words.language else language


def _origin_anchor(origin: Origin) -> str:
    """The `id` of the first records of an origin."""
    conference = f"-{origin.conference.id}" if origin.conference else ""
    return f"from-{origin.document.id}{conference}"


def _anchor(nature: model.Nature, origin: Origin) -> str:
    """The `id` of the records of one nature from one origin."""
    return f"{nature.value}-{_origin_anchor(origin)}"


def _details(
    library: Library, words: Words, origin: Origin, records: Sequence[model.Record]
) -> str:
    """The standing of a document, and how many of these records a conference concluded."""
    standing = origin.document.standing
    concluded = sum(is_concluded(library, record) for record in records)
    apart = len(records) - concluded
    weight = words(f"standing.{standing.value}")
    if standing is not model.Standing.CONFERENCE_CONCLUSIONS:
        remarks = [words.count("topic.concluded", concluded)] if concluded else []
        none = [words("topic.none-concluded")] if origin.conference else []
        return words("card.separator").join((weight, *(remarks or none)))
    if not concluded:
        return words("standing.apart")
    remarks = [words.count("topic.apart", apart)] if apart else []
    return words("card.separator").join((weight, *remarks))


def _sections(library: Library, words: Words, shown: Topic) -> list[NatureSection]:
    sections: list[NatureSection] = []
    known: set[str] = set()
    for nature, records in shown.by_nature.items():
        groups: list[OriginGroup] = []
        for origin, of_origin in by_origin(library, records):
            anchor = _origin_anchor(origin)
            number = _shown_at_once(groups, of_origin)
            rest = len(of_origin) - number
            groups.append(
                OriginGroup(
                    _anchor(nature, origin),
                    anchor,
                    anchor not in known,
                    origin.document,
                    origin.year,
                    _details(library, words, origin, of_origin),
                    of_origin[:number],
                    of_origin[number:],
                    words("topic.more", number=rest)
                    if number
                    else words("browse.show", records=words.count(nature.value, rest)),
                )
            )
            known.add(anchor)
        title = words(f"actor.{nature.value}")
        sections.append(NatureSection(nature.value, title, len(records), groups))
    return sections


def _shown_at_once(groups: Iterable[OriginGroup], records: Sequence[model.Record]) -> int:
    """How many records of an origin are shown at once, below groups of the same nature."""
    if sum(len(group.records) for group in groups) >= OF_NATURE:
        return 0
    return FIRST if len(records) > AT_ONCE else len(records)
