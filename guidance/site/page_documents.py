"""The source documents on which each page of the site draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from guidance.content import model
from guidance.library.appearances import PersonAppearance
from guidance.library.conclusions import conclusions_of
from guidance.library.library import Library
from guidance.site.page import Context, Page, PageType

Drawn = Iterator[str]
"""Identifiers of documents; one may come several times."""


def documents_of(library: Library, page: Page) -> tuple[str, ...]:
    """The documents whose content a page restates, each once, in the order of the page.

    Counts, names of documents and titles of downloads restate nothing.
    """
    drawn = _DRAWN.get(page.type)
    return tuple(dict.fromkeys(drawn(library, page.context))) if drawn else ()


def _records(records: Iterable[model.Record]) -> Drawn:
    yield from (record.source.document for record in records)


def _entry(entry: model.Dated, holder: model.Dated | None = None) -> Drawn:
    """The document of an entry, or else of what holds it."""
    yield from _place(entry.source or (holder.source if holder else None))


def _place(place: model.SourcePlace | None) -> Drawn:
    if place:
        yield place.document


def _statements(holder: model.Conference | model.Panel) -> Drawn:
    for statement in holder.statements:
        yield from _place(statement.source or holder.source)


def _conference(library: Library, conference: model.Conference) -> Drawn:
    """The words of a conference, and the titles and summaries of what it concluded."""
    yield from _entry(conference)
    yield from _statements(conference)
    for entry in conclusions_of(library, conference):
        yield from _entry(entry)


def _conference_page(library: Library, context: Context) -> Drawn:
    yield from _conference(library, context["conference"])


def _conferences(library: Library, _: Context) -> Drawn:
    for conference in reversed(library.conferences):
        yield from _entry(conference)


def _home(library: Library, context: Context) -> Drawn:
    """The latest conference with its conclusions, the others by their titles, and pillars."""
    yield from _conference(library, context["conference"])
    yield from _conferences(library, context)
    for pillar in context["pillars"]:
        yield from _entry(pillar)


def _panel(library: Library, context: Context) -> Drawn:
    panel: model.Panel = context["panel"]
    yield from _entry(panel)
    yield from _statements(panel)
    yield from _records(library.current_records_of(panel.id))
    for pillar in library.pillars:
        if pillar.id in panel.conclusions:
            yield from _entry(pillar)


def _pillar(library: Library, context: Context) -> Drawn:
    pillar: model.Pillar = context["pillar"]
    yield from _entry(pillar)
    yield from _records(library.records_of(pillar.id))


def _programme(library: Library, context: Context) -> Drawn:
    for panel in library.panels_of(context["conference"].id):
        yield from _entry(panel)


def _foreword(_: Library, context: Context) -> Drawn:
    conference: model.Conference = context["conference"]
    if conference.foreword:
        yield from _entry(conference.foreword, conference)


def _interview(_: Library, context: Context) -> Drawn:
    conference: model.Conference = context["conference"]
    if conference.interview:
        yield from _entry(conference.interview, conference)


def _figures(_: Library, context: Context) -> Drawn:
    conference: model.Conference = context["conference"]
    for figure in conference.figures:
        yield from _entry(figure, conference)


def _side_events(_: Library, context: Context) -> Drawn:
    conference: model.Conference = context["conference"]
    for event in conference.side_events:
        yield from _entry(event, conference)


def _appearances(appearances: Iterable[PersonAppearance]) -> Drawn:
    for found in appearances:
        entry = found.appearance
        own = entry.source if isinstance(entry, model.Statement) else None
        yield from _place(own or found.holder.source)


def _people(library: Library, _: Context) -> Drawn:
    for entries in (library.people, library.organizations):
        for entry in entries:
            yield from _appearances(library.appearances(entry.id))


def _person(library: Library, context: Context) -> Drawn:
    yield from _appearances(library.appearances(context["person"].id))


def _instruments(library: Library, _: Context) -> Drawn:
    for instrument in library.instruments:
        yield from _entry(instrument)


def _instrument(library: Library, context: Context) -> Drawn:
    instrument: model.Instrument = context["instrument"]
    yield from _entry(instrument)
    yield from _records(library.records_on(instrument.id))


def _resources(library: Library, _: Context) -> Drawn:
    for resource in library.resources:
        yield from _entry(resource)


def _glossary(library: Library, context: Context) -> Drawn:
    """The terms themselves, and the titles of the records that use them."""
    for term in library.terms:
        yield from _entry(term)
    for _, records in context["uses"].values():
        yield from _records(records)


def _all_sources(library: Library, _: Context) -> Drawn:
    yield from (source.id for source in library.sources)


def _source(library: Library, context: Context) -> Drawn:
    source: model.Source = context["source"]
    yield source.id
    yield from _records(library.current_records_of(source.id))


def _topic(_: Library, context: Context) -> Drawn:
    yield from _records(context["shown"].records)


def _law(_: Library, context: Context) -> Drawn:
    for item in context["most_used"]:
        yield from _entry(item.entry)


def _all_records(library: Library, _: Context) -> Drawn:
    yield from _records(library.current_records)


def _listed_records(_: Library, context: Context) -> Drawn:
    yield from _records(context["listed"].records)


def _changes(library: Library, _: Context) -> Drawn:
    yield from _records(library.records)


_DRAWN: Mapping[PageType, Callable[[Library, Context], Drawn]] = {
    PageType.ABOUT: _all_sources,
    PageType.BROWSE: _all_records,
    PageType.BROWSE_PAGE: _listed_records,
    PageType.CHANGES: _changes,
    PageType.CONFERENCE: _conference_page,
    PageType.CONFERENCES: _conferences,
    PageType.COVERAGE: _all_records,
    PageType.FIGURES: _figures,
    PageType.FOREWORD: _foreword,
    PageType.GLOSSARY: _glossary,
    PageType.HOME: _home,
    PageType.INSTRUMENT: _instrument,
    PageType.INSTRUMENTS: _instruments,
    PageType.INTERVIEW: _interview,
    PageType.LAW: _law,
    PageType.ORGANIZATION: _person,
    PageType.PANEL: _panel,
    PageType.PEOPLE: _people,
    PageType.PERSON: _person,
    PageType.PILLAR: _pillar,
    PageType.PROGRAMME: _programme,
    PageType.RESOURCES: _resources,
    PageType.SELECTION: _all_records,
    PageType.SIDE_EVENTS: _side_events,
    PageType.SOURCE: _source,
    PageType.SOURCES: _all_sources,
    PageType.TOPIC: _topic,
    PageType.TOPIC_YEAR: _topic,
}
"""What a page of each type draws on; the other types draw on no document."""
