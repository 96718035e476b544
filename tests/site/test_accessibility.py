"""Accessibility is a test: axe-core on every page, and the whole site by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import COLOUR_RULES, TAGS, View, open_page, violations
from tests.support.site_pages import EVERY_PAGE, ONE_OF_EACH_KIND

VIEWS = [View(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)]


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: f"{view.scheme}-{view.width}")
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[View, Page]]:
    """A tab that looks at pages in one colour scheme and width."""
    context = browser.new_context(**request.param.context_options())
    yield request.param, context.new_page()
    context.close()


def test_no_page_breaks_a_rule_of_wcag(look: tuple[View, Page], served: str) -> None:
    """All rules in light colours; in dark ones, where only colours differ, all rules on a page of each kind, and those on colour everywhere."""
    view, tab = look
    found: dict[str, list[str]] = {}
    for folder in EVERY_PAGE:
        open_page(tab, f"{served}{folder}")
        whole = view.scheme == "light" or folder in ONE_OF_EACH_KIND
        if wrong := violations(tab, TAGS if whole else COLOUR_RULES):
            found[folder] = wrong
    assert found == {}


def test_axe_sees_a_mistake(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content(
        '<!doctype html><html lang="en"><title>Wrong</title><main><h1 style="color: #aaa">Pale</h1><input></main></html>'
    )
    assert {found.partition(":")[0] for found in violations(tab)} == {"color-contrast", "label"}
    tab.close()


def test_the_open_drawer_breaks_no_rule_of_wcag(look: tuple[View, Page], served: str) -> None:
    view, tab = look
    found: dict[str, list[str]] = {}
    for folder in ONE_OF_EACH_KIND if view.width == 320 else ():
        tab.goto(f"{served}{folder}")
        tab.get_by_role("button", name="Navigation").click()
        if wrong := violations(tab):
            found[folder] = wrong
    assert found == {}


def test_all_that_the_tab_key_reaches_stands_in_view_with_a_ring(
    look: tuple[View, Page], served: str
) -> None:
    view, tab = look
    wrong: dict[str, list[str]] = {}
    for folder in ONE_OF_EACH_KIND if view.scheme == "light" else ("",):
        tab.goto(f"{served}{folder}")
        walked = list(walk(tab))
        assert walked[0]["name"] == "Skip to content"
        assert len(walked) == tab.evaluate(_REACHABLE), folder
        if poor := [f"{step['name']}: {step['fault']}" for step in walked if step["fault"]]:
            wrong[folder] = poor
    assert wrong == {}


def walk(tab: Page) -> Iterator[dict[str, str]]:
    """Presses the Tab key through a page: each element that takes the focus, and what is wrong with how it shows."""
    for _ in range(600):
        tab.keyboard.press("Tab")
        step: dict[str, str] | None = tab.evaluate(_STEP)
        if step is None:
            return
        yield step
    raise AssertionError("the Tab key never comes to the end of the page")


_REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(element => element.tabIndex >= 0 && !element.closest('[inert]') && element.checkVisibility({visibilityProperty: true})).length"""

_STEP = """() => {
    const element = document.activeElement;
    if (!element || element === document.body || element.dataset.walked) return null;
    element.dataset.walked = true;
    const box = [...element.getClientRects()].find(box => box.width && box.height) ?? element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, 200) / 2];
    const top = document.elementFromPoint(x, y);
    let fault = '';
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) fault = `out of view at ${Math.round(x)}, ${Math.round(y)}`;
    else if (!top || !(element.contains(top) || top.contains(element))) fault = `covered by ${top?.outerHTML.slice(0, 60)}`;
    else if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) fault = 'without a ring';
    return {name: (element.innerText || element.getAttribute('aria-label') || element.name || element.id).trim().slice(0, 60), fault};
}"""


@pytest.fixture
def narrow(browser: Browser, served: str) -> Iterator[Page]:
    """A tab as wide as a telephone, on the page of a panel."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(f"{served}2021/panels/2/")
    yield tab
    context.close()


def test_the_drawer_opens_by_key_and_escape_closes_it_and_returns(narrow: Page) -> None:
    button = narrow.get_by_role("button", name="Navigation")
    assert button.get_attribute("aria-expanded") == "false"
    assert narrow.locator("#navigation").evaluate("element => element.inert")
    button.focus()
    narrow.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert narrow.locator("#main").evaluate("element => element.inert")
    assert narrow.locator("#navigation").evaluate(
        "element => element.contains(document.activeElement)"
    )
    assert narrow.evaluate("document.activeElement.getAttribute('aria-current')") == "page"
    narrow.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("element => element === document.activeElement")
    assert not narrow.locator("#main").evaluate("element => element.inert")


def test_the_open_drawer_keeps_the_focus_from_what_it_covers(narrow: Page) -> None:
    narrow.get_by_role("button", name="Navigation").click()
    for _ in range(60):
        narrow.keyboard.press("Tab")
        assert narrow.evaluate("!document.activeElement.closest('#main, .md-footer')")


def test_a_wide_window_has_no_drawer(narrow: Page) -> None:
    narrow.get_by_role("button", name="Navigation").click()
    narrow.set_viewport_size({"width": 1280, "height": 800})
    narrow.wait_for_function(
        "!document.getElementById('navigation').inert && !document.getElementById('main').inert"
    )
    assert not narrow.get_by_role("button", name="Navigation").is_visible()


def test_the_colours_change_by_key_and_stay_changed(browser: Browser, served: str) -> None:
    context = browser.new_context(color_scheme="light")
    tab = context.new_page()
    tab.goto(served)
    button = tab.get_by_role("button", name="Dark colours")
    assert button.get_attribute("aria-pressed") == "false"
    before = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    button.focus()
    tab.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != before
    tab.goto(f"{served}about/")
    assert tab.locator("html").get_attribute("data-md-color-scheme") == "slate"
    context.close()


def test_the_colours_follow_the_system_until_the_reader_chooses(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    tab.goto(served)
    assert tab.locator("html").get_attribute("data-md-color-scheme") == "slate"
    tab.emulate_media(color_scheme="light")
    tab.wait_for_function("document.documentElement.dataset.mdColorScheme === 'default'")
    context.close()


def test_the_skip_link_leads_to_the_content(browser: Browser, served: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{served}2021/panels/1/")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.getElementById('main').contains(document.activeElement)")
    tab.close()


def test_nothing_moves_where_less_motion_is_asked_for(browser: Browser, served: str) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 360, "height": 740})
    tab = context.new_page()
    for folder in ONE_OF_EACH_KIND:
        tab.goto(f"{served}{folder}")
        moving = tab.evaluate(
            """() => [...document.querySelectorAll('*')].filter(element => {
                const style = getComputedStyle(element);
                return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].some(time => parseFloat(time) > 0.001);
            }).map(element => element.className)"""
        )
        assert moving == [], folder
    context.close()


def test_without_scripts_the_texts_and_the_ways_are_there(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(f"{served}2021/panels/1/")
    assert tab.get_by_role("link", name="Glossary").first.is_visible()
    assert tab.get_by_role("button", name="Navigation").count() == 0
    context.close()
