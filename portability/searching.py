"""Searching: a built site goes in; how many results its own search gives for some words, from a server and from a folder, comes out."""

from __future__ import annotations

from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as NothingFoundError

WORDS = "public procurement"
RESULTS = ".search__result, [role=option]"
"""A result in our search, and one in Zensical's."""
LONGEST = 10_000


def results(browser: Browser, address: str) -> int:
    """How many results are shown, of the first that come, for the words typed into the search of a page."""
    tab = browser.new_page()
    tab.goto(f"{address}about/index.html", wait_until="networkidle")
    tab.keyboard.press("/")
    tab.keyboard.type(WORDS, delay=30)
    try:
        tab.locator(RESULTS).first.wait_for(timeout=LONGEST)
    except NothingFoundError:
        return 0
    else:
        return tab.locator(RESULTS).count()
    finally:
        tab.close()
