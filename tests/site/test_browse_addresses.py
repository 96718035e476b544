"""Addresses of the list of all records: they hold the filter, and are shared and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from guidance import Library
from tests.support.commands import SITE_URL
from tests.support.record_list import group, ids, shown, status, tick
from tests.support.site_pages import parse


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_url_holds_the_filter_and_the_back_button_undoes_a_tick(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?nature=all")
    tick(tab, "part", "2022-P2")
    tick(tab, "nature", "recommendation")
    assert sorted(parse_qsl(urlsplit(tab.url).query)) == [
        ("nature", "recommendation"),
        ("part", "2022-P2"),
    ]
    both = shown(tab)
    tab.reload()
    assert shown(tab) == both
    tab.go_back()
    assert not tab.locator("input[value='recommendation']").is_checked()
    tab.go_back()
    assert shown(tab) == ids(library)
    assert status(tab) == f"All {len(library.current_records)} records."


def test_the_title_of_the_document_follows_the_filter(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}browse/")
    opening = tab.title()
    tick(tab, "actor", "businesses")
    shown(tab)
    assert tab.title().startswith("Businesses, recommendations and obligations (1) – ")
    tab.go_back()
    shown(tab)
    assert tab.title() == opening


STRANGE = {
    "actor=nonsense": "“nonsense” (Who acts)",
    "actor=states%26amp%3Bmeasure%3Dtraining": "“states&amp;measure=training” (Who acts)",
    "actors=states": "“actors=states”",
}


@pytest.mark.parametrize(("query", "told"), STRANGE.items())
def test_an_address_that_cannot_be_honoured_says_what_was_not_understood(
    query: str, told: str, tab: Page, server_url: str
) -> None:
    tab.goto(f"{server_url}browse/?{query}")
    assert shown(tab) == []
    assert tab.get_by_role("alert").inner_text() == (
        f"The address asks for something that this list does not have: {told}."
    )
    tab.locator("#chosen button").click()
    assert shown(tab)
    assert not tab.locator("#notice").is_visible()


@pytest.mark.parametrize(
    "query",
    [
        "ACTOR=States&measure=legislation",
        "actor=states%20&measure=+legislation",
        "actor=states&amp;measure=legislation",
        "actor=states&measure=legislation&utm_source=letter&form=",
    ],
)
def test_what_mail_programs_and_people_do_to_addresses_is_forgiven(
    query: str, tab: Page, server_url: str
) -> None:
    tab.goto(f"{server_url}browse/?{query}")
    assert shown(tab) == ["2024-R1-01"]
    assert not tab.locator("#notice").is_visible()


def test_the_filter_works_from_a_folder_and_by_keyboard(
    browser: Browser, site: Path, library: Library
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    failures: list[str] = []
    tab.on(
        "pageerror",
        lambda error: failures.append(str(error)) if "browse" in (error.stack or "") else None,
    )
    tab.goto((site / "browse" / "index.html").as_uri())
    group(tab, "Findings").focus()
    tab.keyboard.press("Space")
    assert shown(tab) == ids(library, "finding")
    assert tab.url.endswith("?nature=finding")
    tab.get_by_label("Words in the records").fill("wages hours")
    tab.wait_for_url("**q=wages**")
    tab.get_by_role("button", name="Share this view").click()
    assert tab.get_by_label("Address of this view").input_value() == (
        f"{SITE_URL}browse/?q=wages+hours&nature=finding"
    )
    assert failures == []
    context.close()


def test_a_view_is_shared_by_its_address(browser: Browser, server_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(f"{server_url}browse/?actor=states")
    tab.get_by_role("button", name="Titles").click()
    tab.get_by_role("button", name="Share this view").click()
    tab.locator("#shared-status").filter(has_text="Copied").wait_for()
    address = tab.evaluate("navigator.clipboard.readText()")
    assert address == f"{server_url}browse/?actor=states&view=titles"
    other = context.new_page()
    other.goto(address)
    shown(other)
    assert other.locator(".record__title").first.is_visible()
    assert not other.locator(".record__text").first.is_visible()
    context.close()


def test_a_printed_selection_has_title_date_url_and_acknowledgement(
    tab: Page, server_url: str
) -> None:
    tab.goto(f"{server_url}browse/?nature=recommendation&actor=none")
    tab.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    tab.get_by_role("button", name="Print these records").click()
    tab.wait_for_selector("body[data-printed=yes]")
    tab.emulate_media(media="print")
    page = tab.locator(".browse").inner_text()
    for words in (
        "A selection of records",
        "Who acts: Addressee not named. Nature: Recommendation.",
        "2022-R2-01",
        "Workers should be asked.",
        "As of ",
        f"{SITE_URL}browse/?nature=recommendation&actor=none",
        "Not an official OSCE publication.",
    ):
        assert words in page
    for part in ("#filter", "#clear", "#natures", "#words", "#chosen"):
        assert not tab.locator(part).is_visible(), part


def test_facts_of_a_record_link_to_records_with_the_same_value(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}2022/pillars/1/")
    tab.locator("[id='2022-R1-01'] ~ .record__body .facts").get_by_role(
        "link", name="Training"
    ).click()
    tab.locator("#shown").filter(has_text="Measure: Training.").wait_for()
    assert sorted(shown(tab)) == sorted(
        record.id for record in library.current_records if "training" in record.measures
    )


def test_every_link_to_the_list_names_an_existing_filter_value(site: Path) -> None:
    browse = parse(site / "browse" / "index.html")
    boxes = {(str(box["name"]), str(box["value"])) for box in browse.select("#facets input")}
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    linked = {
        pair
        for page in pages
        for query in re.findall(r'browse/index\.html\?([^"#]+)"', page)
        for pair in parse_qsl(unescape(query))
    }
    assert len(linked) > 10
    assert linked <= boxes
