"""The data of the search, as a script for the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from guidance.site.pages import Site
from guidance.site.search.coded_texts import TextCoder, coder_of
from guidance.site.search.result import TEXT_FIELDS, SearchResult

_BEFORE, _BEHIND = "globalThis.guidanceSearchData = JSON.parse('", "');\n"
_ESCAPED = re.compile(r"[\\']")


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def search_data(site: Site, results: Iterable[SearchResult]) -> str:
    """Return `search-data.js`, which assigns all data of the search to a global object.

    It is a script and no JSON file, since a page opened from a folder may load scripts alone.
    Values of facets are in a separate list, each once; results refer to them by index.
    The words of all texts are in a list too, so that the browser takes each apart only once.
    Browsers read much data sooner as JSON than as an expression.
    """
    results = list(results)
    values = list(dict.fromkeys(value for result in results for value in result.values))
    index_of = {value: index for index, value in enumerate(values)}
    found = [
        _without_empty(asdict(result) | {"values": [index_of[value] for value in result.values]})
        for result in results
    ]
    coder = coder_of(text for result in found for text in _texts(result))
    data: dict[str, Any] = {
        "words": " ".join(coder.words),
        "results": [
            result
            | {name: coder.coded_texts(result[name]) for name in TEXT_FIELDS if name in result}
            for result in found
        ],
        "values": [_without_empty(asdict(value)) for value in values],
        "synonyms": synonyms(site),
        "stopWords": site.words("search.stop-words").split(),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{_BEFORE}{_ESCAPED.sub(_escape, text)}{_BEHIND}"


def read_search_data(script: str) -> dict[str, Any]:
    """Return the data in a script that `search_data` wrote, with all texts in words."""
    text = script.removeprefix(_BEFORE).removesuffix(_BEHIND)
    data: dict[str, Any] = json.loads(re.sub(r"\\([\\'])", r"\1", text))
    coder = TextCoder(data.pop("words").split(" "))
    for result in data["results"]:
        for name in TEXT_FIELDS:
            value = result.get(name, [])
            texts = coder.text(value) if isinstance(value, str) else [*map(coder.text, value)]
            result[name] = texts
    return data


def _texts(result: Mapping[str, Any]) -> Iterable[str]:
    for name in TEXT_FIELDS:
        value = result.get(name, ())
        yield from (value,) if isinstance(value, str) else value


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def synonyms(site: Site) -> list[list[str]]:
    """Return groups of synonyms: those of the glossary, and abbreviations with their long form."""
    library = site.library
    groups = [[synonym.word, *synonym.also] for synonym in library.synonyms]
    return groups + [[term.term, term.stands_for] for term in library.terms if term.stands_for]
