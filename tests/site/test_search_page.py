"""The page of all search results: its address, its filters, and the way back to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from guidance.publishing.publication import Publication

KEYS = "[...document.querySelectorAll('#main .search__result')].map(each => each.dataset.key)"
RESULT = "#main .search__result"


@pytest.fixture
def tab(server_url: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{server_url}search/index.html?q=work")
    expect(page.locator(RESULT).first).to_be_visible()
    yield page
    page.context.close()


def open_dialog(tab: Page, typed: str) -> None:
    tab.keyboard.press("/")
    expect(tab.locator("dialog.search:not([aria-busy])")).to_be_visible()
    tab.fill("#search-words", typed)
    expect(tab.locator("dialog .search__result").first).to_be_visible()


def test_enter_leads_from_the_dialog_to_all_results(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}about/index.html")
    open_dialog(tab, "work")
    number = int(tab.get_by_role("status").inner_text().rpartition(" ")[2])
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/index.html?q=work")
    expect(tab.locator("#main [role=status]")).to_have_text(f"Results: {number}")


def test_enter_leads_to_an_entry_only_by_its_identifier_or_title(
    tab: Page, server_url: str
) -> None:
    for typed, address in (
        ("2022-p1-2", "2022/panels/1/index.html#2022-P1-02"),
        ("farms keep a list of hours", "2022/panels/1/index.html#2022-P1-02"),
        ("farms keep a list", "search/index.html?q=farms+keep+a+list"),
        ("2022-p1-1 2022-p1-2", "search/index.html?q=2022-p1-1+2022-p1-2"),
        ("labour union", "search/index.html?q=labour+union"),
    ):
        tab.goto(f"{server_url}about/index.html")
        open_dialog(tab, typed)
        tab.keyboard.press("Enter")
        tab.wait_for_url(f"**/{address}")


def test_all_results_can_be_reached(tab: Page) -> None:
    number = int(tab.locator("#main [role=status]").inner_text().rpartition(" ")[2])
    more = tab.locator(".results__more")
    while more.is_visible():
        before = tab.locator(RESULT).count()
        more.click()
        expect(tab.locator(f"{RESULT} a").nth(before)).to_be_focused()
    assert tab.locator("#results-all .search__result").count() == number


def test_a_filter_narrows_the_results_and_is_part_of_the_address(
    tab: Page, publication: Publication
) -> None:
    before = tab.evaluate(KEYS)
    tab.get_by_label("Kind of result").select_option("record")
    tab.wait_for_url("**/search/index.html?q=work&group=record")
    narrowed = tab.evaluate(KEYS)
    records = {record.id for record in publication.library.records}
    assert narrowed
    assert narrowed != before
    assert records.issuperset(narrowed)
    tab.reload()
    expect(tab.locator(RESULT).first).to_be_visible()
    assert tab.evaluate(KEYS) == narrowed
    tab.go_back()
    tab.wait_for_url("**/search/index.html?q=work")
    assert tab.evaluate(KEYS) == before


def test_options_say_how_many_results_they_leave(tab: Page) -> None:
    kind = tab.get_by_label("Kind of result")
    label = kind.locator("option[value=record]").inner_text()
    kind.select_option("record")
    number = label.rpartition("(")[2].rstrip(")")
    expect(tab.locator("#main [role=status]")).to_have_text(f"Results: {number}")


def test_a_phone_shows_a_result_at_once_and_filters_in_a_panel(
    server_url: str, browser: Browser
) -> None:
    tab = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    tab.goto(f"{server_url}search/index.html?q=work")
    expect(tab.locator(RESULT).first).to_be_visible()
    box = tab.locator(RESULT).first.bounding_box()
    assert box
    assert box["y"] + box["height"] < 740
    expect(tab.get_by_label("Year")).to_be_hidden()
    tab.get_by_role("button", name="Filter").click()
    year = tab.get_by_label("Year").locator("option").nth(1).get_attribute("value")
    tab.get_by_label("Year").select_option(year)
    tab.get_by_role("button", name="Show results").click()
    expect(tab.get_by_role("button", name="Filter (1)")).to_be_visible()
    assert tab.url.endswith(f"?q=work&year={year}")
    keys = tab.evaluate(KEYS)
    assert keys
    assert all(str(year) in key for key in keys)
    tab.context.close()


def test_results_survive_the_way_back(tab: Page) -> None:
    before = tab.evaluate(KEYS)
    tab.locator(f"{RESULT} a").first.click()
    tab.wait_for_url(lambda url: "search/" not in url)
    tab.go_back()
    expect(tab.locator(RESULT).first).to_be_visible()
    assert tab.evaluate(KEYS) == before


def test_results_of_the_dialog_survive_the_way_back(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}about/index.html")
    open_dialog(tab, "declaration")
    tab.locator("dialog .search__result a").first.click()
    tab.wait_for_url(lambda url: "about/" not in url)
    tab.go_back()
    expect(tab.locator("dialog.search")).to_be_visible()
    expect(tab.locator("#search-words")).to_have_value("declaration")
    expect(tab.locator("dialog .search__result").first).to_be_visible()
    tab.keyboard.press("Escape")
    tab.reload()
    expect(tab.locator("dialog.search")).to_be_hidden()


@pytest.mark.parametrize("how", ["Control", "middle"])
def test_a_result_opens_in_a_new_tab_and_the_results_stay(
    how: str, tab: Page, server_url: str
) -> None:
    tab.goto(f"{server_url}about/index.html")
    open_dialog(tab, "declaration")
    link = tab.locator("dialog .search__result a").first
    with tab.context.expect_page() as opened:
        if how == "middle":
            link.click(button="middle")
        else:
            link.click(modifiers=["Control"])
    assert "about/" not in opened.value.url
    expect(tab.locator("dialog.search")).to_be_visible()
    assert tab.url == f"{server_url}about/index.html"


def test_a_query_waits_while_the_search_loads(tab: Page) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    tab.route("**/search-data.js", hold)
    tab.reload(wait_until="commit")
    expect(tab.locator("#main [role=status]")).to_contain_text("Loading")
    tab.fill("#results-words", "wages")
    for route in waiting:
        route.continue_()
    expect(tab.locator(RESULT).first).to_be_visible()
    assert tab.url.endswith("?q=wages")


def test_the_page_works_from_a_folder(site: Path, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto((site / "about" / "index.html").as_uri())
    open_dialog(tab, "work")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/index.html?q=work")
    tab.get_by_label("Kind of result").select_option("record")
    tab.wait_for_url("**&group=record")
    expect(tab.locator(RESULT).first).to_be_visible()
    tab.close()


def test_words_of_synonyms_are_named_and_not_marked(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}search/index.html?q=USW")
    result = tab.locator(f"{RESULT}[data-key=labour-union]")
    expect(result).to_be_visible()
    marks = tab.locator(f"{RESULT} mark").all_inner_texts()
    assert {mark.casefold() for mark in marks} <= {"usw"}


def test_an_unknown_word_is_reported_and_a_similar_one_is_offered_as_such(
    tab: Page, server_url: str
) -> None:
    tab.goto(f"{server_url}search/index.html?q=Deklaration")
    status = tab.locator("#main [role=status]")
    expect(status).to_contain_text("Nothing has “Deklaration”; these are results for “")
    expect(tab.locator(RESULT).first).to_be_visible()
    tab.goto(f"{server_url}search/index.html?q=xyzzyqqq")
    expect(status).to_contain_text("Nothing has “xyzzyqqq”.")
    assert tab.evaluate(KEYS) == []


def test_results_without_some_words_say_which(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}search/index.html?q=farms+Remedy+xyzzyqqq")
    expect(tab.locator("#results-some")).to_contain_text("Not in it: Remedy, xyzzyqqq")
    assert tab.locator("#results-all .search__result").count() == 0


def test_a_phrase_in_quotation_marks_is_a_phrase(tab: Page, server_url: str) -> None:
    tab.goto(f'{server_url}search/index.html?q="list of hours"')
    expect(tab.locator(RESULT).first).to_be_visible()
    assert "2022-P1-02" in tab.evaluate(KEYS)
    tab.goto(f'{server_url}search/index.html?q="hours of list"')
    expect(tab.locator("#main [role=status]")).to_contain_text("Nothing has “hours of list”")
    assert tab.locator("#results-all .search__result").count() == 0


def test_without_scripts_the_page_leads_to_all_records(server_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server_url}search/index.html?q=work")
    expect(tab.get_by_text("The search needs JavaScript")).to_be_visible()
    expect(tab.locator(".results__form")).to_be_hidden()
    context.close()
