"""Accessibility of the site: axe-core on every page, and operation by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import COLOUR_RULES, TAGS, View, open_page, violations
from tests.support.browser import wait_for_paint
from tests.support.site_pages import EVERY_SHAPE, ONE_OF_EACH_KIND

WITH_DRAWER = ("", "topics/actor/states/", "2022/panels/1/", "contributing/content.html")
"""Pages whose navigation differs in what is open and marked."""
VIEWS = [View(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)]


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: f"{view.scheme}-{view.width}")
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[View, Page]]:
    """A tab with one colour scheme and width."""
    context = browser.new_context(**request.param.context_options())
    yield request.param, context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_violates_wcag(width: int, browser: Browser, server_url: str) -> None:
    """In dark colours, most pages are tested with the rules on colour alone: all else is equal.

    The narrow dark pages differ from the wide ones in their layout, so one of each kind is enough.
    """
    context = browser.new_context(**View("light", width).context_options())
    tab = context.new_page()
    found: dict[str, list[str]] = {}
    for folder in EVERY_SHAPE:
        of_each_kind = folder in ONE_OF_EACH_KIND
        tab.emulate_media(color_scheme="light")
        open_page(tab, f"{server_url}{folder}")
        violated = violations(tab)
        if of_each_kind or width == 1280:
            tab.emulate_media(color_scheme="dark")
            tab.wait_for_function("document.documentElement.dataset.mdColorScheme === 'slate'")
            violated += violations(tab, TAGS if of_each_kind else COLOUR_RULES)
        if violated:
            found[folder] = violated
    context.close()
    assert found == {}


def test_axe_reports_a_mistake(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content(
        '<!doctype html><html lang="en"><title>Wrong</title>'
        '<main><h1 style="color: #aaa">Pale</h1><input></main></html>'
    )
    assert {found.partition(":")[0] for found in violations(tab)} == {"color-contrast", "label"}
    tab.close()


def test_the_open_drawer_does_not_violate_wcag(look: tuple[View, Page], server_url: str) -> None:
    view, tab = look
    found: dict[str, list[str]] = {}
    for folder in WITH_DRAWER if view.width == 320 else ():
        tab.goto(f"{server_url}{folder}")
        tab.get_by_role("button", name="Navigation").click()
        if violated := violations(tab):
            found[folder] = violated
    assert found == {}


def test_every_focused_element_is_visible_with_an_outline(
    look: tuple[View, Page], server_url: str
) -> None:
    view, tab = look
    problems: dict[str, list[str]] = {}
    for folder in ONE_OF_EACH_KIND if view.scheme == "light" else ("",):
        tab.goto(f"{server_url}{folder}")
        steps_of_page = list(walk(tab))
        assert steps_of_page[0]["name"] == "Skip to content"
        assert len(steps_of_page) == tab.evaluate(_REACHABLE), folder
        steps = [f"{step['name']}: {step['problem']}" for step in steps_of_page if step["problem"]]
        if steps:
            problems[folder] = steps
    assert problems == {}


def walk(tab: Page) -> Iterator[dict[str, str]]:
    """Press the Tab key until the end of a page; yield each focused element with its problem."""
    wait_for_paint(tab)
    for _ in range(600):
        tab.keyboard.press("Tab")
        step: dict[str, str] | None = tab.evaluate(_STEP)
        if step is None:
            return
        yield step
    raise AssertionError("600 presses of the Tab key do not reach the end of the page")


_REACHABLE = """() => {
    const selector = 'a[href], button, input, select, textarea, summary, [tabindex]';
    return [...document.querySelectorAll(selector)].filter(element =>
        element.tabIndex >= 0 && !element.closest('[inert]')
        && element.checkVisibility({visibilityProperty: true})).length;
}"""

_STEP = """() => {
    const element = document.activeElement;
    if (!element || element === document.body || element.dataset.walked) return null;
    element.dataset.walked = true;
    const box = [...element.getClientRects()].find(box => box.width && box.height)
        ?? element.getBoundingClientRect();
    const style = getComputedStyle(element);
    // The browser centres an element that is taller than the window: its first lines are above it.
    const first = box.height > innerHeight ? Math.max(box.top, 0) : box.top;
    const [x, y] = [box.left + box.width / 2, first + Math.min(box.height, 200) / 2];
    const top = document.elementFromPoint(x, y);
    const name = element.innerText || element.getAttribute('aria-label') || element.name
        || element.id;
    let problem = '';
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight)
        problem = `out of view at ${Math.round(x)}, ${Math.round(y)}`;
    else if (!top || !(element.contains(top) || top.contains(element)))
        problem = `covered by ${top?.outerHTML.slice(0, 60)}`;
    else if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)
        problem = 'without an outline';
    return {name: name.trim().slice(0, 60), problem};
}"""


@pytest.fixture
def narrow(browser: Browser, server_url: str) -> Iterator[Page]:
    """A tab with the width of a phone, on the page of a panel."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(f"{server_url}2022/panels/1/")
    yield tab
    context.close()


def test_the_drawer_opens_by_key_and_escape_returns_the_focus(narrow: Page) -> None:
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


def test_the_page_behind_the_open_drawer_cannot_be_focused(narrow: Page) -> None:
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


def test_the_colour_scheme_changes_by_key_and_is_remembered(
    browser: Browser, server_url: str
) -> None:
    context = browser.new_context(color_scheme="light")
    tab = context.new_page()
    tab.goto(server_url)
    button = tab.get_by_role("button", name="Dark colours")
    assert button.get_attribute("aria-pressed") == "false"
    before = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    button.focus()
    tab.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != before
    tab.goto(f"{server_url}about/")
    assert tab.locator("html").get_attribute("data-md-color-scheme") == "slate"
    context.close()


def test_the_colour_scheme_follows_the_system_until_the_reader_chooses(
    browser: Browser, server_url: str
) -> None:
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    tab.goto(server_url)
    assert tab.locator("html").get_attribute("data-md-color-scheme") == "slate"
    tab.emulate_media(color_scheme="light")
    tab.wait_for_function("document.documentElement.dataset.mdColorScheme === 'default'")
    context.close()


def test_the_skip_link_moves_the_focus_to_the_content(browser: Browser, server_url: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{server_url}2022/panels/1/")
    wait_for_paint(tab)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.getElementById('main').contains(document.activeElement)")
    tab.close()


def test_reduced_motion_disables_animations(browser: Browser, server_url: str) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 360, "height": 740})
    tab = context.new_page()
    for folder in ONE_OF_EACH_KIND:
        tab.goto(f"{server_url}{folder}")
        moving = tab.evaluate(
            """() => [...document.querySelectorAll('*')].filter(element => {
                const style = getComputedStyle(element);
                const durations = `${style.transitionDuration},${style.animationDuration}`;
                return durations.split(',').some(time => parseFloat(time) > 0.001);
            }).map(element => element.className)"""
        )
        assert moving == [], folder
    context.close()


def test_text_and_links_work_without_scripts(browser: Browser, server_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(f"{server_url}2022/panels/1/")
    assert tab.get_by_role("link", name="Glossary").first.is_visible()
    assert tab.get_by_role("button", name="Navigation").count() == 0
    context.close()
