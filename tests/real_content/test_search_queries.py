"""What the search finds in the project's own content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from guidance.site.search.results import search_results

Query = dict[str, Any]

DATA = ROOT / "tests" / "data"
FOUND = "[...document.querySelectorAll('dialog [data-key]')].map(each => each.dataset.key)"
HITS = """[...document.querySelectorAll(
    'dialog :is([data-results=all], [data-results=some]) .search__result')]
    .map(each => each.dataset.key)"""
TOPICS = """[...document.querySelectorAll('dialog .search__topic')]
    .map(each => each.dataset.key)"""
FIRST_THREE = """async queries => {
    const finder = await guidanceSearch.load();
    return queries.map(query => {
        const { all, some } = finder.find(query, true);
        return [...all, ...some].slice(0, 3).map(entry => entry.result.key);
    });
}"""
AMONG_THE_FIRST_THREE = 0.92
"""The share of queries that find one of their records among the first three results."""


def read(name: str) -> list[Query]:
    """The queries of a file in `tests/data`; none if there is no such file."""
    path = DATA / name
    if not path.is_file():
        return []
    return list(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))


@pytest.fixture(scope="module")
def tab(server_url: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server_url}about/index.html")
    open_search(page)
    yield page
    page.close()


@pytest.fixture(scope="module")
def keys(publication: Publication) -> set[str]:
    site = publication.site
    return {result.key for result in search_results(site, site.rendered_pages())}


def open_search(tab: Page) -> None:
    tab.keyboard.press("/")
    expect(tab.locator("dialog.search:not([aria-busy])")).to_be_visible()


def hits(tab: Page, typed: str) -> list[str]:
    """The keys of the results that are given as hits, in their order."""
    tab.fill("#search-words", typed)
    return list(tab.evaluate(HITS))


def first_three(tab: Page, typed: Sequence[str]) -> list[list[str]]:
    """The keys of the first three results of each query, without drawing them."""
    return list(tab.evaluate(FIRST_THREE, list(typed)))


def failure(query: Query, tab: Page, slow: int = 1) -> str:
    """Type a query, the last `slow` letters one by one; return its failure in words, or ""."""
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text(query["type"][:-slow])
    tab.keyboard.type(query["type"][-slow:])
    first = tab.evaluate(HITS)[:3]
    wanted = query.get("finds") or query["finds_one_of"]
    are_found = [name in first for name in wanted]
    is_found = all(are_found) if "finds" in query else any(are_found)
    return "" if is_found else f"{query['type']!r} finds {first}, not {wanted}"


@pytest.fixture(scope="module")
def queries(keys: set[str]) -> list[Query]:
    """The queries whose results exist: one that waits for a withdrawn record alone is left out."""
    return [
        query
        for query in read("queries.yml")
        if (
            keys.issuperset(query["finds"]) if "finds" in query else keys & {*query["finds_one_of"]}
        )
    ]


def test_queries_find_the_expected_record_among_the_first_three(
    tab: Page, queries: list[Query]
) -> None:
    misses = [miss for query in queries if (miss := failure(query, tab))]
    assert len(misses) <= 0.05 * len(queries), "\n".join(misses)


@pytest.mark.parametrize("name", ["queries-tuned.yml", "queries-held.yml"])
def test_everyday_words_find_their_record(name: str, tab: Page, keys: set[str]) -> None:
    asked = [query for query in read(name) if keys & {*query["expect"]}]
    found = first_three(tab, [query["query"] for query in asked])
    misses = [
        f"{query['query']!r} finds {first}, not {query['expect']}"
        for query, first in zip(asked, found, strict=True)
        if not {*first} & {*query["expect"]}
    ]
    assert len(misses) <= (1 - AMONG_THE_FIRST_THREE) * len(asked), "\n".join(misses)


def test_a_query_that_names_a_topic_shows_it_above_the_results(tab: Page, keys: set[str]) -> None:
    misses = []
    for query in read("queries-tuned.yml") + read("queries-held.yml"):
        facet, _, value = query.get("topic", "").partition("/")
        topic = f"topics/{facet.removesuffix('s')}/{value}/"
        if topic in keys:
            tab.fill("#search-words", query["query"])
            if topic not in tab.evaluate(TOPICS):
                misses.append(f"{query['query']!r} does not name {topic}")
    assert misses == []


def test_words_that_nothing_has_are_reported_as_such(tab: Page) -> None:
    wrong = []
    for query in read("nothing.yml"):
        tab.fill("#search-words", query["query"])
        found = tab.evaluate(FOUND)
        if found or "Nothing has" not in tab.get_by_role("status").inner_text():
            wrong.append(f"{query['query']!r} finds {found[:3]}")
    assert wrong == []


def test_identifiers_are_found_however_they_are_written(tab: Page, keys: set[str]) -> None:
    wrong = []
    for query in read("identifiers.yml"):
        records: Sequence[str] = query["records"]
        if keys.issuperset(records) and hits(tab, query["query"])[: len(records)] != records:
            wrong.append(f"{query['query']!r} finds {hits(tab, query['query'])[:3]}")
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("csv", "downloads/"),
        ("Excel", "downloads/"),
        ("API", "downloads/"),
        ("copyright", "about/"),
        ("screen reader", "accessibility/"),
        ("what is new", "changes/"),
        ("latest changes", "changes/"),
        ("contact", "about/"),
        ("how do I cite a record", "about/"),
        ("handouts to print", "for-trainers/"),
    ],
)
def test_words_of_pages_written_by_hand_are_found(typed: str, key: str, tab: Page) -> None:
    assert key in hits(tab, typed)[:3]


def test_the_search_works_from_a_folder_without_a_server(
    site: Path, browser: Browser, tab: Page, queries: list[Query]
) -> None:
    folder = browser.new_page()
    folder.goto((site / "people" / "index.html").as_uri())
    open_search(folder)
    for query in queries[::8]:
        assert hits(folder, query["type"])[:3] == hits(tab, query["type"])[:3], query
    folder.close()
