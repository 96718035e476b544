"""View models of the lists of people, instruments, resources, terms and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from guidance.content import model
from guidance.i18n import Words
from guidance.library.coverage import in_page_order, records_by_pages
from guidance.library.library import Library
from guidance.site.page import Context
from guidance.site.views.counted_entry import CountedEntry, count_records


@dataclass(frozen=True)
class PageRange:
    """Records drawn from the same pages of a source."""

    heading: str
    records: Sequence[model.Record]


def people(library: Library, words: Words) -> Context:
    """List of people."""
    return {"lead": words("people.lead", number=len(library.people))}


def instruments(library: Library, words: Words) -> Context:
    """List of instruments with the number of records that rest on each."""
    return {
        "instruments": [
            CountedEntry(
                instrument,
                words.count("record", len(library.records_on(instrument.id))),
            )
            for instrument in library.instruments
        ]
    }


def resources(library: Library, words: Words) -> Context:
    """List of resources."""
    return {"lead": words("resources.lead", number=len(library.resources))}


def glossary(library: Library) -> Context:
    """Terms by first letter, regardless of case."""
    by_letter = sorted(library.terms, key=lambda term: term.term[0].lower())
    return {
        "letters": [
            (letter, sorted(terms, key=lambda term: term.term.lower()))
            for letter, terms in groupby(by_letter, key=lambda term: term.term[0].lower())
        ]
    }


def sources(library: Library, words: Words) -> Context:
    """List of sources with the number of points of each."""
    return {
        "sources": [
            CountedEntry(
                source,
                count_records(library, words, "point", source.id)
                if library.current_records_of(source.id)
                else "",
            )
            for source in library.sources
        ]
    }


def source(library: Library, words: Words, source: model.Source) -> Context:
    """A source with its points and the records drawn from it, both in the order of pages."""
    return {
        "source": source,
        "points": in_page_order(library.current_records_of(source.id)),
        "page_ranges": [
            PageRange(
                words.pages(part.place.pages) if part.place.pages else words("source.no-pages"),
                part.records,
            )
            for part in records_by_pages(library, source.id)
        ],
    }
