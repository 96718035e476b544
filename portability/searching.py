"""Count the results of the search of a built site."""

from __future__ import annotations

from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as BrowserTimeoutError

WORDS = "public procurement"
RESULT = ".search__result, [role=option]"
"""Selectors of a result in our search, and in the search of Zensical."""
TIMEOUT = 10_000
"""Milliseconds to wait for the first result."""


def count_results(browser: Browser, url: str) -> int:
    """Type words into the search of a page, and count the results as soon as the first is shown."""
    tab = browser.new_page()
    tab.goto(f"{url}about/index.html", wait_until="networkidle")
    tab.keyboard.press("/")
    tab.keyboard.type(WORDS, delay=30)
    try:
        tab.locator(RESULT).first.wait_for(timeout=TIMEOUT)
    except BrowserTimeoutError:
        return 0
    else:
        return tab.locator(RESULT).count()
    finally:
        tab.close()
