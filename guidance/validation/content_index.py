"""Index of the nodes of all documents, for the rules between records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_origin

from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import models_in
from guidance.content.nodes import VOCABULARY, Node, nodes_of
from guidance.content.yaml_parser import Value
from guidance.diagnostics import suggestions

_WELL_FORMED = re.compile(rf"{model.SLUG}|[0-9]{{4}}-[\w-]+")
_LISTS = (*VOCABULARY, "people", "instruments")
"""Kinds of targets that are listed in one file under a key of this name."""


@dataclass(frozen=True)
class ContentIndex:
    """The nodes of all documents, and what remains unknown because files are invalid."""

    nodes: Sequence[Node]
    identifiers_outside_nodes: frozenset[str]
    """Identifiers in unreadable lines and below unknown keys; references to them are valid."""
    incomplete_targets: frozenset[str]
    """Kinds of targets whose list is absent or invalid; references to them cannot be checked."""


def content_index(documents: Sequence[Document]) -> ContentIndex:
    """The index of all documents, valid or not."""
    nodes = [node for document in documents for node in nodes_of(document)]
    complete = {
        name
        for node in nodes
        if node.is_file
        for name in _LISTS
        if isinstance(node.values.get(name), list)
    }
    identifiers = (
        *(name for node in nodes for name in _identifiers_outside_fields(node)),
        *(name for document in documents for name in _identifiers_in_unread_lines(document)),
    )
    return ContentIndex(nodes, frozenset(identifiers), frozenset(_LISTS) - complete)


def _identifiers_outside_fields(node: Node) -> Iterator[str]:
    """Malformed identifiers in their correct form, and identifiers below unknown keys."""
    name = node.text("id")
    if name and not _WELL_FORMED.fullmatch(name):
        yield suggestions.slug(name)
    fields = _fields(node.entry_class)
    for key, value in node.values.items():
        if key not in fields or (isinstance(value, dict) and fields[key]):
            yield from _identifiers_below(value)


@cache
def _fields(entry_class: type[model.Entry]) -> Mapping[str, bool]:
    """The fields of a class, each with whether it is a list of mappings."""
    return {
        name: name in models_in(entry_class) and get_origin(field.annotation) is tuple
        for name, field in entry_class.model_fields.items()
    }


def _identifiers_below(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        identifier = value.get("id")
        if isinstance(identifier, str):
            yield identifier
        value = [*value.values()]
    for item in value if isinstance(value, list) else ():
        yield from _identifiers_below(item)


def _identifiers_in_unread_lines(document: Document) -> Iterator[str]:
    """Identifiers in a file that is no YAML, and below duplicate keys, whose values are dropped."""
    if not isinstance(document.value, dict):
        yield document.stem
        yield from _identifiers_in(document.lines)
    yield from _identifiers_in(document.duplicate_lines)


def _identifiers_in(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from re.findall(r"\bid:\s*[\"']?([\w-]+)", line)
