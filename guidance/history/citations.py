"""Find which entries refer to an identifier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import references
from guidance.content.nodes import Node, nodes_with_entries

EntryKey = tuple[type[model.Entry], str]
"""The class of an entry and its identifier: entries of two classes may have the same."""


class Citation(NamedTuple):
    """One place that refers to an identifier."""

    node: Node
    entry: str
    """The identifier of the entry in which it stands."""


def entry_key(node: Node) -> EntryKey:
    """The key of an entry: its identifier, with its list for a value of the vocabulary.

    A file without an identifier is known by its name.
    """
    identifier = node.text("id")
    if node.entry_class is model.Choice and identifier:
        identifier = f"{node.location[0]}.{identifier}"
    return node.entry_class, identifier or node.document.stem


def citations(documents: Iterable[Document]) -> Mapping[str, Sequence[Citation]]:
    """Every place that refers to an identifier, by that identifier."""
    found: dict[str, list[Citation]] = defaultdict(list)
    for document in documents:
        for node, entry in nodes_with_entries(document):
            for name in references(node.entry_class):
                for _, identifier in node.texts(name):
                    found[identifier].append(Citation(node, entry_key(entry)[1]))
    return found


def citing_entries(documents: Iterable[Document]) -> Mapping[str, Sequence[str]]:
    """The entries that refer to an identifier, by that identifier."""
    return {
        identifier: [*dict.fromkeys(each.entry for each in found if each.entry != identifier)]
        for identifier, found in citations(documents).items()
    }
