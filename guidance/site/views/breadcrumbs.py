"""View model of breadcrumbs: the page above each page, and the trail that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.site.page import Page, PageType

_PARTS_OF_A_CONFERENCE = (
    PageType.FIGURES,
    PageType.FOREWORD,
    PageType.INTERVIEW,
    PageType.PANEL,
    PageType.PILLAR,
    PageType.PROGRAMME,
    PageType.SIDE_EVENTS,
)
_ABOVE = {
    PageType.ACCESSIBILITY: "about/",
    PageType.BROWSE_PAGE: "browse/",
    PageType.CHANGES: "about/",
    PageType.COVERAGE: "for-editors/",
    PageType.DOWNLOADS: "about/",
    PageType.EDITORS: "about/",
    PageType.GLOSSARY: "law/",
    PageType.INSTRUMENT: "instruments/",
    PageType.INSTRUMENTS: "law/",
    PageType.ORGANIZATION: "people/",
    PageType.PERSON: "people/",
    PageType.RESOURCES: "law/",
    PageType.SEARCH: "browse/",
    PageType.SELECTION: "browse/",
    PageType.SOURCE: "sources/",
    PageType.SOURCES: "law/",
    PageType.TOPIC: "topics/",
}
"""The folder of the page above the pages of a type; those of other types are below the home page,
or within a conference."""


@dataclass(frozen=True)
class Crumb:
    """One of the pages above a page."""

    title: str
    url: str = ""
    """Relative to the root of the site; empty for a group of pages without a page of its own."""


def folder_above(library: Library, page: Page) -> str:
    """The folder of the page above a page; empty for the home page."""
    conferences = "conferences/" if library.has_several_conferences else ""
    if page.conference and page.type in _PARTS_OF_A_CONFERENCE:
        return f"{page.conference.id}/"
    if page.type is PageType.PEOPLE:
        return conferences or f"{library.conferences[0].id}/"
    if page.type is PageType.CONFERENCE:
        return conferences
    if page.type is PageType.TOPIC_YEAR:
        return f"{page.context['topic'].folder}"
    return _ABOVE.get(page.type, "")


def trail(library: Library, words: Words, pages: Mapping[str, Page], page: Page) -> list[Crumb]:
    """The breadcrumbs of one of the pages, by their paths: those above it, the home page first."""
    crumbs: list[Crumb] = []
    while page.folder:
        page = pages[f"{folder_above(library, page)}index.md"]
        crumbs.insert(0, crumb(words, page))
    return crumbs


def crumb(words: Words, page: Page) -> Crumb:
    """A page as the pages below it name it: a conference with its year."""
    title = words("home.nav") if page.type is PageType.HOME else page.title
    if page.conference and page.type is PageType.CONFERENCE:
        year = page.conference.year
        title = words("conference.of-year", year=year, title=typeset(page.name))
    return Crumb(title, f"{page.folder}index.html")
