"""The pages of one conference, and the page of one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.site.page import Context, Page, PageType
from guidance.site.views import conferences


def conference_pages(
    library: Library, words: Words, urls: Urls, conference: model.Conference
) -> Iterator[Page]:
    """Return the pages of a conference, its panels and its pillars, in their order."""
    year = _year(library, conference)
    page = partial(entry_page, library, urls, conference=conference)
    parts = list(_parts(library, words, conference))
    view = partial(conferences.conference, library, words, urls, conference, parts)
    yield page(PageType.CONFERENCE, conference.id, conference.title, view)
    before = (PageType.FOREWORD, PageType.INTERVIEW)
    yield from (part for part in parts if part.type in before)
    for panel in library.panels_of(conference.id):
        view = partial(conferences.panel, library, words, conference, panel)
        mark = str(panel.number)
        yield page(PageType.PANEL, panel.id, panel.title, view, year, mark=mark)
    for pillar in library.pillars_of(conference.id):
        view = partial(conferences.pillar, library, words, conference, pillar)
        mark = pillar.numeral
        yield page(PageType.PILLAR, pillar.id, pillar.title, view, year, mark=mark)
    yield from (part for part in parts if part.type not in before)


def _parts(library: Library, words: Words, conference: model.Conference) -> Iterator[Page]:
    """The pages of what a conference has beside panels and pillars."""

    def part(page_type: PageType, view: Callable[[], Context]) -> Page:
        folder, title = f"{conference.id}/{page_type}/", words(f"{page_type}.title")
        is_of_one_file = page_type is not PageType.PROGRAMME
        origin = library.origins[conference.id].path if is_of_one_file else ""
        return Page(folder, title, page_type, origin, view, _year(library, conference), conference)

    def alone() -> Context:
        return {"conference": conference}

    if conference.foreword:
        yield part(PageType.FOREWORD, alone)
    if conference.interview:
        yield part(PageType.INTERVIEW, alone)
    if conferences.panels_with_programme(library, conference):
        programme = partial(conferences.programme, library, words, conference)
        yield part(PageType.PROGRAMME, programme)
    if conference.figures:
        yield part(PageType.FIGURES, alone)
    if conference.side_events:
        side_events = partial(conferences.side_events, words, conference)
        yield part(PageType.SIDE_EVENTS, side_events)


def _year(library: Library, conference: model.Conference) -> str:
    """What tells a page of a conference from that of another; empty where there is one."""
    return library.year_label(conference) if library.has_several_conferences else ""


def entry_page(
    library: Library,
    urls: Urls,
    page_type: PageType,
    identifier: str,
    name: str,
    view: Callable[[], Context],
    qualifier: str = "",
    conference: model.Conference | None = None,
    mark: str = "",
) -> Page:
    """The page of one entry, with the entry's own title."""
    folder, origin = urls.places[identifier].folder, library.origins[identifier].path
    return Page(folder, name, page_type, origin, view, qualifier, conference, mark)
