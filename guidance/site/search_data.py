"""The data of the search, as a script for the browser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from guidance.site.page import Page
from guidance.site.pages import Site
from guidance.site.search_index import search_results


def search_data(site: Site, rendered_pages: Iterable[tuple[Page, str]]) -> str:
    """Return `search-data.js`, which assigns all data of the search to a global object.

    It is a script and no JSON file, since a page opened from a folder may load scripts alone.
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
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.guidanceSearchData = {text};\n"


def synonyms(site: Site) -> list[list[str]]:
    """Return groups of synonyms: those of the glossary, and abbreviations with their long form."""
    library = site.library
    groups = [[synonym.word, *synonym.also] for synonym in library.synonyms]
    return groups + [[term.term, term.stands_for] for term in library.terms if term.stands_for]
