"""List of all records and its filter, with and without scripts; entry pages of audiences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from guidance import Library
from guidance.i18n import open_words
from guidance.library.facets import Facets
from tests.support.commands import SITE_URL

SHOWN = """[...document.querySelectorAll('article.record')]
    .filter(record => record.checkVisibility())
    .map(record => record.id.replace('listed-', ''))"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def shown_ids(tab: Page) -> list[str]:
    ids: list[str] = tab.evaluate(SHOWN)
    return ids


def tick(tab: Page, facet: str, value: str) -> None:
    tab.locator(f"input[name='{facet}'][value='{value}']").click()


def status(tab: Page) -> str:
    return tab.locator("#shown[role=status]").inner_text()


def test_facets_list_the_values_of_records_with_their_number(
    library: Library,
) -> None:
    facets = Facets(library, open_words())
    assert [facet.name for facet in facets.facets] == [
        "nature",
        "actor",
        "form",
        "measure",
        "part",
        "instrument",
        "source",
    ]
    for facet in facets.facets:
        for value in facet.values:
            assert (
                value.count
                == sum(
                    value.id in facets.values_of(record)[facet.name]
                    for record in library.current_records
                )
                > 0
            )


def test_the_facet_of_a_panel_includes_the_records_of_its_pillars(library: Library) -> None:
    facets = Facets(library, open_words())
    assert facets.values_of(
        next(record for record in library.records if record.id == "2021-R3-01")
    )["part"] == ["2021-R3", "2021-P4"]


def test_without_scripts_all_records_are_listed_without_a_filter(
    server_url: str, browser: Browser, library: Library
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server_url}browse/")
    assert tab.locator("article.record").count() == len(library.current_records)
    assert tab.locator("article.record").last.is_visible()
    assert not tab.locator("#filter").is_visible()
    assert not tab.locator("#print").is_visible()
    context.close()


def test_the_list_does_not_use_the_anchors_of_records(site: Path, library: Library) -> None:
    ids = {
        str(element["id"])
        for element in BeautifulSoup(
            (site / "browse" / "index.html").read_text("utf-8"), "html.parser"
        ).select("[id]")
    }
    assert not ids & {record.id for record in library.records}
    assert {f"listed-{record.id}" for record in library.current_records} <= ids


def test_the_filter_hides_records_that_do_not_match(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/")
    tick(tab, "nature", "recommendation")
    tick(tab, "actor", "procurement-authorities")
    expected = [
        record.id
        for record in library.current_records
        if record.nature.value == "recommendation" and "procurement-authorities" in record.actors
    ]
    assert shown_ids(tab) == expected
    assert status(tab) == (
        f"{len(expected)} of {len(library.current_records)} records. "
        "Nature: Recommendation. Who acts: Procurement authorities."
    )


def test_values_of_one_facet_mean_or_and_facets_mean_and(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?actor=businesses&actor=technology-companies&form=forced-labour")
    expected = [
        r.id
        for r in library.current_records
        if {"businesses", "technology-companies"} & set(r.actors) and "forced-labour" in r.forms
    ]
    assert shown_ids(tab) == expected
    assert (
        "Who acts: Businesses or Technology companies. Form of exploitation: Forced labour."
        in status(tab)
    )


def test_a_count_is_the_number_of_matches_given_the_other_facets(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?measure=training&actor=states")
    training = [record for record in library.current_records if "training" in record.measures]
    for actor in ("states", "law-enforcement", "legislators"):
        count = tab.locator(
            "label", has=tab.locator(f"input[name='actor'][value='{actor}']")
        ).locator(".facet__count")
        assert count.inner_text() == str(sum(actor in record.actors for record in training))


def test_the_url_holds_the_filter_and_the_back_button_undoes_a_tick(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/")
    tick(tab, "part", "2021-P4")
    tick(tab, "nature", "recommendation")
    assert parse_qsl(urlsplit(tab.url).query) == [("nature", "recommendation"), ("part", "2021-P4")]
    both = shown_ids(tab)
    tab.reload()
    assert shown_ids(tab) == both
    tab.go_back()
    assert not tab.locator("input[value='recommendation']").is_checked()
    tab.go_back()
    assert len(shown_ids(tab)) == len(library.current_records)
    assert status(tab) == f"All {len(library.current_records)} records."


def test_hidden_records_are_listed_and_a_button_clears_the_filter(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?instrument=palermo-protocol")
    remaining_ids = shown_ids(tab)
    tab.get_by_text("What did the filter remove?").click()
    removed_ids = tab.locator("#removed li .id").all_inner_texts()
    assert sorted(removed_ids + remaining_ids) == sorted(
        record.id for record in library.current_records
    )
    tab.get_by_role("button", name="Clear the filter").click()
    assert len(shown_ids(tab)) == len(library.current_records)
    assert not tab.locator("#removed").is_visible()
    assert not urlsplit(tab.url).query


def test_a_filter_without_matches_says_so(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}browse/?nature=obligation&source=2022-technology-study")
    assert shown_ids(tab) == []
    assert status(tab).startswith("None of the")


def test_the_filter_works_from_a_folder_and_by_keyboard(
    tab: Page, site: Path, library: Library
) -> None:
    failures: list[str] = []
    tab.on(
        "pageerror",
        lambda error: failures.append(str(error)) if "browse" in (error.stack or "") else None,
    )
    tab.goto((site / "browse" / "index.html").as_uri())
    tab.locator("input[value='finding']").focus()
    tab.keyboard.press("Space")
    assert len(shown_ids(tab)) == sum(
        record.nature.value == "finding" for record in library.current_records
    )
    assert tab.url.endswith("?nature=finding")
    tab.go_back()
    assert len(shown_ids(tab)) == len(library.current_records)
    assert failures == []


def test_on_narrow_screens_the_filter_is_closed(server_url: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    tab = context.new_page()
    tab.goto(f"{server_url}browse/")
    assert not tab.locator("input[value='finding']").is_visible()
    tab.get_by_text("Filter the records").click()
    tick(tab, "nature", "finding")
    assert status(tab).endswith("Nature: Finding.")
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= 320
    context.close()


def test_a_printed_selection_has_title_date_url_and_acknowledgement(
    tab: Page, server_url: str
) -> None:
    tab.goto(f"{server_url}browse/?nature=recommendation&actor=procurement-authorities")
    tab.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    tab.get_by_role("button", name="Print this selection").click()
    assert tab.locator("body").get_attribute("data-printed") == "yes"
    tab.emulate_media(media="print")
    page = tab.locator(".browse").inner_text()
    for words in (
        "A selection of records",
        "Nature: Recommendation. Who acts: Procurement authorities.",
        "2021-P2-09",
        "Governments should provide adequate training",
        "As of ",
        f"{SITE_URL}browse/?nature=recommendation&actor=procurement-authorities",
        "Not an official OSCE publication.",
    ):
        assert words in page
    assert not tab.locator("#filter").is_visible()
    assert not tab.locator("#clear").is_visible()


def test_facts_of_a_record_link_to_records_with_the_same_value(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}2021/panels/2/")
    tab.locator("[id='2021-P2-09'] ~ .record__body .facts").get_by_role(
        "link", name="Training"
    ).click()
    tab.locator("#shown").filter(has_text="Measure: Training.").wait_for()
    assert shown_ids(tab) == [
        record.id for record in library.current_records if "training" in record.measures
    ]


def test_every_link_to_the_list_names_an_existing_filter_value(site: Path) -> None:
    browse = BeautifulSoup((site / "browse" / "index.html").read_text("utf-8"), "html.parser")
    boxes = {(str(box["name"]), str(box["value"])) for box in browse.select("#filter input")}
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    values_in_links = {
        pair
        for page in pages
        for query in re.findall(r'browse/index\.html\?([^"#]+)"', page)
        for pair in parse_qsl(query)
    }
    assert len(values_in_links) > 30
    assert values_in_links <= boxes


def test_audience_cards_are_visible_without_scrolling(server_url: str, browser: Browser) -> None:
    for width, height in ((1280, 720), (360, 740)):
        context = browser.new_context(viewport={"width": width, "height": height})
        tab = context.new_page()
        tab.goto(server_url)
        cards = tab.locator(".door")
        assert cards.count() == 3
        for number in range(3):
            box = cards.nth(number).bounding_box()
            assert box
            assert box["y"] + box["height"] <= height
        context.close()


AUDIENCE_LINKS = {
    "I write policy": "browse/",
    "I train people": "downloads/handouts/",
    "I edit this guidance": "contributing/edit-text.html",
}


@pytest.mark.parametrize(("audience", "target"), AUDIENCE_LINKS.items())
def test_an_audience_page_links_to_what_the_audience_needs(
    audience: str, target: str, tab: Page, server_url: str
) -> None:
    tab.goto(server_url)
    tab.locator(".door").get_by_role("link", name=audience).click()
    assert tab.locator("h1").inner_text() == audience
    links = tab.locator(".audience a").evaluate_all("links => links.map(link => link.href)")
    assert any(link.startswith(f"{server_url}{target}") for link in links)
