"""Keys of the search: layouts of the keyboard, composed characters, and queries sent early."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

CONTROL = 2
"""The modifier Ctrl in the protocol of the browser."""
COMPOSING = 229
"""The key code of keys that an input method handles."""


@pytest.fixture
def tab(server_url: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server_url}2022/panels/1/index.html")
    yield page
    page.close()


def press(tab: Page, key: str, code: str, modifiers: int = 0, key_code: int = 0) -> None:
    """Press a key as a keyboard with another layout sends it."""
    session = tab.context.new_cdp_session(tab)
    event = {
        "key": key,
        "code": code,
        "modifiers": modifiers,
        "windowsVirtualKeyCode": key_code,
    }
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})
    session.detach()


def dialog_is_open(tab: Page) -> bool:
    return bool(tab.evaluate("document.querySelector('dialog.search').open"))


@pytest.mark.parametrize(
    ("key", "code", "modifiers"),
    [
        ("л", "KeyK", CONTROL),
        ("κ", "KeyK", CONTROL),
        ("k", "KeyV", CONTROL),
        (".", "Slash", 0),
        ("/", "Slash", 0),
        ("/", "Digit7", 0),
    ],
    ids=["Russian", "Greek", "Dvorak", "Russian-slash", "Greek-slash", "German-slash"],
)
def test_the_search_opens_on_every_layout(key: str, code: str, modifiers: int, tab: Page) -> None:
    press(tab, key, code, modifiers)
    assert dialog_is_open(tab)


@pytest.mark.parametrize(
    ("key", "code", "modifiers"),
    [("-", "Slash", 0), (".", "Period", 0), ("t", "KeyK", CONTROL), ("л", "KeyK", 0)],
    ids=["German-hyphen", "full-stop", "Dvorak", "a-letter-alone"],
)
def test_other_keys_in_the_same_place_do_not_open_it(
    key: str, code: str, modifiers: int, tab: Page
) -> None:
    press(tab, key, code, modifiers)
    assert not dialog_is_open(tab)


def test_the_slash_opens_the_search_from_everything_that_takes_no_text(
    tab: Page, server_url: str
) -> None:
    tab.goto(f"{server_url}browse/index.html")
    tab.locator("#filter input[type=checkbox]").first.check()
    for focused in ("#filter input[type=checkbox]", "main button", "summary", "main a[href]"):
        tab.locator(focused).locator("visible=true").first.focus()
        tab.keyboard.press("/")
        assert dialog_is_open(tab), focused
        tab.keyboard.press("Escape")


def test_the_slash_is_a_character_in_a_text_field(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}search/index.html")
    tab.locator("#results-words").focus()
    tab.keyboard.type("2011/36")
    expect(tab.locator("#results-words")).to_have_value("2011/36")
    assert not dialog_is_open(tab)


@pytest.mark.parametrize("key", ["Escape", "ArrowDown", "Enter", "/"])
def test_keys_while_composing_belong_to_the_input_method(key: str, tab: Page) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type("work")
    expect(tab.locator(".search__result").first).to_be_visible()
    press(tab, key, key, key_code=COMPOSING)
    assert dialog_is_open(tab)
    expect(tab.locator("#search-words")).to_be_focused()


def test_composed_text_is_searched_once_it_is_complete(tab: Page) -> None:
    tab.keyboard.press("/")
    expect(tab.locator("dialog.search:not([aria-busy])")).to_be_visible()
    field = tab.locator("#search-words")
    field.evaluate("field => { field.value = 'wages'; }")
    composing = "new InputEvent('input', { bubbles: true, isComposing: true })"
    field.evaluate(f"field => field.dispatchEvent({composing})")
    assert tab.locator(".search__result").count() == 0
    field.dispatch_event("compositionend")
    expect(tab.locator(".search__result").first).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "address"),
    [("2022-P1-02", "2022/panels/1/index.html#2022-P1-02"), ("wages", "search/index.html?q=wages")],
)
def test_enter_while_the_search_loads_waits_for_it(typed: str, address: str, tab: Page) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    tab.route("**/search-data.js", hold)
    tab.reload()
    tab.keyboard.press("/")
    tab.keyboard.type(typed)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("Loading")
    tab.wait_for_function("!document.querySelector('.search__result')")
    for route in waiting:
        route.continue_()
    tab.unroute("**/search-data.js")
    tab.wait_for_url(f"**/{address}")
