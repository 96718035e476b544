"""A reader in a browser, by mouse, by keyboard or on a telephone, whose actions are counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from playwright.sync_api import Browser, Locator, Page

MOST_TABS = 200
"""Presses of the Tab key after which something is taken to be out of reach."""
SLOW_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}
"""The slow 4G of Lighthouse: milliseconds, and bytes a second."""


class Way(StrEnum):
    """How a reader operates the site."""

    MOUSE = "mouse"
    KEYBOARD = "keyboard"
    PHONE = "phone"


@dataclass
class Reader:
    """A reader on a page.

    An action is a click, a tap, a query typed, or a paste; by keyboard it is each press of a key.
    """

    tab: Page
    way: Way
    actions: int = 0

    def follow(self, target: Locator) -> None:
        """Click or tap on something; by keyboard, go to it with the Tab key and press Enter."""
        if self.way is not Way.KEYBOARD:
            self.actions += 1
            target.tap() if self.way is Way.PHONE else target.click()
            return
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                self.press("Enter")
                return
            self.press("Tab")
        raise AssertionError(f"{target} is out of reach of the Tab key")

    def press(self, key: str) -> None:
        """Press a key, or keys together."""
        self.actions += 1
        self.tab.keyboard.press(key)

    def search(self, words: str) -> None:
        """Open the search by its button, or by its key, and type a query."""
        if self.way is Way.KEYBOARD:
            self.press("/")
            self.actions += len(words)
        else:
            self.follow(self.tab.locator(".search-open"))
            self.actions += 1
        self.tab.keyboard.type(words)
        self.tab.locator("dialog.search:not([aria-busy]) .search__result").first.wait_for()

    def copied(self) -> str:
        """What the clipboard holds."""
        return str(self.tab.evaluate("navigator.clipboard.readText()"))


@contextmanager
def reader(browser: Browser, address: str, way: Way) -> Iterator[Reader]:
    """A reader on the page at an address; on a telephone, with a slow network."""
    permissions = ["clipboard-read", "clipboard-write"]
    if way is Way.PHONE:
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, has_touch=True, permissions=permissions
        )
    else:
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, permissions=permissions
        )
    tab = context.new_page()
    if way is Way.PHONE:
        session = context.new_cdp_session(tab)
        session.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    tab.goto(address)
    yield Reader(tab, way)
    context.close()
