"""Search: its results, the ranking of queries, and the dialog in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from guidance.paths import ROOT

SCRIPTS = (
    "search-data.js",
    "stemmer-en.js",
    "search-texts.js",
    "search-index.js",
    "search-identifiers.js",
    "search-spelling.js",
    "search-closeness.js",
    "search-query.js",
    "search-marks.js",
    "search-results.js",
)
FORMS = [
    "company companies",
    "regulate regulation regulated",
    "responsible responsibility",
    "terror terrorism terrorists",
    "labour labor",
    "harmonise harmonization",
    "people person persons",
    "France French",
    "Croatia Croatian",
    "specialist specialised specialized",
    "kept keep keeping",
]
"""Forms of one word each."""
OTHERS = [
    "public publication",
    "customs customers",
    "direct director directive",
    "commit committee",
    "employer employee",
    "several severe",
    "offer of",
    "international internal",
    "object objective",
    "new news",
]
"""Words that are no forms of each other, although they begin alike."""
FOUND = "[...document.querySelectorAll('.search__result')].map(result => result.dataset.key)"


@pytest.fixture
def tab(server_url: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server_url}2022/panels/1/index.html")
    yield page
    page.close()


def open_search(tab: Page) -> None:
    tab.keyboard.press("/")
    expect(tab.locator("dialog.search:not([aria-busy])")).to_be_visible()


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
    tab.keyboard.type("Vienna Declaration")
    assert "vienna-declaration" in tab.evaluate(FOUND)


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
    tab.keyboard.type("fair work")
    links = tab.locator(".search__result a")
    for expected in (links.nth(0), links.nth(1)):
        tab.keyboard.press("ArrowDown")
        expect(expected).to_be_focused()
    tab.keyboard.press("ArrowUp")
    expect(links.nth(0)).to_be_focused()
    tab.keyboard.type("s")
    expect(tab.locator("#search-words")).to_be_focused()
    expect(tab.locator("#search-words")).to_have_value("fair works")


def test_enter_opens_the_focused_result(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("inspect without notice")
    key = tab.evaluate(FOUND)[0]
    assert key == "2022b-P2-01"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/*#{key}")
    expect(tab.locator("dialog.search")).to_be_hidden()


def test_a_result_on_the_same_page_closes_the_dialog_and_scrolls_into_view(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("2022-P1-02")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/2022/panels/1/index.html#2022-P1-02")
    expect(tab.locator("dialog.search")).to_be_hidden()
    expect(tab.locator("[id='2022-P1-02']")).to_be_in_viewport()


def test_a_result_shows_kind_identifier_and_matching_words(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("list of hours")
    first = tab.locator(".search__result").first
    expect(first.locator("a")).to_have_text("Farms keep a list of hours")
    expect(first).to_contain_text("Takeaway · Practice")
    expect(first).to_contain_text("2022-P1-02")
    assert first.locator("a mark").all_inner_texts() == ["list", "hours"]


def test_a_matching_question_is_shown_if_the_text_lacks_it(tab: Page) -> None:
    open_search(tab)
    tab.keyboard.type("wages back")
    expect(tab.locator(".search__result").first).to_contain_text(
        "how do workers get their wages back"
    )


def test_a_live_region_announces_the_number_of_results(
    tab: Page,
) -> None:
    status = tab.get_by_role("status")
    open_search(tab)
    expect(status).to_be_empty()
    assert tab.evaluate(FOUND) == []
    tab.keyboard.type("2024-R1-01")
    expect(status).to_have_text("Results: 1")
    tab.fill("#search-words", "xyzzyqqq")
    expect(status).to_contain_text("Check the spelling")
    assert tab.evaluate(FOUND) == []


def test_results_with_all_words_come_before_results_with_some(tab: Page) -> None:
    open_search(tab)
    tab.fill("#search-words", "farms remedy hours")
    assert tab.locator("[data-results=all] .search__result").count() == 0
    tab.fill("#search-words", "farms hours")
    assert tab.locator("[data-results=all] .search__result").evaluate_all(
        "all => all.map(result => result.dataset.key)"
    ) == ["2022-P1-02"]
    expect(tab.get_by_role("list", name="Results with some of your words")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("who helps workers", "2019-declaration-01"),
        ("labour union", "labour-union"),
        ("USW", "labour-union"),
        ("47 (a)", "2019-declaration-01"),
        ("2022b-P2-01", "2022b-P2-01"),
        ("autumn conference", "2022b"),
    ],
    ids=lambda value: value,
)
def test_questions_organizations_and_places_are_found(typed: str, key: str, tab: Page) -> None:
    open_search(tab)
    tab.fill("#search-words", typed)
    assert key in tab.evaluate(FOUND)[:3]


def test_forms_of_a_word_are_equal_and_other_words_are_not(tab: Page) -> None:
    open_search(tab)
    stems = tab.evaluate("texts => texts.map(text => guidanceStemmer.stems(text))", FORMS + OTHERS)
    assert [text for text, found in zip(FORMS, stems, strict=False) if len(set(found)) != 1] == []
    others = zip(OTHERS, stems[len(FORMS) :], strict=True)
    assert [text for text, found in others if len(set(found)) != len(found)] == []


@pytest.mark.parametrize(
    "typed",
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
def test_unusual_input_causes_no_error(typed: str, tab: Page) -> None:
    failures: list[str] = []
    tab.on("pageerror", lambda error: failures.append(str(error)))
    open_search(tab)
    tab.fill("#search-words", typed)
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
    for typed in ("", "fair work", "xyzzyqqq"):
        tab.fill("#search-words", typed)
        broken = tab.evaluate("axe.run('.search, .search-open')")["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in broken] == []
    tab.close()


def test_a_focused_result_is_not_covered_on_a_small_screen(
    server_url: str, browser: Browser
) -> None:
    tab = browser.new_page(viewport={"width": 320, "height": 400})
    tab.goto(server_url)
    open_search(tab)
    tab.keyboard.type("work")
    distance = """document.activeElement.getBoundingClientRect().top
        - document.querySelector('.search__form').getBoundingClientRect().bottom"""
    for key in (*["ArrowDown"] * 4, *["ArrowUp"] * 3):
        tab.keyboard.press(key)
        assert tab.evaluate(distance) >= 0
    tab.close()


@pytest.mark.parametrize("width", [320, 768])
def test_the_search_does_not_scroll_sideways(width: int, server_url: str, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 640})
    tab.goto(server_url)
    open_search(tab)
    tab.fill("#search-words", "fair work")
    dialog = tab.locator("dialog.search")
    assert dialog.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= width
    tab.close()
