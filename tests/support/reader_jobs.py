"""Jobs of readers on the site of the project's own content, each from the home page.

A job returns what the reader has in the end. It is for tests, and for the table that
`python -m scripts.reader_jobs` prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from playwright.sync_api import Locator, expect

from tests.support.reader import Reader, Way

RECOMMENDATION = re.compile(r"Recommendation")


def cite_by_search(reader: Reader) -> str:
    """Search, choose three recommendations among the results, and copy their citations."""
    reader.search("procurement forced")
    results = reader.tab.locator("dialog [data-results=all] .search__result")
    wanted = results.filter(has=reader.tab.locator("[data-part=kind]", has_text=RECOMMENDATION))
    for number in range(3):
        _choose(reader, wanted.nth(number))
    reader.follow(reader.tab.locator(".tray__cite"))
    expect(reader.tab.locator(".tray__count")).to_have_text("Copied")
    return reader.copied()


def _choose(reader: Reader, result: Locator) -> None:
    """Put a result on the selection; by keyboard, go down to it first."""
    button = result.locator("[data-select]")
    if reader.way is Way.KEYBOARD:
        link = result.locator("[data-part=title]")
        while not link.evaluate("element => element === document.activeElement"):
            reader.press("ArrowDown")
    reader.follow(button)


def cite_by_table(reader: Reader) -> str:
    """Open what is asked of procurement authorities by public procurement, and cite all of it."""
    reader.follow(_number(reader))
    reader.follow(reader.tab.get_by_role("button", name="Add all of these to my selection"))
    reader.follow(reader.tab.locator(".tray__cite"))
    expect(reader.tab.locator(".tray__count")).to_have_text("Copied")
    return reader.copied()


def find_article(reader: Reader) -> str:
    """Find the article and the page that oblige States to discourage demand."""
    reader.search("obliges States to discourage demand")
    result = reader.tab.locator("dialog .search__result", has_text="Obligation").first
    if reader.way is Way.KEYBOARD:
        reader.press("ArrowDown")
        while not result.locator("a").first.evaluate("link => link === document.activeElement"):
            reader.press("ArrowDown")
        reader.press("Enter")
    else:
        reader.follow(result.locator("[data-part=title]"))
    card = reader.tab.locator("article.record:has(> :target)")
    card.wait_for()
    return card.inner_text()


def share_view(reader: Reader) -> str:
    """Open a filtered list, and copy its address for a colleague."""
    reader.follow(_number(reader))
    reader.follow(reader.tab.get_by_role("button", name="Share this view"))
    expect(reader.tab.locator("#shared-status")).to_have_text("Copied")
    return reader.copied()


def see_changes(reader: Reader) -> str:
    """See what changed since last month."""
    reader.follow(reader.tab.get_by_role("link", name="Last month").first)
    reader.tab.wait_for_url("**/changes/**")  # a long page, on a slow network
    state = reader.tab.locator("#since-state")
    expect(state).not_to_be_empty()
    return state.inner_text()


def _number(reader: Reader) -> Locator:
    """The number of what is asked of procurement authorities, in a table or in a list."""
    query = "actor=procurement-authorities&measure=public-procurement"
    return reader.tab.locator(f"a[href*='{query}']").locator("visible=true")


JOBS: Mapping[str, Callable[[Reader], str]] = {
    "Cite three recommendations on procurement and forced labour, by search": cite_by_search,
    "The same, by the table of the home page": cite_by_table,
    "Find the article and page that oblige States to discourage demand": find_article,
    "Copy the address of a filtered list for a colleague": share_view,
    "See what changed since last month": see_changes,
}
