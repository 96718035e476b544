"""The whole: all documents go in, all that rules about their relations look at comes out, with what must not be taken for missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_origin

from guidance.content import model
from guidance.content.introspection import models_in
from guidance.content.loader import Document
from guidance.content.nodes import VOCABULARY, Node, nodes_of
from guidance.content.yaml_parser import Value
from guidance.diagnostics import suggestions

_WELL_WRITTEN = re.compile(rf"{model.SLUG}|[0-9]{{4}}-[\w-]+")
_LISTS = (*VOCABULARY, "people", "instruments")
"""Kinds of things that stand in one file as one list under this name."""


@dataclass(frozen=True)
class ContentIndex:
    """All that the rules look at."""

    parts: Sequence[Node]
    unread: frozenset[str]
    """Identifiers in files that could not be read: they are not missing."""
    unsure: frozenset[str]
    """Kinds of things whose list is missing or no list: nothing can be said of references to them."""


def content_index(documents: Sequence[Document]) -> ContentIndex:
    """All parts of all documents, with what cannot be told of them."""
    parts = [part for document in documents for part in nodes_of(document)]
    unread = frozenset(
        name
        for document in documents
        if not isinstance(document.value, dict)
        for name in _identifiers_in(document)
    )
    unsure = frozenset(_LISTS) - {
        name
        for part in parts
        if part.is_file
        for name in _LISTS
        if isinstance(part.keys.get(name), list)
    }
    lost = (
        *(name for part in parts for name in _identifiers_lost_in(part)),
        *(name for document in documents for name in _identifiers_in_lines(document.skipped)),
    )
    return ContentIndex(parts, unread | frozenset(lost), unsure)


def _identifiers_lost_in(part: Node) -> Iterator[str]:
    """Identifiers below keys that nobody knows, and those that are not well written: they are told of there, and references to them are no further mistake."""
    name = part.text("id")
    if name and not _WELL_WRITTEN.fullmatch(name):
        yield suggestions.slug(name)
    fields = _fields(part.kind)
    for key, value in part.keys.items():
        if key not in fields or (isinstance(value, dict) and fields[key]):
            yield from _identifiers_below(value)


@cache
def _fields(kind: type[model.Entry]) -> Mapping[str, bool]:
    """The fields of a class, each with whether it holds a list of groups of keys."""
    return {
        name: name in models_in(kind) and get_origin(field.annotation) is tuple
        for name, field in kind.model_fields.items()
    }


def _identifiers_below(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        own = value.get("id")
        yield from (own,) if isinstance(own, str) else ()
    for held in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _identifiers_below(held)


def _identifiers_in(document: Document) -> Iterator[str]:
    yield document.stem
    yield from _identifiers_in_lines(document.lines)


def _identifiers_in_lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from re.findall(r"\bid:\s*[\"']?([\w-]+)", line)
