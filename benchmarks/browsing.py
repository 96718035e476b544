"""Browsing: a built site goes in; how long its search takes in Chromium, and what a page loads at first, come out."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

QUERIES = (
    "wage",
    "pay slips",
    "labour inspectors overtime pay",
    "how do buyers check contracts",
    "recruitmnet fees",
    "2001-P1-03",
    "convention",
    "public buyer",
)

_FIRST = """words => new Promise(done => {
    const started = performance.now();
    new MutationObserver((_, watching) => {
        if (!document.querySelector('.search__result')) return;
        watching.disconnect();
        done(performance.now() - started);
    }).observe(document.querySelector('dialog.search'), { childList: true, subtree: true });
    document.querySelector('.search-open').click();
    document.querySelector('#search-words').value = words;
})"""
_ANSWER = """words => {
    const input = document.querySelector('#search-words'), started = performance.now();
    input.value = words;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    document.body.offsetHeight;
    return performance.now() - started;
}"""


@dataclass(frozen=True)
class Searched:
    """How long the search takes on a page from a folder, in milliseconds."""

    first: float
    """From opening the search to the first result: with loading and indexing."""
    longest: float
    """The longest answer to a query after that."""


def searched(browser: Browser, site: Path) -> Searched:
    """The search on a page that is opened from the folder of the site."""
    tab = browser.new_page()
    tab.goto((site / "about" / "index.html").as_uri())
    first = float(tab.evaluate(_FIRST, QUERIES[0]))
    longest = max(float(tab.evaluate(_ANSWER, query)) for query in QUERIES[1:])
    tab.close()
    return Searched(first, longest)


def first_load(browser: Browser, page: Path) -> int:
    """The bytes of a page and of all that it asks for before the reader does anything, each part gzipped."""
    tab = browser.new_page()
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(request.url))
    tab.goto(page.as_uri(), wait_until="networkidle")
    tab.close()
    files = (
        Path(address.removeprefix("file://").partition("?")[0].partition("#")[0])
        for address in asked
    )
    return sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files)
