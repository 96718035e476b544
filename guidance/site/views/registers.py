"""View models of the lists of people, instruments, resources, terms and sources."""

from __future__ import annotations

from itertools import groupby

from guidance.i18n import Words
from guidance.library.library import Library
from guidance.site.page import Context
from guidance.site.views.conferences import document_line
from guidance.site.views.counted_entry import CountedEntry, count_records


def people(library: Library, words: Words) -> Context:
    """List of people, and of organizations where sources name them in the place of people."""
    if not library.organizations:
        return {"lead": words("people.lead")}
    return {
        "title": words("people.title-organizations"),
        "lead": words("people.lead-organizations"),
    }


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
    return {"lead": words("resources.lead")}


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
            (
                document_line(words, source),
                count_records(library, words, "point", source.id)
                if library.current_records_of(source.id)
                else "",
            )
            for source in library.sources
        ]
    }


def about(library: Library, words: Words) -> Context:
    """All documents with their terms of use."""
    return {"documents": [document_line(words, source) for source in library.sources]}
