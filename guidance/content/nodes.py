"""Nodes: the mappings in a document, each with its class of the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import models_in
from guidance.content.layout import entry_class
from guidance.content.yaml_parser import Location, Value
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule

VOCABULARY = tuple(model.Vocabulary.model_fields)
"""The names of the lists in `vocabulary.yml`."""
TARGETS: Mapping[type[model.Entry], str] = {
    model.Panel: "panels",
    model.Pillar: "pillars",
    model.Source: "sources",
    model.Person: "people",
    model.Organization: "organizations",
    model.Statement: "statements",
    model.Resource: "resources",
    model.Term: "terms",
    model.Instrument: "instruments",
    model.WrittenRecord: "records",
}
"""The classes that others refer to, each with the name of its list."""
COMPOSITE_TARGETS: Mapping[str, tuple[str, ...]] = {
    "conclusions": ("panels", "pillars", "records"),
    "related_entries": ("records", "statements", "resources", "instruments", "terms"),
}
"""Lists that join others, where a field may refer to entries of several classes."""
_ALL_TARGETS = (*VOCABULARY, *TARGETS.values())


@dataclass(frozen=True)
class Node:
    """A mapping in a document, valid or not, with its class of the model."""

    document: Document
    entry_class: type[model.Entry]
    values: Mapping[str, Value]
    """The value of each key."""
    location: Location

    def text(self, name: str) -> str:
        """The text of a key; empty if the key is absent or holds no text."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> Sequence[tuple[Location, str]]:
        """The text of a key, or each text of its list, with its location."""
        value = self.values.get(name)
        if isinstance(value, list):
            return [
                ((*self.location, name, number), item)
                for number, item in enumerate(value)
                if isinstance(item, str)
            ]
        return [((*self.location, name), value)] if value and isinstance(value, str) else ()

    def problem(
        self, rule: Rule, name: str, message: str, *, suggestion: str = "", at_key: bool = False
    ) -> Problem:
        """A problem with one key of this node."""
        return self.document.problem(
            rule, (*self.location, name), message, suggestion=suggestion, at_key=at_key
        )

    @property
    def is_file(self) -> bool:
        """Whether this is the outermost mapping of a file."""
        return self.location == ()

    @property
    def is_record(self) -> bool:
        """Whether this is a takeaway, a recommendation or a point."""
        return self.entry_class is model.WrittenRecord


def nodes_of(document: Document) -> Sequence[Node]:
    """All mappings of a document that have a class of the model, outer ones before inner ones."""
    if document.nodes is None:
        document.nodes = tuple(_found_nodes(document))
    return document.nodes


def _found_nodes(document: Document) -> Iterator[Node]:
    root_class = entry_class(document.path)
    if root_class and isinstance(document.value, dict):
        yield from _nodes_below(Node(document, root_class, document.value, ()))


def nodes_with_entries(document: Document) -> Iterator[tuple[Node, Node]]:
    """Each mapping of a document with the entry it belongs to.

    That is the nearest one around it, or itself, with an identifier; the file if there is none.
    """
    entries: dict[Location, Node] = {}
    for node in nodes_of(document):
        if node.is_file or node.text("id"):
            entries[node.location] = node
        location = node.location
        while location not in entries:
            location = location[:-1]
        yield node, entries[location]


def _nodes_below(node: Node) -> Iterator[Node]:
    """The node and all nodes within it."""
    yield node
    for name, inner_class in models_in(node.entry_class).items():
        value, location = node.values.get(name), (*node.location, name)
        if isinstance(value, dict):
            yield from _nodes_below(Node(node.document, inner_class, value, location))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    inner = Node(node.document, inner_class, item, (*location, number))
                    yield from _nodes_below(inner)


def targets(nodes: Iterable[Node]) -> Mapping[str, Sequence[str]]:
    """The identifiers that exist, by the name of their list, as `model.RefersTo` gives it."""
    identifiers: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.entry_class is model.Choice:
            identifiers[str(node.location[0])].append(node.text("id"))
        elif node.entry_class in TARGETS:
            identifiers[TARGETS[node.entry_class]].append(node.text("id"))
    single = {
        target: [identifier for identifier in identifiers[target] if identifier]
        for target in dict.fromkeys((*identifiers, *_ALL_TARGETS))
    }
    joined = {
        name: [identifier for member in members for identifier in single[member]]
        for name, members in COMPOSITE_TARGETS.items()
    }
    return single | joined
