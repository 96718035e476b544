"""Data for the browser: that of the search, and that of the list of all records.

They are scripts and no JSON files, since a page opened from a folder may load scripts alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from guidance.output.file import OutputFile
from guidance.site.page import Page
from guidance.site.pages import Site
from guidance.site.search_index import search_results


def search_data(site: Site, rendered_pages: Iterable[tuple[Page, str]]) -> str:
    """Return `search-data.js`, which assigns all data of the search to a global object.

    Facet labels are in a separate list, each once; results refer to them by index.
    """
    results = [
        {name: value for name, value in asdict(result).items() if value}
        for result in search_results(site, rendered_pages)
    ]
    labels = list(dict.fromkeys(label for result in results for label in result.get("facets", ())))
    label_index = {label: index for index, label in enumerate(labels)}
    for result in results:
        if "facets" in result:
            result["facets"] = [label_index[label] for label in result["facets"]]
    data: dict[str, Any] = {
        "results": results,
        "labels": labels,
        "synonyms": synonyms(site),
        "stopWords": site.words("search.stop-words").split(),
    }
    return f"globalThis.guidanceSearchData = {_literal(data)};\n"


def synonyms(site: Site) -> list[list[str]]:
    """Return groups of synonyms: those of the glossary, and abbreviations with their long form."""
    library = site.library
    groups = [[synonym.word, *synonym.also] for synonym in library.synonyms]
    return groups + [[term.term, term.stands_for] for term in library.terms if term.stands_for]


def list_scripts(site: Site) -> Iterator[OutputFile]:
    """The scripts that the list of all records loads once they are needed.

    They are the index of the filter, and the cards of each page behind the first. The links in the
    cards start from the folder of the first page, which shows them.
    """
    first, *others = site.record_list.site_pages()
    index = _literal(site.record_list.index())
    yield OutputFile("assets/browse/index.js", f"globalThis.guidanceBrowseIndex = {index};\n")
    for page in others:
        number = page.context["listed"].number
        cards = site.render(replace(first, context=page.context), "site/browse-cards.jinja")
        yield OutputFile(
            f"assets/browse/cards-{number}.js",
            "globalThis.guidanceBrowseCards ??= {};\n"
            f"globalThis.guidanceBrowseCards[{number}] = {_literal(cards)};\n",
        )


def _literal(value: object) -> str:
    """A value as JSON, which is an expression of JavaScript."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
