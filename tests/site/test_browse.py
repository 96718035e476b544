"""List of all records and its filter, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from guidance import Library
from tests.support.commands import SITE_URL

SHOWN = """[...document.querySelectorAll('article.record')]
    .filter(record => record.checkVisibility())
    .map(record => record.id.replace('listed-', ''))"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def shown(tab: Page) -> list[str]:
    found: list[str] = tab.evaluate(SHOWN)
    return found


def tick(tab: Page, facet: str, value: str) -> None:
    tab.locator(f"input[name='{facet}'][value='{value}']").click()


def status(tab: Page) -> str:
    return tab.locator("#shown[role=status]").inner_text()


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
        str(found["id"])
        for found in BeautifulSoup(
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
    tick(tab, "actor", "none")
    expected = [
        record.id
        for record in library.current_records
        if record.nature.value == "recommendation" and not record.actors
    ]
    assert shown(tab) == expected
    assert status(tab) == (
        f"{len(expected)} of {len(library.current_records)} records. "
        "Nature: Recommendation. Who acts: Addressee not named."
    )


def test_values_of_one_facet_mean_or_and_facets_mean_and(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?actor=businesses&actor=states&form=forced-labour")
    expected = [
        r.id
        for r in library.current_records
        if {"businesses", "states"} & set(r.actors) and "forced-labour" in r.forms
    ]
    assert shown(tab) == expected
    assert "Who acts: States or Businesses. Form of exploitation: Forced labour." in status(tab)


def test_a_count_is_the_number_of_matches_given_the_other_facets(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?measure=training&actor=states")
    training = [record for record in library.current_records if "training" in record.measures]
    for actor in ("states", "businesses"):
        count = tab.locator(
            "label", has=tab.locator(f"input[name='actor'][value='{actor}']")
        ).locator(".facet__count")
        assert count.inner_text() == str(sum(actor in record.actors for record in training))


def test_the_url_holds_the_filter_and_the_back_button_undoes_a_tick(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/")
    tick(tab, "part", "2022-P2")
    tick(tab, "nature", "recommendation")
    assert parse_qsl(urlsplit(tab.url).query) == [("nature", "recommendation"), ("part", "2022-P2")]
    both = shown(tab)
    tab.reload()
    assert shown(tab) == both
    tab.go_back()
    assert not tab.locator("input[value='recommendation']").is_checked()
    tab.go_back()
    assert len(shown(tab)) == len(library.current_records)
    assert status(tab) == f"All {len(library.current_records)} records."


def test_hidden_records_are_listed_and_a_button_clears_the_filter(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?instrument=vienna-declaration")
    remaining = shown(tab)
    tab.get_by_text("Records hidden by the filter").click()
    removed = tab.locator("#removed li .id").all_inner_texts()
    assert sorted(removed + remaining) == sorted(record.id for record in library.current_records)
    tab.get_by_role("button", name="Clear the filter").click()
    assert len(shown(tab)) == len(library.current_records)
    assert not tab.locator("#removed").is_visible()
    assert not urlsplit(tab.url).query


def test_a_filter_without_matches_says_so(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}browse/?nature=obligation&source=2018-account")
    assert shown(tab) == []
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
    assert len(shown(tab)) == sum(
        record.nature.value == "finding" for record in library.current_records
    )
    assert tab.url.endswith("?nature=finding")
    tab.go_back()
    assert len(shown(tab)) == len(library.current_records)
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
    tab.goto(f"{server_url}browse/?nature=recommendation&actor=none")
    tab.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    tab.get_by_role("button", name="Print this selection").click()
    assert tab.locator("body").get_attribute("data-printed") == "yes"
    tab.emulate_media(media="print")
    page = tab.locator(".browse").inner_text()
    for words in (
        "A selection of records",
        "Nature: Recommendation. Who acts: Addressee not named.",
        "2022-R2-01",
        "Workers should be asked.",
        "As of ",
        f"{SITE_URL}browse/?nature=recommendation&actor=none",
        "Not an official OSCE publication.",
    ):
        assert words in page
    assert not tab.locator("#filter").is_visible()
    assert not tab.locator("#clear").is_visible()


def test_facts_of_a_record_link_to_records_with_the_same_value(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}2022/pillars/1/")
    tab.locator("[id='2022-R1-01'] ~ .record__body .facts").get_by_role(
        "link", name="Training"
    ).click()
    tab.locator("#shown").filter(has_text="Measure: Training.").wait_for()
    assert shown(tab) == [
        record.id for record in library.current_records if "training" in record.measures
    ]


def test_every_link_to_the_list_names_an_existing_filter_value(site: Path) -> None:
    browse = BeautifulSoup((site / "browse" / "index.html").read_text("utf-8"), "html.parser")
    boxes = {(str(box["name"]), str(box["value"])) for box in browse.select("#filter input")}
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    linked = {
        pair
        for page in pages
        for query in re.findall(r'browse/index\.html\?([^"#]+)"', page)
        for pair in parse_qsl(query)
    }
    assert len(linked) > 10
    assert linked <= boxes
