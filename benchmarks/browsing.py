"""Measure a built site in Chromium: the time of searches, and the size of the first load."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

QUERIES = (
    "public",
    "pay slips",
    "labour inspectors overtime pay",
    "how do buyers check contracts",
    "recruitmnet fees",
    "2001-P1-03",
    "convention",
    "public buyer",
)

COMPLETE_LISTS = (
    "browse/coverage/",
    "changes/",
    "glossary/",
    "id/",
    "people/",
    "sources/",
)
"""The folders of pages that hold everything of one kind, so that they grow with it."""

_TIME_TO_FIRST_RESULT = """words => new Promise(done => {
    const started = performance.now();
    new MutationObserver((_, watching) => {
        if (!document.querySelector('.search__result')) return;
        watching.disconnect();
        done(performance.now() - started);
    }).observe(document.querySelector('dialog.search'), { childList: true, subtree: true });
    document.querySelector('.search-open').click();
    document.querySelector('#search-words').value = words;
})"""
_TIME_OF_ANSWER = """words => {
    const input = document.querySelector('#search-words'), started = performance.now();
    input.value = words;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    document.body.offsetHeight;
    return performance.now() - started;
}"""


@dataclass(frozen=True)
class SearchTimes:
    """Times of the search on a page that is opened from a folder, in milliseconds."""

    first: float
    """From opening the search to the first result, including loading and indexing."""
    longest: float
    """The longest time of a later query."""


def search_times(browser: Browser, site: Path) -> SearchTimes:
    """Measure the search on a page that is opened from the folder of the site."""
    tab = browser.new_page()
    tab.goto((site / "about" / "index.html").as_uri())
    first = float(tab.evaluate(_TIME_TO_FIRST_RESULT, QUERIES[0]))
    longest = max(float(tab.evaluate(_TIME_OF_ANSWER, query)) for query in QUERIES[1:])
    tab.close()
    return SearchTimes(first, longest)


def first_load_size(browser: Browser, page: Path, query: str = "") -> int:
    """The bytes of a page and of all files that it loads by itself, each compressed with gzip.

    `query` is the part of its address behind the path, such as `?q=wages`.
    """
    tab = browser.new_page()
    urls: set[str] = set()
    tab.on("request", lambda request: urls.add(request.url))
    tab.goto(page.as_uri() + query, wait_until="networkidle")
    tab.close()
    files = {Path(url.removeprefix("file://").partition("?")[0].partition("#")[0]) for url in urls}
    return sum(map(compressed_size, files))


def compressed_size(file: Path) -> int:
    """The bytes of a file, compressed with gzip."""
    return len(gzip.compress(file.read_bytes(), mtime=0))


def largest_page(site: Path) -> Path:
    """The largest page of a site, compressed, that is no complete list."""
    return max(
        (
            page
            for page in site.rglob("index.html")
            if f"{page.parent.relative_to(site)}/" not in COMPLETE_LISTS
        ),
        key=compressed_size,
    )
