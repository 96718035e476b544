"""Navigation and breadcrumbs: what the theme asks of them, and where each page of the site is."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, expect

from guidance.publishing.publication import Publication
from guidance.site.navigation import (
    divided_at_title,
    first_page,
    handbook_trail,
    is_on_trail,
    listed_items,
    own_page,
    page_headings,
)
from guidance.site.permanent_pages import MOVED
from guidance.site.views.breadcrumbs import Crumb
from tests.support.site_pages import EVERY_PAGE, EXPECTED_PAGES, content_pages, parse

HOME = Crumb("Home", "index.html")


@dataclass
class Item:
    children: Sequence[Item] | None = None
    title: str = ""
    url: str = ""


@dataclass
class Heading:
    level: int
    children: Sequence[Heading] = field(default_factory=list)


def page_at(site: Path, folder: str) -> BeautifulSoup:
    return parse(site / folder / "index.html" if not folder.endswith(".html") else site / folder)


def trail(page: BeautifulSoup) -> list[Tag]:
    return page.select(".trail li")


def test_the_first_page_of_a_section_is_found_at_any_depth() -> None:
    page = Item(url="a.html")
    assert first_page(page).url == "a.html"
    assert first_page(Item([Item([page, Item()]), Item()])).url == "a.html"


def test_a_section_is_named_by_its_first_page_of_the_same_title() -> None:
    page = Item(title="Law")
    assert own_page(Item([page, Item()], "Law")) == page
    assert own_page(Item([page, Item()], "Law and sources")) is None
    assert own_page(Item([Item([page], "Law")], "Law")) is None


def test_an_item_is_on_the_trail_if_it_contains_the_page_or_one_above_it() -> None:
    people = Item([Item(url="people/index.html"), Item(url="other.html")])
    above = [HOME, Crumb("People", "people/index.html")]
    assert is_on_trail(people, above, "people/ada/index.html")
    assert is_on_trail(people, [HOME], "other.html")
    assert not is_on_trail(people, [HOME], "third.html")
    assert not is_on_trail(Item(url="index.html"), above, "people/ada/index.html")
    assert is_on_trail(Item(url="index.html"), [], "index.html")


def test_groups_beside_a_group_of_groups_are_listed_on_their_own_pages_alone() -> None:
    overview, group = Item(title="2022", url="2022/index.html"), Item([Item(url="a.html")])
    panels = Item([Item(url="2022/panels/1/index.html")], "Panels")
    conference = Item([overview, panels], "2022")
    people = Item(title="People", url="people/index.html")
    part = Item([people, group, conference])
    assert listed_items(part, [HOME], "2024/index.html") == [people]
    assert listed_items(part, [HOME], "2022/panels/1/index.html") == [people, conference]
    assert listed_items(conference, [HOME], "2022/index.html") == [panels]


def test_a_page_of_the_handbook_is_below_its_sections() -> None:
    editing = [HOME, Crumb("Editing", "for-editors/index.html")]
    index = Item(url="decisions/index.html")
    sections = [Item([index], "Decisions"), Item([Item()], "For programmers"), Item()]
    page = Crumb("Decisions", "decisions/index.html")
    group = Crumb("For programmers")
    assert handbook_trail(editing, sections, "decisions/1.html") == [*editing, group, page]
    assert handbook_trail(editing, sections, index.url) == [*editing, group]


def test_a_subtitle_stays_with_its_title() -> None:
    title, subtitle = "<h1>A</h1>", '\n<div>\n<p class="subtitle">B</p>'
    assert divided_at_title(f"{title}<p>C</p>") == (title, "<p>C</p>")
    assert divided_at_title(f"{title}{subtitle}<p>C</p></div>") == (
        title + subtitle,
        "<p>C</p></div>",
    )
    assert divided_at_title("<p>C</p>") == ("", "<p>C</p>")


def test_the_title_of_a_page_is_not_among_its_headings() -> None:
    sections = [Heading(2), Heading(2)]
    assert page_headings([Heading(1, sections)]) == sections
    assert page_headings(sections) == sections
    assert page_headings([]) == []


def test_the_tabs_follow_the_questions_of_readers(odd_site: Path) -> None:
    tabs = [tab.get_text() for tab in page_at(odd_site, "").select(".md-tabs__link")]
    assert tabs == [
        "Recommendations",
        "Topics",
        "Conferences",
        "Law and sources",
        "Training",
        "About",
    ]


@pytest.mark.parametrize("folder", EXPECTED_PAGES)
def test_breadcrumbs_lead_up_to_the_home_page(folder: str, odd_site: Path) -> None:
    """The link to a page has that page's title; one to a conference also its year."""
    page = page_at(odd_site, folder)
    links = [link for crumb in trail(page) for link in crumb.select("a")]
    assert bool(links) == bool(folder)
    for number, link in enumerate(links):
        target = posixpath.normpath(posixpath.join(folder, str(link["href"])))
        title = parse(odd_site / target).select_one("h1")
        assert title
        expected = "Home" if number == 0 else title.get_text()
        assert link.get_text().endswith(expected)


@pytest.mark.parametrize("folder", [page for page in EVERY_PAGE if page not in ("", "404.html")])
def test_every_page_marks_where_it_is(folder: str, odd_site: Path) -> None:
    """One tab is marked, in the row of tabs and in the drawer."""
    if folder.startswith("id/"):
        pytest.skip("a permanent address is no page of the navigation")
    page = page_at(odd_site, folder)
    assert len(page.select(".md-tabs__link[aria-current]")) == 1
    assert page.select(".nav__link[aria-current]")
    assert trail(page)


def test_the_page_itself_is_marked_once_in_the_navigation(odd_site: Path) -> None:
    for folder in ("topics/actor/states/", "2022/panels/1/", "law/", "2022/", "for-editors/"):
        marked = page_at(odd_site, folder).select('.nav__link[aria-current="page"]')
        assert len(marked) == 1, folder


def test_the_handbook_is_one_step_behind_editing(
    odd_site: Path, odd_publication: Publication
) -> None:
    below_editing = {"for-editors/", "browse/coverage/"}
    for page in odd_publication.site.pages():
        navigation = page_at(odd_site, page.folder).select("header a, nav a, footer a")
        leads = any("contributing/" in str(link["href"]) for link in navigation)
        if page.folder not in below_editing:
            assert not leads, page.folder
    assert page_at(odd_site, "for-editors/").select('main a[href*="contributing/"]')


def test_a_page_that_is_made_of_one_file_leads_to_it_at_its_end(
    odd_site: Path, odd_publication: Publication
) -> None:
    for page in odd_publication.site.pages():
        buttons = page_at(odd_site, page.folder).select(".suggest a")
        files = [str(button["href"]).rpartition("/edit/main/content/")[2] for button in buttons]
        assert files == ([page.origin.partition("/")[2]] if page.origin else [])


def test_no_page_speaks_as_a_documentation_site(odd_site: Path) -> None:
    for path in content_pages(odd_site):
        labels = {
            " ".join(part.get_text().split())
            for part in parse(path).select("header a, header button, .md-tabs a, nav p, footer a")
        }
        assert not labels & {"Code", "Table of contents"}, path


def test_former_pages_lead_to_those_in_their_place(odd_site: Path) -> None:
    for folder, target in MOVED.items():
        page = page_at(odd_site, folder)
        link = page.select_one("main a")
        assert link
        assert posixpath.normpath(posixpath.join(folder, str(link["href"]))) == (
            f"{target}index.html"
        )
        refresh = page.select_one('meta[http-equiv="refresh"]')
        assert refresh
        assert str(refresh["content"]).endswith(str(link["href"]))


def test_the_footer_says_who_is_responsible_and_as_of_which_day(
    odd_site: Path, odd_publication: Publication
) -> None:
    publisher = odd_publication.library.publisher
    assert publisher
    day = odd_publication.words.day(odd_publication.library.date)
    for path in content_pages(odd_site):
        footer = parse(path).select_one(".md-footer")
        assert footer
        text = " ".join(footer.get_text().split())
        assert publisher.name in text
        assert day in text
        assert text.count("Not an official OSCE publication.") == 1
        assert footer.select_one('a[href="mailto:office@example.org"]')


def test_pages_have_the_same_name_in_the_footer_and_in_their_title(odd_site: Path) -> None:
    for link in page_at(odd_site, "").select(".footer__ways a"):
        title = parse(odd_site / str(link["href"])).select_one("h1")
        assert title
        assert link.get_text() == title.get_text()


@pytest.mark.parametrize("height", [320, 900])
def test_the_entry_of_the_current_page_is_in_sight(
    height: int, server_url: str, browser: Browser
) -> None:
    """Also in a navigation that is longer than the window."""
    tab = browser.new_page(viewport={"width": 1440, "height": height})
    tab.goto(f"{server_url}topics/form/forced-labour/")
    expect(tab.locator(".md-sidebar--primary [aria-current=page]")).to_be_in_viewport()
    tab.close()
