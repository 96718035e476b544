"""Index of the nodes of all documents, for the rules between records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import get_origin

from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import models_in
from guidance.content.layout import FILES, OPTIONAL_FILES, entry_class
from guidance.content.nodes import COMPOSITE_TARGETS, TARGETS, VOCABULARY, Node, nodes_of, targets
from guidance.content.yaml_parser import Value
from guidance.diagnostics import suggestions
from guidance.diagnostics.look_alikes import as_ascii

_WELL_FORMED = re.compile(rf"{model.SLUG}|[0-9]{{4}}[b-z]?-[\w-]+", re.ASCII)
LISTS: Mapping[str, str] = {
    name: file
    for file, file_class in FILES.items()
    for name in models_in(file_class)
    if name in (*VOCABULARY, *TARGETS.values())
}
"""The lists of what others refer to that are keys of one file, each with this file."""


@dataclass(frozen=True)
class ContentIndex:
    """The nodes of all documents, and what remains unknown because files are invalid."""

    folder: str
    """The name of the content folder."""
    paths: frozenset[str]
    """The paths of all files, relative to the parent of the content folder."""
    nodes: Sequence[Node]
    existing: Mapping[str, Sequence[str]]
    """The identifiers that exist, by the name of their list, as `model.RefersTo` gives it."""
    unread: Mapping[str, str]
    """Identifiers in unreadable lines and below unknown keys, each with the path of its file."""
    incomplete: Mapping[str, str]
    """The lists that are absent or invalid, each with the path of their file."""
    budget: suggestions.Budget = field(default_factory=suggestions.Budget)
    """What is left for comparing identifiers to find suggestions; of all rules together."""

    def of_files(self, paths: Set[str]) -> ContentIndex:
        """The same index with the nodes of some files alone."""
        return replace(self, nodes=[node for node in self.nodes if node.document.path in paths])

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The identifiers that exist, as sets, by the name of their list."""
        return {target: frozenset(names) for target, names in self.existing.items()}

    def origin(self, target: str, identifier: str) -> str:
        """The path of the file whose own problems keep an identifier from being known; else empty.

        A reference to such an identifier cannot be checked.
        """
        if path := self.unread.get(identifier):
            return path
        for member in COMPOSITE_TARGETS.get(target, (target,)):
            if member in self.incomplete and re.fullmatch(model.SLUG, identifier):
                return self.incomplete[member]
        return self.unread.get(suggestions.parent_identifier(identifier), "")


def content_index(documents: Sequence[Document]) -> ContentIndex:
    """The index of all documents, valid or not."""
    folder = documents[0].path.partition("/")[0] if documents else ""
    nodes = [node for document in documents for node in nodes_of(document)]
    complete = {
        name
        for node in nodes
        if node.is_file
        for name in LISTS
        if isinstance(node.values.get(name), list)
    }
    paths = frozenset(document.path for document in documents)
    return ContentIndex(
        folder,
        paths,
        nodes,
        targets(nodes),
        dict(_unread_identifiers(documents, nodes)),
        {
            name: f"{folder}/{file}"
            for name, file in LISTS.items()
            if name not in complete and (file not in OPTIONAL_FILES or f"{folder}/{file}" in paths)
        },
    )


def _unread_identifiers(
    documents: Iterable[Document], nodes: Iterable[Node]
) -> Iterator[tuple[str, str]]:
    """Identifiers that stand in no node as they should, each with the path of its file."""
    for node in nodes:
        for name in _identifiers_outside_fields(node):
            yield name, node.document.path
    for document in documents:
        for name in _identifiers_in_unread_lines(document):
            yield name, document.path


def _identifiers_outside_fields(node: Node) -> Iterator[str]:
    """Malformed identifiers in their correct form, and identifiers below unknown keys."""
    name = node.text("id")
    if name and not _WELL_FORMED.fullmatch(name):
        plain = as_ascii(name).strip()
        yield from filter(
            None, (suggestions.slug(name), plain, suggestions.record_identifier(plain))
        )
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
    if not isinstance(document.value, dict) or not entry_class(document.path):
        yield document.stem
        yield from _identifiers_in(document.lines)
    yield from _identifiers_in(document.duplicate_lines)


def _identifiers_in(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from re.findall(r"\bid:\s*[\"']?([\w-]+)", line)
