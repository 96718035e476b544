"""One state of the content: its entries, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guidance.content.document import Document
from guidance.content.layout import entry_class
from guidance.content.nodes import Node, nodes_of
from guidance.history.citations import EntryKey, entry_key


@dataclass(frozen=True)
class State:
    """The entries of one state of the content, of the files that could be read whole."""

    documents: Sequence[Document]
    """The files that could be read whole and have a place in the content."""
    entries: Mapping[EntryKey, Node]
    """Each file, and each entry with an identifier that is used once."""
    repeated: Mapping[EntryKey, Sequence[Node]]
    """The entries with an identifier that is used more than once."""
    paths: frozenset[str]
    """All files, relative to the content folder."""
    unread_paths: frozenset[str]
    """The files that were not read."""
    unread_identifiers: frozenset[str]
    """The identifiers that may stand in them."""

    @classmethod
    def of(cls, documents: Iterable[Document]) -> State:
        """The state of loaded files."""
        documents = [*documents]
        read = [document for document in documents if is_comparable(document)]
        unread = [document for document in documents if not is_comparable(document)]
        found: dict[EntryKey, list[Node]] = {}
        for document in read:
            for node in nodes_of(document):
                if node.is_file or node.text("id"):
                    found.setdefault(entry_key(node), []).append(node)
        return cls(
            read,
            {key: nodes[0] for key, nodes in found.items() if len(nodes) == 1},
            {key: nodes for key, nodes in found.items() if len(nodes) > 1},
            frozenset(map(path_inside, documents)),
            frozenset(map(path_inside, unread)),
            frozenset(name for document in unread for name in document.written_identifiers),
        )

    def may_hold(self, node: Node) -> bool:
        """Whether an entry of another state may stand in a file that was not read, or twice."""
        return (
            path_inside(node.document) in self.unread_paths
            or node.text("id") in self.unread_identifiers
            or entry_key(node) in self.repeated
        )


def is_comparable(document: Document) -> bool:
    """Whether a file was read whole and has a place in the content."""
    return document.is_whole and entry_class(document.path) is not None


def path_inside(document: Document) -> str:
    """The path of a file relative to the content folder, whose name may differ."""
    return document.path.partition("/")[2]
