"""Navigation of the site: its entries for MkDocs, and their selection for the theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.site.page import AUDIENCES, Page, PageType
from guidance.site.pages import Site

Navigation = list[dict[str, Any]]
"""Entries as MkDocs reads them: each maps a title to the path of a page or to a list of entries."""


def navigation(site: Site) -> Navigation:
    """Return the generated pages in the order of the navigation.

    Pages whose number grows with that of conferences (sources, people, instruments) are left out;
    other pages list them.
    """
    say, library = site.words, site.library
    sources = [{say("sources.overview"): "sources/index.md"}]
    if not library.has_several_conferences:
        sources += [
            {typeset(source.title): f"sources/{source.id}/index.md"} for source in library.sources
        ]
    audiences = [
        {say(f"for-{audience}.title"): f"for-{audience}/index.md"} for audience in AUDIENCES
    ]
    return [
        {say("home.nav"): "index.md"},
        {say("audiences.nav"): audiences},
        {say("browse.nav"): "browse/index.md"},
        _conferences(site),
        {say("people.nav"): "people/index.md"},
        {say("instruments.nav"): "instruments/index.md"},
        {say("sources.nav"): [*sources, {say("resources.title"): "resources/index.md"}]},
        {say("glossary.nav"): "glossary/index.md"},
        {say("downloads.nav"): "downloads/index.md"},
        {
            say("about.nav"): [
                {say("about.title"): "about/index.md"},
                {say("changes.title"): "changes/index.md"},
                {say("accessibility.title"): "accessibility/index.md"},
            ]
        },
    ]


def _conferences(site: Site) -> dict[str, Any]:
    """The pages of the only conference, or of all conferences below their list, latest first."""
    say = site.words
    if not site.library.has_several_conferences:
        return {say("conference.nav"): _conference(site, site.library.conferences[0])}
    entries: list[Any] = [{say("conferences.title"): "conferences/index.md"}]
    for conference in reversed(site.library.conferences):
        name = say("conference.of-year", year=conference.year, title=typeset(conference.title))
        entries.append({name: _conference(site, conference)})
    return {say("conferences.nav"): entries}


def _conference(site: Site, conference: model.Conference) -> list[Any]:
    """The pages of a conference, its panels and its pillars each in a group of their own."""
    entries: list[Any] = []
    groups: Mapping[PageType, list[Any]] = {PageType.PANEL: [], PageType.PILLAR: []}
    for page in site.conference_pages(conference):
        group = groups.get(page.type)
        if group is None:
            entries.append({_title(site, page): page.path})
            continue
        if not group:
            entries.append({site.words(f"{page.type}s.title"): group})
        group.append({_title(site, page): page.path})
    return entries


def _title(site: Site, page: Page) -> str:
    """The title of a page of a conference as the navigation shows it."""
    match page.type:
        case PageType.CONFERENCE:
            return site.words("conference.overview")
        case PageType.PANEL:
            return site.words("part.nav", mark=page.context["panel"].number, title=page.title)
        case PageType.PILLAR:
            return site.words("part.nav", mark=page.context["pillar"].numeral, title=page.title)
        case _:
            return page.title


class NavItem(Protocol):
    """A page or a section of the navigation, as MkDocs passes it to the theme."""

    @property
    def children(self) -> Sequence[NavItem] | None:
        """Items of a section; None for a page."""

    @property
    def active(self) -> bool:
        """Whether it is the current page, or contains it."""


class Heading(Protocol):
    """A heading in the table of contents of a page, as MkDocs passes it to the theme."""

    @property
    def level(self) -> int:
        """1 for the title of the page."""

    @property
    def children(self) -> Sequence[Heading]:
        """Headings of the next level below it."""


def first_page(item: NavItem) -> NavItem:
    """Return the first page of a section, or the page itself."""
    while item.children:
        item = item.children[0]
    return item


def listed_items(section: NavItem) -> list[NavItem]:
    """Return the items of a section that the navigation lists.

    A group of groups, such as a conference, is listed only on its own pages: otherwise every page
    would list the panels of all conferences.
    """
    return [
        item
        for item in section.children or ()
        if item.active or not any(inner.children for inner in item.children or ())
    ]


def page_headings(toc: Iterable[Heading]) -> Sequence[Heading]:
    """Return the headings of a page below its title."""
    headings = list(toc)
    return headings[0].children if headings and headings[0].level == 1 else headings
