"""View models of the pages of a topic: its own, and those of its earlier years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from guidance.content import model
from guidance.content.markdown import plain
from guidance.i18n import Words
from guidance.library.addressees import unaddressed_records
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.topics import Origin, TopicGroup, by_origin, instruments_behind
from guidance.output.downloads import Download
from guidance.rendering.references import reaffirmations
from guidance.site.page import Context, Page, PageType
from guidance.site.views.downloads import printed_of
from guidance.site.views.topics.divided_topic import DividedTopic, divide
from guidance.site.views.topics.topic_list import nature_counts
from guidance.site.views.topics.topic_records import (
    nature_anchor,
    nature_sections,
    origin_anchor,
    origin_details,
)


@dataclass(frozen=True)
class Cell:
    """The number of records of one nature from one origin."""

    number: int
    phrase: str
    """The number with the name of the nature."""
    target: str
    """The address of these records, relative to the site."""
    moved: str
    """Their anchor on the page of the topic, which leads on; empty if they stand there."""


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
    earlier: str
    """Their address on the page of an earlier year; empty if they stand on that of the topic."""
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
    earlier: str
    """The folder of the page of an earlier year; empty for the page of the topic."""


def topic_pages(
    facets: Facets, groups: Iterable[TopicGroup], downloads: Sequence[Download]
) -> Iterator[Page]:
    """The page of each actor, each measure and each form, each followed by its earlier years."""
    for group in groups:
        for topic in group.topics:
            divided, qualifier = divide(facets.library, topic), group.facet.title
            context = partial(_topic, facets, divided, downloads)
            yield Page(topic.folder, topic.label, PageType.TOPIC, "", context, qualifier)
            for year, part in divided.earlier.items():
                title = facets.words("topic.of-year", label=topic.label, year=year)
                of_year = partial(_records, facets, DividedTopic(part, part, {}), title)
                folder = divided.folder(year)
                yield Page(folder, title, PageType.TOPIC_YEAR, "", of_year, qualifier)


def _topic(facets: Facets, divided: DividedTopic, downloads: Iterable[Download]) -> Context:
    """The page of a topic."""
    library, words, topic = facets.library, facets.words, divided.topic
    number = len(unaddressed_records(library)) if topic.facet == "actor" else 0
    rows = _rows(library, words, divided)
    return {
        **_records(facets, divided, topic.label, plain(topic.text)),
        "natures": [words(f"actor.{nature.value}") for nature in topic.by_nature],
        "rows": rows,
        "years": [*_years(divided, rows)],
        "instruments": [
            (instrument, words.count("record", number))
            for instrument, number in instruments_behind(library, topic.records)
        ],
        "unaddressed": words.count("topic.unaddressed", number) if number else "",
        "handout": printed_of(downloads, f"downloads/handouts/{topic.facet}-{topic.id}"),
    }


def _records(facets: Facets, divided: DividedTopic, title: str, text: str = "") -> Context:
    """What both kinds of pages have: the records that they show, and how many there are."""
    library, words, topic = facets.library, facets.words, divided.topic
    return {
        "topic": topic,
        "shown": divided.shown,
        "facet_title": words(f"browse.{topic.facet}"),
        "counts": [
            (nature.value, words.count(nature.value, len(records)))
            for nature, records in topic.by_nature.items()
        ],
        "description": words(
            "topic.description",
            facet=words(f"browse.{topic.facet}"),
            label=title,
            counts=nature_counts(words, topic),
            text=text,
        ).strip(),
        "sections": nature_sections(library, words, divided),
        "reaffirmations": reaffirmations(library, words, divided.shown.records),
    }


def _rows(library: Library, words: Words, divided: DividedTopic) -> list[Row]:
    """What speaks of a topic, and the conferences that do not, the latest first."""
    origins = by_origin(library, divided.topic.records)
    rows = [
        Row(
            origin.year,
            origin.document.title,
            _language(words, origin.document),
            origin_details(library, words, origin, records),
            origin_anchor(origin),
            _earlier(divided, origin),
            [
                Cell(
                    number := sum(record.nature is nature for record in records),
                    words.count(nature.value, number),
                    f"{divided.folder(origin.year)}#{nature_anchor(nature, origin)}",
                    nature_anchor(nature, origin) if _earlier(divided, origin) else "",
                )
                for nature in divided.topic.by_nature
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


def _earlier(divided: DividedTopic, origin: Origin) -> str:
    """The address of the records of an origin on the page of an earlier year, if they are there."""
    if origin.year not in divided.earlier:
        return ""
    return f"{divided.folder(origin.year)}#{origin_anchor(origin)}"


def _years(divided: DividedTopic, rows: Sequence[Row]) -> Iterator[YearCount]:
    """The number of records of each year that is known, the latest first."""
    for year, found in groupby(rows, key=lambda row: row.year):
        of_year = [*found]
        number = sum(cell.number for row in of_year for cell in row.cells)
        if year:
            anchor = next((row.anchor for row in of_year if row.anchor), "")
            earlier = divided.folder(year) if year in divided.earlier else ""
            yield YearCount(year, number, anchor, earlier)


def _language(words: Words, document: model.Source) -> str:
    language = document.language or ""
    return "" if language == words.language else language
