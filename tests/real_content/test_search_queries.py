"""What the search finds in the project's own content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from guidance.site.search_index import search_results

QUERIES: list[dict[str, Any]] = yaml.load(
    (ROOT / "tests" / "data" / "queries.yml").read_text("utf-8"), yaml.BaseLoader
)
FOUND = "[...document.querySelectorAll('.search__result')].map(result => result.dataset.key)"


@pytest.fixture
def tab(server_url: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server_url}about/index.html")
    yield page
    page.close()


def open_search(tab: Page) -> None:
    tab.keyboard.press("/")
    expect(tab.locator("dialog.search:not([aria-busy])")).to_be_visible()


def failure(query: dict[str, Any], tab: Page, slow: int = 1) -> str:
    """Type a query, the last `slow` letters one by one; return its failure in words, or ""."""
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text(query["type"][:-slow])
    tab.keyboard.type(query["type"][-slow:])
    top = tab.evaluate(FOUND)[:3]
    wanted = query.get("finds") or query["finds_one_of"]
    are_found = [name in top for name in wanted]
    return (
        ""
        if (all(are_found) if "finds" in query else any(are_found))
        else f"{query['type']!r} finds {top}, not {wanted}"
    )


@pytest.fixture(scope="module")
def queries(publication: Publication) -> list[dict[str, Any]]:
    """The queries whose results exist: one that waits for a withdrawn record alone is left out."""
    site = publication.site
    keys = {result.key for result in search_results(site, site.rendered_pages())}
    return [
        query
        for query in QUERIES
        if (
            keys.issuperset(query["finds"]) if "finds" in query else keys & {*query["finds_one_of"]}
        )
    ]


def test_queries_find_the_expected_record_among_the_first_three(
    tab: Page, queries: list[dict[str, Any]]
) -> None:
    open_search(tab)
    misses = [miss for query in queries if (miss := failure(query, tab))]
    assert len(misses) <= 0.05 * len(queries), "\n".join(misses)


def test_the_search_works_from_a_folder_without_a_server(
    site: Path, browser: Browser, queries: list[dict[str, Any]]
) -> None:
    tab = browser.new_page()
    tab.goto((site / "people" / "index.html").as_uri())
    open_search(tab)
    sample = queries[::8]
    misses = [miss for query in sample if (miss := failure(query, tab, slow=99))]
    assert len(misses) <= 0.05 * len(sample), "\n".join(misses)
    tab.close()
