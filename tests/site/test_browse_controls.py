"""Controls of the list of all records: the panel on a phone, keyboard, colours, and places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from guidance import Library
from tests.support.axe import View, violations
from tests.support.record_list import ids, shown, tick

VIEWS = [View(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)]
STATES = {
    "opening": "",
    "titles": "?nature=all&view=titles",
    "chosen": "?actor=states&nature=all&measure=training",
    "empty": "?nature=obligation&actor=businesses",
    "strange": "?actor=nonsense",
}
TOUCH_TARGET = 44
"""CSS pixels of the rows and buttons that a finger presses."""


@pytest.fixture
def phone(browser: Browser, server_url: str) -> Iterator[Page]:
    """The list on a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    tab = context.new_page()
    tab.goto(f"{server_url}browse/")
    yield tab
    context.close()


@pytest.fixture
def low(browser: Browser, server_url: str) -> Iterator[Page]:
    """The list in a low window, so that a few records are higher than it."""
    context = browser.new_context(viewport={"width": 1280, "height": 400})
    tab = context.new_page()
    tab.goto(f"{server_url}browse/?nature=all")
    shown(tab)
    yield tab
    context.close()


def too_small(tab: Page, selector: str) -> list[str]:
    """The visible elements that are lower than a touch target."""
    found: list[str] = tab.evaluate(
        """([selector, size]) => [...document.querySelectorAll(selector)]
            .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < size)
            .map(each => `${each.innerText}: ${each.getBoundingClientRect().height}`)""",
        [selector, TOUCH_TARGET],
    )
    return found


def test_on_a_phone_the_filter_is_a_panel_of_full_height(phone: Page, library: Library) -> None:
    assert not phone.locator("#facets").is_visible()
    phone.get_by_role("button", name="Filter", exact=True).tap()
    panel = phone.get_by_role("dialog", name="Filter")
    assert panel.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    assert panel.locator("details[open]").count() == 0
    assert too_small(phone, "#panel :is(summary, button)") == []
    tick(phone, "actor", "businesses")
    assert too_small(phone, "#panel label") == []
    businesses = [
        record
        for record in ids(library, "recommendation", "obligation")
        if "businesses" in library.by_id[record].actors  # type: ignore[attr-defined]
    ]
    show = panel.get_by_role("button", name=f"Show {len(businesses)} record")
    box = show.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 740
    show.tap()
    assert shown(phone) == businesses
    assert phone.evaluate("document.activeElement.id") == "results"
    assert phone.get_by_role("button", name="Filter (1)").is_visible()


def test_the_panel_clears_the_filter_and_closes_by_key(phone: Page, library: Library) -> None:
    phone.get_by_role("button", name="Filter", exact=True).tap()
    tick(phone, "actor", "states")
    shown(phone)
    phone.get_by_role("button", name="Clear", exact=True).tap()
    asking = ids(library, "recommendation", "obligation")
    phone.get_by_role("button", name=f"Show {len(asking)} records").wait_for()
    for _ in range(30):
        phone.keyboard.press("Tab")
        assert phone.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#panel')"
        )
    phone.keyboard.press("Escape")
    assert not phone.locator("#panel").is_visible()
    assert phone.evaluate("document.activeElement.id") == "open-filter"


def test_the_filter_returns_beside_the_list_when_the_window_gets_wide(phone: Page) -> None:
    phone.get_by_role("button", name="Filter", exact=True).tap()
    phone.set_viewport_size({"width": 1280, "height": 800})
    phone.wait_for_selector("#filter #facets")
    assert not phone.locator("#panel").is_visible()
    assert phone.locator("input[name=actor]").first.is_visible()
    assert not phone.locator("input[name=source]").first.is_visible()


def test_a_link_leads_past_the_filter(low: Page) -> None:
    low.locator("#skip").focus()
    assert low.locator("#skip").is_visible()
    low.keyboard.press("Enter")
    assert low.evaluate("document.activeElement.id") == "results"
    low.keyboard.press("Tab")
    assert low.evaluate("document.activeElement.id") == "words"


def test_a_tick_leads_to_the_top_of_the_new_list(low: Page) -> None:
    low.mouse.move(800, 200)
    low.mouse.wheel(0, 1200)
    low.wait_for_function("scrollY > 600")
    low.locator("input[name=actor][value=states]").check()
    shown(low)
    top = low.locator("#results").bounding_box()
    assert top
    assert 0 <= top["y"] < 120
    assert low.evaluate("document.activeElement.value") == "states"


@pytest.mark.parametrize("query", ["", "?nature=all", "?actor=states"])
def test_back_and_reload_return_to_the_place(
    query: str, browser: Browser, server_url: str, library: Library
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 400})
    tab = context.new_page()
    tab.goto(f"{server_url}browse/{query}")
    last = shown(tab)[-1]
    tab.locator(f"#listed-{last}").scroll_into_view_if_needed()
    before = tab.locator(f"#listed-{last}").bounding_box()
    assert before
    tab.wait_for_function("scrollY > 0 && history.state?.top === scrollY")
    tab.reload()
    shown(tab)
    assert tab.locator(f"#listed-{last}").bounding_box() == before
    tab.locator(f"#listed-{last} .record__title a").click()
    tab.wait_for_url(f"**#{last}")
    tab.go_back()
    shown(tab)
    assert tab.locator(f"#listed-{last}").bounding_box() == before
    context.close()


def test_the_page_claims_no_height_that_is_not_there(low: Page) -> None:
    assert low.evaluate(
        """[...document.querySelectorAll('#records > *')].every(record =>
            getComputedStyle(record).contentVisibility === 'visible'
            && getComputedStyle(record).containIntrinsicBlockSize === 'none')"""
    )


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.scheme}-{view.width}")
def test_no_state_of_the_list_violates_wcag_or_scrolls_sideways(
    view: View, browser: Browser, server_url: str
) -> None:
    context = browser.new_context(**view.context_options())
    tab = context.new_page()
    found: dict[str, list[str]] = {}
    for state, query in STATES.items():
        tab.goto(f"{server_url}browse/{query}")
        shown(tab)
        for summary in tab.locator("article.record summary").all()[:2]:
            if summary.is_visible():
                summary.click()
        tab.get_by_role("button", name="Share this view").click()
        tab.evaluate("scrollTo(0, 0)")  # so that the header covers no part of the tabs
        found[state] = violations(tab)
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= view.width, state
    if view.width == 320:
        tab.get_by_role("button", name="Filter (1)").click()
        found["panel"] = violations(tab)
    context.close()
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_forced_colours_show_what_is_pressed(browser: Browser, server_url: str) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.goto(f"{server_url}browse/")

    def looks(selector: str) -> list[str]:
        found: list[str] = tab.locator(selector).evaluate_all(
            "all => all.map(each => getComputedStyle(each).borderBottomColor"
            " + getComputedStyle(each).backgroundColor)"
        )
        return found

    for selector in ("[data-natures]", "[data-view]"):
        pressed = {*looks(f"{selector}[aria-pressed=true]")}
        assert not pressed & {*looks(f"{selector}[aria-pressed=false]")}, selector
    context.close()
