"""View models of the lists of people, instruments, terms and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from guidance.content import model
from guidance.i18n import Words
from guidance.library.appearances import alphabetical
from guidance.library.citations import Citations
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.topics import Topic, by_standing, topic_groups
from guidance.library.urls import Urls
from guidance.rendering.glossary_links import term_uses
from guidance.rendering.original_links import OutwardLink, outward_link
from guidance.site.page import Context
from guidance.site.views.conferences import document_line
from guidance.site.views.counted_entry import CountedEntry
from guidance.site.views.pictures.timeline import timeline_of_instrument, timeline_of_library

LONG_LIST = 40
"""The number of people from which on their list is parted by letters."""
LONG_SOURCES = 20
"""The number of sources from which on their list is parted by standing, without descriptions."""
MOST_USED = 8
"""The number of instruments and of documents that the page on law and sources names."""

_STANDINGS = {
    model.Standing.CONFERENCE_CONCLUSIONS: "sources.conference-conclusions",
    model.Standing.PUBLICATION: "sources.publication",
    model.Standing.PRESS_RELEASE: "sources.press-release",
    model.Standing.THIRD_PARTY: "sources.third-party",
}
"""The headings of a list of sources that is parted by standing."""


def people_title(library: Library) -> str:
    """The key of the title of the list of people, and of organizations where there are any."""
    return "people.title-organizations" if library.organizations else "people.title"


def people(library: Library, words: Words) -> Context:
    """List of people, and of organizations where sources name them in the place of people."""
    lead = "people.lead-organizations" if library.organizations else "people.lead"
    return {
        "title": words(people_title(library)),
        "lead": words(lead),
        "is_long": len(library.people) > LONG_LIST,
        "years": {
            identifier: ", ".join(_years(library, identifier))
            for identifier in (
                *(person.id for person in library.people),
                *(organization.id for organization in library.organizations),
            )
        },
    }


def _years(library: Library, identifier: str) -> list[str]:
    """The years of the conferences at which somebody appears, the latest first."""
    holders = (found.holder.id for found in library.appearances(identifier))
    return sorted({library.conference_of(holder).year for holder in holders}, reverse=True)


def instruments(library: Library, words: Words) -> Context:
    """List of instruments by name, with the number of records that rest on each."""
    return {
        "instruments": [
            CountedEntry(instrument, _use(library, words, instrument))
            for instrument in sorted(library.instruments, key=lambda each: alphabetical(each.short))
        ]
    }


def _use(library: Library, words: Words, instrument: model.Instrument) -> str:
    """The number of records that rest on an instrument; that it is named alone, for none."""
    number = len(library.records_on(instrument.id))
    if number:
        return words.count("record", number)
    return words("instrument.quoted" if instrument.provisions else "instrument.named")


@dataclass(frozen=True)
class CitedProvision:
    """An article of an instrument, with its citation."""

    provision: model.Provision
    citation: str


def instrument(library: Library, words: Words, urls: Urls, shown: model.Instrument) -> Context:
    """Page of an instrument, with citations of it and of its articles."""
    citations = Citations(library, words, urls)
    full_text = model.SourcePlace(document=shown.full_text) if shown.full_text else None
    is_source = shown.source is not None and shown.source.document == shown.full_text
    return {
        "instrument": shown,
        "citation": citations.of_provision(shown),
        "provisions": [
            CitedProvision(each, citations.of_provision(shown, each.article))
            for each in shown.provisions
        ],
        "original": None if is_source else _outward(library, words, shown.source),
        "full_text": _outward(library, words, full_text),
        "timeline": timeline_of_instrument(library, words, shown),
    }


def _outward(library: Library, words: Words, place: model.SourcePlace | None) -> OutwardLink | None:
    """The link to a place on the web; None without a place, or if its document has no address."""
    return outward_link(library, words, place) if place else None


def law(library: Library, words: Words) -> Context:
    """Law and sources: the instruments on which most records rest, and the main documents."""
    counted = {each.id: len(library.records_on(each.id)) for each in library.instruments}
    most_used = sorted(library.instruments, key=lambda each: -counted[each.id])[:MOST_USED]
    return {
        "most_used": [
            CountedEntry(instrument, _use(library, words, instrument)) for instrument in most_used
        ],
        "documents": [
            document_line(words, source) for source in by_standing(library.sources)[:MOST_USED]
        ],
        "all_sources": words("law.all-sources", number=len(library.sources))
        if len(library.sources) > MOST_USED
        else words("law.about-sources"),
        "timeline": timeline_of_library(library, words),
    }


def resources(library: Library, words: Words) -> Context:
    """List of resources."""
    return {"lead": words("resources.lead")}


def glossary(library: Library, words: Words, facets: Facets) -> Context:
    """Terms by first letter, regardless of case, each with the records that use it."""
    by_letter = sorted(library.terms, key=lambda term: term.term[0].lower())
    uses = term_uses(library)
    known_topics = [topic for group in topic_groups(facets) for topic in group.topics]
    return {
        "uses": {
            term: (words.count("glossary.use", len(records)), records)
            for term, records in uses.items()
        },
        "term_topics": {term.id: _topics_of(term, known_topics) for term in library.terms},
        "letters": [
            (letter, sorted(terms, key=lambda term: term.term.lower()))
            for letter, terms in groupby(by_letter, key=lambda term: term.term[0].lower())
        ],
    }


def _topics_of(term: model.Term, topics: Sequence[Topic]) -> list[Topic]:
    """The topics of the same name, or that people search for by the name of the term."""
    names = {term.term.casefold(), (term.stands_for or term.term).casefold()}
    return [
        topic
        for topic in topics
        if names & {topic.label.casefold(), *map(str.casefold, topic.keywords)}
    ]


def sources(library: Library, words: Words) -> Context:
    """List of sources with the way to the records of each; a long one by standing, with numbers."""
    drawn = Counter(record.source.document for record in library.current_records)
    is_long = len(library.sources) >= LONG_SOURCES
    drawn_from = "record" if is_long else "source.to-record"
    lines = [
        (
            document_line(words, source, has_standing=not is_long),
            words.count(drawn_from, drawn[source.id]) if drawn[source.id] else "",
        )
        for source in by_standing(library.sources)
    ]
    by_group = groupby(lines, key=lambda line: line[0].source.standing)
    return {
        "sources": () if is_long else lines,
        "groups": [
            (standing.value, words(_STANDINGS[standing]), [*group])
            for standing, group in by_group
            if is_long
        ],
    }
