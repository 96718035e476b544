"""All results of the search: one for each entry, and one for each page without an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guidance.content import model
from guidance.library.conclusions import document_year
from guidance.site.page import Page, PageType
from guidance.site.pages import Site
from guidance.site.search.conference_results import conference_results
from guidance.site.search.page_results import page_result
from guidance.site.search.record_results import record_results, topic_results
from guidance.site.search.register_results import register_results
from guidance.site.search.result import SearchResult


def search_results(
    site: Site, rendered_pages: Iterable[tuple[Page, str]]
) -> Iterator[SearchResult]:
    """Return all results, each once, given all pages with their Markdown.

    An earlier year of a topic is found by its records, and by the topic itself.
    """
    for result in _undated_results(site, rendered_pages):
        yield replace(result, years=tuple(_years(site, result)))


def _years(site: Site, result: SearchResult) -> list[str]:
    """The years of a record, a source, or anything with a place on the pages of a conference."""
    by_id = site.library.by_id
    match by_id.get(result.key):
        case model.Record() as record:
            return [*site.facets.values_of(record)["year"]]
        case model.Source() as source:
            return [year] if (year := document_year(source)) else []
    match by_id.get(result.address.partition("/")[0]):
        case model.Conference(year=year):
            return [year]
        case _:
            return []


def _undated_results(
    site: Site, rendered_pages: Iterable[tuple[Page, str]]
) -> Iterator[SearchResult]:
    seen: set[str] = set()
    for results in (topic_results, record_results, conference_results, register_results):
        for result in results(site):
            seen |= {result.address, result.title}
            yield result
    for page, markdown in rendered_pages:
        if (
            page.type is not PageType.TOPIC_YEAR
            and site.urls.relative_url("", page.folder) not in seen
        ):
            yield page_result(site, page, markdown, seen)
