"""Parts: a document goes in, the groups of keys in it come out, each with its class of the model, and what its fields name."""

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
TARGETS: Mapping[type[model.Entry], str] = {
    model.Panel: "panels",
    model.Pillar: "pillars",
    model.Source: "sources",
    model.Person: "people",
    model.Instrument: "instruments",
    model.WrittenRecord: "records",
}
_ALL = (*VOCABULARY, *TARGETS.values())


@dataclass(frozen=True)
class Node:
    """A group of keys in a document, as it is written, with the class of the model to which it belongs."""

    document: Document
    kind: type[model.Entry]
    keys: Mapping[str, Value]
    location: Location

    def text(self, name: str) -> str:
        """The text of a key; empty where it is absent or no text."""
        value = self.keys.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> Sequence[tuple[Location, str]]:
        """The texts of a key, one or a list of them, each with its place."""
        value = self.keys.get(name)
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
        """Whether this is the whole file."""
        return self.location == ()

    @property
    def is_record(self) -> bool:
        """Whether this is a takeaway, a recommendation or a point."""
        return self.kind is model.WrittenRecord


def nodes_of(document: Document) -> Iterator[Node]:
    """All groups of keys in a document that the model knows, from the file itself inwards."""
    kind = entry_class(document.path)
    if kind and isinstance(document.value, dict):
        yield from _nodes(Node(document, kind, document.value, ()))


def _nodes(part: Node) -> Iterator[Node]:
    yield part
    for name, kind in models_in(part.kind).items():
        held = part.keys.get(name)
        if isinstance(held, dict):
            yield from _nodes(Node(part.document, kind, held, (*part.location, name)))
        elif isinstance(held, list):
            for number, item in enumerate(held):
                if isinstance(item, dict):
                    yield from _nodes(
                        Node(part.document, kind, item, (*part.location, name, number))
                    )


def targets(parts: Iterable[Node]) -> Mapping[str, Sequence[str]]:
    """What exists, under the names that `model.RefersTo` uses."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        if part.kind is model.Choice:
            found[str(part.location[0])].append(part.text("id"))
        elif part.kind in TARGETS:
            found[TARGETS[part.kind]].append(part.text("id"))
    return {target: [name for name in names if name] for target, names in found.items()} | {
        target: [] for target in _ALL if target not in found
    }
