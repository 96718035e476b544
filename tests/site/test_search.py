"""Search: its results, the ranking of queries, and the dialog in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from guidance import Library
from guidance.content import model
from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from guidance.site.minisearch import MinisearchMissingError, minisearch_script
from guidance.site.search_data import synonyms
from guidance.site.search_index import SearchResult, search_results

QUERIES: list[dict[str, Any]] = yaml.load(
    (ROOT / "tests" / "data" / "queries.yml").read_text("utf-8"), yaml.BaseLoader
)
SCRIPTS = ("minisearch.js", "search-data.js", "stemmer-en.js", "search-query.js")
RESULT_KEYS = "[...document.querySelectorAll('.search__result')].map(result => result.dataset.key)"


@pytest.fixture(scope="module")
def results(publication: Publication) -> list[SearchResult]:
    return list(search_results(publication.site, publication.site.rendered_pages()))


@pytest.fixture
def tab(server_url: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server_url}2021/panels/2/index.html")
    yield page
    page.close()


def open_search(tab: Page) -> None:
    tab.keyboard.press("/")
    expect(tab.locator("dialog.search:not([aria-busy])")).to_be_visible()


def failure(query: dict[str, Any], tab: Page, slow: int = 1) -> str:
    """Type a query, the last `slow` letters one by one; return its failure in words, or ""."""
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text(query["type"][:-slow])
    tab.keyboard.type(query["type"][-slow:])
    top = tab.evaluate(RESULT_KEYS)[:3]
    expected = query.get("finds") or query["finds_one_of"]
    is_in_results = [name in top for name in expected]
    return (
        ""
        if (all(is_in_results) if "finds" in query else any(is_in_results))
        else f"{query['type']!r} finds {top}, not {expected}"
    )


def test_queries_expect_existing_results(results: list[SearchResult]) -> None:
    keys = {result.key for result in results}
    assert len(QUERIES) >= 60
    assert len({query["type"] for query in QUERIES}) == len(QUERIES)
    assert [
        name
        for query in QUERIES
        for name in query.get("finds") or query["finds_one_of"]
        if name not in keys
    ] == []


def test_queries_find_the_expected_record_among_the_first_three(tab: Page) -> None:
    open_search(tab)
    misses = [miss for query in QUERIES if (miss := failure(query, tab))]
    assert len(misses) <= 0.05 * len(QUERIES), "\n".join(misses)


def test_the_search_works_from_a_folder_without_a_server(site: Path, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto((site / "people" / "index.html").as_uri())
    open_search(tab)
    sample = QUERIES[::8]
    misses = [miss for query in sample if (miss := failure(query, tab, slow=99))]
    assert len(misses) <= 0.05 * len(sample), "\n".join(misses)
    tab.fill("#search-words", "2021-P3-10")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/2021/panels/3/index.html#2021-P3-10")
    tab.close()


def test_search_files_are_requested_once_at_the_first_use(
    server_url: str, browser: Browser
) -> None:
    tab = browser.new_page()
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url.rpartition("/")[2]))
    tab.goto(server_url, wait_until="networkidle")
    assert not {*SCRIPTS, "search_index.json"} & set(requests)
    assert not any("worker" in name or "lunr" in name for name in requests)
    for _ in range(2):
        open_search(tab)
        tab.keyboard.press("Escape")
        expect(tab.locator("dialog.search")).to_be_hidden()
    tab.wait_for_load_state("networkidle")
    tab.close()
    assert [requests.count(name) for name in SCRIPTS] == [1] * len(SCRIPTS)


def test_a_failed_load_is_reported_and_retried(tab: Page) -> None:
    tab.route("**/search-data.js", lambda route: route.abort())
    tab.reload()  # an open page may request the script before the route applies
    open_search(tab)
    expect(tab.get_by_role("status")).to_contain_text("could not be loaded")
    tab.keyboard.press("Escape")
    tab.unroute("**/search-data.js")
    open_search(tab)
    tab.keyboard.type("CEDAW")
    assert "cedaw" in tab.evaluate(RESULT_KEYS)


@pytest.mark.parametrize("keys", ["/", "Control+k", "Enter"])
def test_the_search_opens_by_keyboard_and_returns_the_focus(keys: str, tab: Page) -> None:
    tab.locator(".search-open").focus()
    tab.keyboard.press(keys)
    expect(tab.get_by_role("searchbox", name="Search the guidance")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog.search")).to_be_hidden()
    expect(tab.locator(".search-open")).to_be_focused()


def test_the_key_that_opens_the_search_can_be_switched_off(tab: Page) -> None:
    open_search(tab)
    tab.get_by_label("The key / opens the search").uncheck()
    tab.keyboard.press("Escape")
    tab.reload()
    tab.keyboard.press("/")
    expect(tab.locator("dialog.search")).to_be_hidden()
    tab.keyboard.press("Control+k")
    expect(tab.locator("dialog.search")).to_be_visible()


def test_arrow_keys_move_through_results_and_typing_returns_to_the_input(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("due diligence")
    links = tab.locator(".search__result a")
    for expected in (links.nth(0), links.nth(1)):
        tab.keyboard.press("ArrowDown")
        expect(expected).to_be_focused()
    tab.keyboard.press("ArrowUp")
    expect(links.nth(0)).to_be_focused()
    tab.keyboard.type("s")
    expect(tab.locator("#search-words")).to_be_focused()
    expect(tab.locator("#search-words")).to_have_value("due diligences")


def test_enter_opens_the_focused_result(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("strict liability")
    key = tab.evaluate(RESULT_KEYS)[1]
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/*#{key}")
    expect(tab.locator("dialog.search")).to_be_hidden()


def test_a_result_on_the_same_page_closes_the_dialog_and_scrolls_into_view(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("2021-P2-14")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/2021/panels/2/index.html#2021-P2-14")
    expect(tab.locator("dialog.search")).to_be_hidden()
    expect(tab.locator("[id='2021-P2-14']")).to_be_in_viewport()


def test_a_result_shows_kind_identifier_and_matching_words(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("fragmentation fairness")
    first = tab.locator(".search__result").first
    expect(first.locator("a")).to_have_text("Fragmentation undermines fairness in the economy")
    expect(first).to_contain_text("Takeaway · Finding")
    expect(first).to_contain_text("2021-P2-03")
    assert first.locator("a mark").all_inner_texts() == ["Fragmentation", "fairness"]


def test_a_matching_keyword_is_shown_if_the_text_lacks_it(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("naming and shaming")
    expect(tab.locator(".search__result").first).to_contain_text("naming and shaming")


def test_a_live_region_announces_the_number_of_results(
    tab: Page,
) -> None:
    status = tab.get_by_role("status")
    open_search(tab)
    expect(status).to_be_empty()
    tab.keyboard.type("unwinnable")
    expect(status).to_have_text("Results: 1")
    tab.fill("#search-words", "demand")
    expect(status).to_contain_text("of which the best 20 are shown")
    assert len(tab.evaluate(RESULT_KEYS)) == 20
    tab.fill("#search-words", "xyzzyqqq")
    expect(status).to_contain_text("Check the spelling")
    assert tab.evaluate(RESULT_KEYS) == []


def test_results_with_all_words_come_before_results_with_some(tab: Page) -> None:
    open_search(tab)
    tab.fill("#search-words", "unfair competition")
    assert tab.locator("[data-results=all] .search__result").evaluate_all(
        "all => all.map(result => result.dataset.key)"
    ) == ["2021-P2-03"]
    expect(tab.get_by_role("list", name="With some of your words")).to_be_visible()


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "the of and",
        "((((",
        "-",
        "'",
        "constructor",
        "__proto__",
        "a" * 500,
    ],
)
def test_unusual_input_causes_no_error(text: str, tab: Page) -> None:
    failures: list[str] = []
    tab.on("pageerror", lambda error: failures.append(str(error)))
    open_search(tab)
    tab.fill("#search-words", text)
    expect(tab.get_by_role("status")).not_to_be_empty()
    assert failures == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_search_does_not_violate_wcag(
    scheme: Any, width: int, server_url: str, browser: Browser
) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab.goto(server_url)
    open_search(tab)
    tab.add_script_tag(path=ROOT / "node_modules" / "axe-core" / "axe.min.js")
    for text in ("", "unfair competition", "xyzzyqqq"):
        tab.fill("#search-words", text)
        violated_rules = tab.evaluate("axe.run('.search, .search-open')")["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in violated_rules] == []
    tab.close()


def test_a_focused_result_is_not_covered_on_a_small_screen(
    server_url: str, browser: Browser
) -> None:
    tab = browser.new_page(viewport={"width": 320, "height": 400})
    tab.goto(server_url)
    open_search(tab)
    tab.keyboard.type("trafficking")
    distance = """document.activeElement.getBoundingClientRect().top
        - document.querySelector('.search__form').getBoundingClientRect().bottom"""
    for key in (*["ArrowDown"] * 8, *["ArrowUp"] * 7):
        tab.keyboard.press(key)
        assert tab.evaluate(distance) >= 0
    tab.close()


@pytest.mark.parametrize("width", [320, 768])
def test_the_search_does_not_scroll_sideways(width: int, server_url: str, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 640})
    tab.goto(server_url)
    open_search(tab)
    tab.fill("#search-words", "women and girls")
    dialog = tab.locator("dialog.search")
    assert dialog.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= width
    tab.close()


def test_every_current_entry_is_one_result(results: list[SearchResult], library: Library) -> None:
    keys = [result.key for result in results]
    hidden_ids = {
        record.id for record in library.records if record.status is not model.Status.CURRENT
    }
    assert len(set(keys)) == len(keys)
    assert set(library.by_id) - hidden_ids <= set(keys)
    assert not hidden_ids & set(keys)


def test_titles_of_results_are_unique_within_a_kind(results: list[SearchResult]) -> None:
    titles = [(result.kind, result.title) for result in results]
    assert sorted({entry for entry in titles if titles.count(entry) > 1}) == []


def test_the_target_of_every_result_exists(results: list[SearchResult], site: Path) -> None:
    pages: dict[str, set[str]] = {}
    for result in results:
        path, _, anchor = result.address.partition("#")
        if path not in pages:
            pages[path] = {
                str(tag["id"])
                for tag in BeautifulSoup((site / path).read_text("utf-8"), "html.parser").find_all(
                    id=True
                )
            }
        assert not anchor or anchor in pages[path], result.address


def test_every_page_is_a_result_or_holds_one(
    results: list[SearchResult], publication: Publication
) -> None:
    paths = {result.address.partition("#")[0] for result in results}
    assert {f"{page.folder}index.html" for page in publication.site.pages()} <= paths


def test_an_abbreviation_and_its_long_form_are_synonyms(
    publication: Publication,
) -> None:
    assert ["THB", "trafficking in human beings"] in synonyms(publication.site)


def test_search_data_is_a_script_and_the_engine_keeps_its_licence(site: Path) -> None:
    name, _, data = (site / "assets" / "search-data.js").read_text("utf-8").partition(" = ")
    assert name == "globalThis.guidanceSearchData"
    assert set(json.loads(data.rstrip(";\n"))) == {"results", "labels", "synonyms", "stopWords"}
    script = (site / "assets" / "minisearch.js").read_text("utf-8")
    assert script.startswith("/*! MiniSearch")
    assert "Copyright 2022 Luca Ongaro" in script


def test_a_missing_engine_is_reported_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(MinisearchMissingError, match="`make` installs it"):
        minisearch_script(tmp_path / "minisearch")
