"""All results of the search: one for each entry, and one for each page without an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance.site.page import Page
from guidance.site.pages import Site
from guidance.site.search.conference_results import conference_results
from guidance.site.search.page_results import page_result
from guidance.site.search.record_results import record_results, topic_results
from guidance.site.search.register_results import register_results
from guidance.site.search.result import SearchResult


def search_results(
    site: Site, rendered_pages: Iterable[tuple[Page, str]]
) -> Iterator[SearchResult]:
    """Return all results, each once, given all pages with their Markdown."""
    seen: set[str] = set()
    for results in (topic_results, record_results, conference_results, register_results):
        for result in results(site):
            seen |= {result.address, result.title}
            yield result
    for page, markdown in rendered_pages:
        if site.urls.relative_url("", page.folder) not in seen:
            yield page_result(site, page, markdown, seen)
