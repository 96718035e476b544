"""Navigation of the site: its entries for MkDocs, and their selection for the theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.site.page import Page, PageType
from guidance.site.pages import Site
from guidance.site.views.breadcrumbs import Crumb
from guidance.site.views.registers import people_title

_TITLE = re.compile(r'.*?</h1>(?:\s*<div>\s*<p class="subtitle">.*?</p>)?', re.DOTALL)

Navigation = list[dict[str, Any]]
"""Entries as MkDocs reads them: each maps a title to the path of a page or to a list of entries."""


def navigation(site: Site) -> Navigation:
    """Return the generated pages in the order of the navigation: the home page, then the tabs.

    Pages whose number grows with that of conferences (sources, people, instruments) are left out;
    other pages list them.
    """
    say = site.words
    return [
        {say("home.nav"): "index.md"},
        {say("browse.nav"): "browse/index.md"},
        {say("topics.title"): _topics(site)},
        _conferences(site),
        {
            say("law.title"): [
                {say("law.title"): "law/index.md"},
                {say("instruments.title"): "instruments/index.md"},
                {say("sources.title"): "sources/index.md"},
                {say("resources.title"): "resources/index.md"},
                {say("glossary.title"): "glossary/index.md"},
            ]
        },
        {say("trainers.title"): "for-trainers/index.md"},
        {
            say("about.title"): [
                {say("about.title"): "about/index.md"},
                {say("changes.title"): "changes/index.md"},
                {say("downloads.title"): "downloads/index.md"},
                {say("accessibility.title"): "accessibility/index.md"},
                {say("editors.title"): "for-editors/index.md"},
            ]
        },
    ]


def with_handbook(pages: Navigation, handbook: Navigation) -> Navigation:
    """The navigation with the pages written by hand at the end of its last part."""
    (about,) = pages[-1].values()
    about += handbook
    return pages


def _topics(site: Site) -> list[Any]:
    """The overview of topics, then those of each facet."""
    entries: list[Any] = [{site.words("topics.title"): "topics/index.md"}]
    for group in site.topic_groups:
        pages = [{typeset(topic.label): f"{topic.folder}index.md"} for topic in group.topics]
        entries.append({group.facet.title: pages})
    return entries


def _conferences(site: Site) -> dict[str, Any]:
    """The pages of the only conference, or of all conferences below their list, latest first."""
    say = site.words
    people = {say(people_title(site.library)): "people/index.md"}
    if not site.library.has_several_conferences:
        return {say("conference.nav"): [*_conference(site, site.library.conferences[0]), people]}
    entries: list[Any] = [{say("conferences.title"): "conferences/index.md"}]
    for conference in reversed(site.library.conferences):
        name = say("conference.of-year", year=conference.year, title=typeset(conference.title))
        overview, *parts = _conference(site, conference)
        entries.append({name: [{name: path} for path in overview.values()] + parts})
    return {say("conferences.title"): [*entries, people]}


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
    return site.words("part.nav", mark=page.mark, title=page.title) if page.mark else page.title


class NavItem(Protocol):
    """A page or a section of the navigation, as MkDocs passes it to the theme."""

    @property
    def children(self) -> Sequence[NavItem] | None:
        """Items of a section; None for a page."""

    @property
    def title(self) -> str:
        """The title as the navigation shows it."""

    @property
    def url(self) -> str:
        """The URL of a page, relative to the root; a section has none."""


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


def own_page(section: NavItem) -> NavItem | None:
    """The first page of a section, if it has the section's title."""
    page = (section.children or [section])[0]
    return page if not page.children and page.title == section.title else None


def is_on_trail(item: NavItem, trail: Iterable[Crumb], url: str) -> bool:
    """Whether an item is the page at `url`, one of the pages above it, or contains any of them.

    The home page is above every page, and counts only where it is the page itself.
    """
    urls = {url, *(crumb.url for crumb in [*trail][1:] if crumb.url)}
    return any(page.url in urls for page in _pages_in(item))


def _pages_in(item: NavItem) -> Iterator[NavItem]:
    if not item.children:
        yield item
    for inner in item.children or ():
        yield from _pages_in(inner)


def listed_items(section: NavItem, trail: Iterable[Crumb], url: str) -> list[NavItem]:
    """Return the items of a section that the navigation lists beside its own page.

    Where there is a group of groups, such as a conference or the handbook, groups are listed only
    on their own pages: otherwise every page would list the panels of all conferences.
    """
    own, trail = own_page(section), [*trail]
    items = [item for item in section.children or () if item is not own]
    is_deep = any(inner.children for item in items for inner in item.children or ())
    return [
        item for item in items if is_on_trail(item, trail, url) or not (is_deep and item.children)
    ]


def handbook_trail(editing: Sequence[Crumb], sections: Sequence[NavItem], url: str) -> list[Crumb]:
    """The breadcrumbs of a page of the handbook: those of the page on editing, then its sections.

    `sections` are those around the page from the inside, as MkDocs gives them; the outermost one
    also contains the page on editing.
    """
    inner = [*reversed(sections)][1:]
    crumbs = (Crumb(section.title, _index(section)) for section in inner)
    return [*editing, *(crumb for crumb in crumbs if crumb.url != url)]


def _index(section: NavItem) -> str:
    """The URL of the page that stands for a section: its first one, if it is an index."""
    page = (section.children or [section])[0]
    return page.url if not page.children and page.url.endswith("/index.html") else ""


def page_headings(toc: Iterable[Heading]) -> Sequence[Heading]:
    """Return the headings of a page below its title."""
    headings = list(toc)
    return headings[0].children if headings and headings[0].level == 1 else headings


def divided_at_title(content: str) -> tuple[str, str]:
    """Divide the HTML of a page behind its title and subtitle; without a title, all is the rest."""
    title = _TITLE.match(content)
    end = title.end() if title else 0
    return content[:end], content[end:]
