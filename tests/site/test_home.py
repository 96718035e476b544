"""The home page: what stands in its first screen, and its search field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, Page, expect

from guidance import Library
from guidance.library.addressees import ASKING
from tests.support.browser import wait_for_fonts
from tests.support.site_pages import parse

SCREENS = {"desktop": (1280, 800), "phone": (360, 740)}


@pytest.fixture(params=SCREENS)
def home(request: pytest.FixtureRequest, server_url: str, browser: Browser) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.goto(server_url)
    wait_for_fonts(tab)
    yield tab
    tab.close()


def test_the_first_screen_answers_what_this_is_who_acts_and_what_is_new(home: Page) -> None:
    assert home.viewport_size
    for part in (
        "h1",
        ".hero .lead",
        ".home-search__words",
        ".home__actors li >> nth=0",
        ".home__more a",
        ".home__pillars li >> nth=-1",
        ".home__new a >> nth=0",
    ):
        box = home.locator(part).bounding_box()
        assert box, part
        assert box["y"] + box["height"] <= home.viewport_size["height"], part


@pytest.mark.parametrize("by", ["the button", "Enter"])
def test_words_typed_on_the_page_lead_to_their_results(by: str, home: Page) -> None:
    home.click(".home-search__words")
    home.keyboard.type("training")
    if by == "Enter":
        home.keyboard.press("Enter")
    else:
        home.click(".home-search__button")
    home.wait_for_url("**/search/index.html?q=training")
    expect(home.locator("#main .search__result").first).to_be_visible()
    home.go_back()
    expect(home.locator("dialog.search")).to_be_hidden()
    expect(home.locator(".home-search__words")).to_be_visible()


def test_an_identifier_typed_on_the_page_leads_to_its_entry(home: Page) -> None:
    home.fill(".home-search__words", "2022-p1-2")
    home.click(".home-search__button")
    home.wait_for_url("**/2022/panels/1/index.html#2022-P1-02")


def test_the_button_beside_the_empty_field_opens_the_search(home: Page) -> None:
    home.click(".home-search__button")
    expect(home.locator("#search-words")).to_be_focused()


def test_numbers_beside_actors_count_what_is_asked_of_them(
    odd_site: Path, odd_library: Library
) -> None:
    page = parse(odd_site / "index.html")
    shown = {
        str(chip["href"]).split("/")[2]: int(number.get_text())
        for chip in page.select(".home__actors a")
        if isinstance(number := chip.select_one(".chip__count"), Tag)
    }
    asked = {
        actor.id: sum(
            actor.id in record.actors and record.nature in ASKING
            for record in odd_library.current_records
        )
        for actor in odd_library.vocabulary.actors
    }
    assert shown == {actor: number for actor, number in asked.items() if number}
