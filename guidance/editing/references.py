"""Find what refers to an identifier, and the texts that mention it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import references, value_kind
from guidance.content.loader import load_folder
from guidance.content.nodes import COMPOSITE_TARGETS, TARGETS, Node, nodes_with_entries
from guidance.content.yaml_parser import Location
from guidance.diagnostics.problem import ContentError, field_name
from guidance.diagnostics.suggestions import closest
from guidance.editing.record_kinds import KINDS


class UnknownIdentifierError(Exception):
    """Nothing has an identifier and nothing refers to it; `suggestion` is a similar one."""

    def __init__(self, identifier: str, suggestion: str) -> None:
        self.suggestion = suggestion
        super().__init__(f"there is no '{identifier}'")


@dataclass(frozen=True)
class Reference:
    """A value that is the identifier of something else, or a text that mentions it."""

    node: Node
    name: str
    """The name of the field."""
    location: Location
    holder: Node
    """The nearest entry with an identifier, or the file."""
    target: str = ""
    """The list of what the field may refer to; empty for a mention."""
    offset: int | None = None
    """The place in a text of a mention."""

    @property
    def place(self) -> str:
        """The file, line, column and field."""
        line, column = self.node.document.position(self.location, self.offset)
        return f"{self.node.document.path}:{line}:{column}: {field_name(self.location)}"


@dataclass(frozen=True)
class ContentReferences:
    """The entries of a content folder, and the references between them."""

    documents: Sequence[Document]
    nodes_with_entries: Sequence[tuple[Node, Node]]
    """Each node, with the nearest entry around it that has an identifier, or the file."""

    @cached_property
    def nodes(self) -> Sequence[Node]:
        """All nodes."""
        return [node for node, _ in self.nodes_with_entries]

    def entries(self, identifier: str) -> Sequence[Node]:
        """What has an identifier: several where a closed list uses it too."""
        return [node for node in self.nodes if node.text("id") == identifier]

    def to(self, identifier: str) -> Sequence[Reference]:
        """All references to an identifier, by file and line."""
        return sorted((*self._fields(identifier), *self._parts(identifier)), key=_order)

    def _fields(self, identifier: str) -> Iterator[Reference]:
        for node, holder in self.nodes_with_entries:
            for name, target in fields_with_targets(node.entry_class).items():
                for location, value in node.texts(name):
                    if value == identifier:
                        yield Reference(node, name, location, holder, target)

    def _parts(self, conference: str) -> Iterator[Reference]:
        """The panels and pillars of a conference, which belong to it by their identifiers."""
        for node in self.nodes:
            own = node.text("id")
            if node.entry_class in (model.Panel, model.Pillar) and own.startswith(f"{conference}-"):
                yield Reference(node, "id", (*node.location, "id"), node, "conferences")

    def mentions(self, identifier: str) -> Sequence[Reference]:
        """The texts that mention an identifier: by itself, or in an address that ends with it.

        An identifier that is a word, or a year, is only looked for in addresses.
        """
        word = re.escape(identifier)
        pattern = rf"(?<=[/#]){word}(?![\w-]|/\w)"
        if "-" in identifier and re.search(r"\d", identifier):
            pattern = rf"(?<![\w-]){word}(?![\w-])"
        return sorted(self._matches(pattern), key=_order)

    def _matches(self, pattern: str) -> Iterator[Reference]:
        """The matches of a pattern in all texts."""
        for node, holder in self.nodes_with_entries:
            for name in node.entry_class.model_fields:
                kind = value_kind(node.entry_class, name)
                if kind is None or kind is model.ValueKind.IDENTIFIER:
                    continue
                for location, text in node.texts(name):
                    for match in re.finditer(pattern, text):
                        yield Reference(node, name, location, holder, "", match.start())

    def require(self, identifier: str) -> None:
        """Raise `UnknownIdentifierError` if nothing has an identifier."""
        if not self.entries(identifier):
            known = dict.fromkeys(node.text("id") for node in self.nodes if node.text("id"))
            raise UnknownIdentifierError(identifier, closest([*known], identifier))


def read_references(content: Path) -> ContentReferences:
    """The references of a content folder.

    Raises `ContentError` if a file cannot be read, since references may stand in it.
    """
    files = load_folder(content)
    problems = [problem for _, own in files for problem in own if not problem.is_advice]
    if problems:
        raise ContentError(problems)
    documents = [document for document, _ in files]
    nodes = [pair for document in documents for pair in nodes_with_entries(document)]
    return ContentReferences(documents, nodes)


def _order(reference: Reference) -> tuple[str, int, int]:
    document = reference.node.document
    return document.path, *document.position(reference.location, reference.offset)


def fields_with_targets(entry_class: type[model.Entry]) -> Mapping[str, str]:
    """The fields that refer to something, each with the list to which its value belongs."""
    natures = {"nature": "natures"} if "nature" in entry_class.model_fields else {}
    return {**references(entry_class), **natures}


def list_of(node: Node) -> str:
    """The list of identifiers to which an entry belongs; for a class without one, its kind."""
    if node.entry_class is model.Choice:
        return str(node.location[0])
    return TARGETS.get(node.entry_class) or f"{kind_of(node)}s"


def lists_in(target: str) -> Iterable[str]:
    """The single lists to which the values of a field may belong."""
    return COMPOSITE_TARGETS.get(target, (target,))


def kind_of(node: Node) -> str:
    """The kind of an entry, as `build.py new` calls it."""
    key = str(node.location[0]) if node.location else ""
    kinds = [
        name
        for name, kind in KINDS.items()
        if kind.entry_class is node.entry_class and kind.list_key == key
    ]
    return kinds[0] if kinds else key.removesuffix("s")
