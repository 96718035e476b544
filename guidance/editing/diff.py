"""Differences between two states of the content, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from guidance.content import model
from guidance.content.document import Document
from guidance.content.git import checkout_at, merge_base
from guidance.content.introspection import model_in, references, value_kind
from guidance.content.loader import load_folder
from guidance.content.nodes import Node, nodes_of
from guidance.content.yaml_parser import Value

_LABEL_KEYS = ("id", "title", "person", "organization", "article", "question", "word")
"""An entry of a list without an identifier is labelled by the first of these keys that it has."""
_TITLE_KEYS = ("title", "short", "name", "term", "label", "person", "organization")
_SEARCHED = ("nature", "keywords", "asked_as", "also", "sense", "status")
"""Fields by which records are found, beside references to others."""


class Sort(StrEnum):
    """The sort of a change, in the order of a report."""

    ADDED = "added"
    REWORDED = "reworded"
    RETAGGED = "re-tagged"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"
    DETAIL = "detail"


@dataclass(frozen=True)
class Change:
    """One change of one entry."""

    sort: Sort
    id: str
    """The entry's identifier; of a file that contains a list, the name of the file."""
    title: str
    path: str
    line: int
    """The line in which the entry begins, counted from 1."""
    field: str = ""
    """The field that changed; empty if the whole entry was added, removed or moved."""
    old: Value | None = None
    new: Value | None = None


@dataclass(frozen=True)
class _Snapshot:
    """An entry with an identifier in one state, without the entries inside it."""

    node: Node
    holder: str
    """The path of its file and the key of the list that contains it."""
    fields: Mapping[str, tuple[Sort, Value]]
    """The fields by their path, each with the sort of change that a new value is."""

    @property
    def title(self) -> str:
        return next((text for name in _TITLE_KEYS if (text := self.node.text(name))), "")

    def change(
        self, sort: Sort, field: str = "", old: Value | None = None, new: Value | None = None
    ) -> Change:
        """A change of this entry."""
        position = self.node.document.position(self.node.location)
        return Change(
            sort,
            _identifier(self.node),
            self.title,
            self.node.document.path,
            position.line,
            field,
            _unwrap(old),
            _unwrap(new),
        )


def changes_since(content: Path, revision: str = "") -> list[Change]:
    """All changes of a content folder since a git revision.

    Without a revision: since the current branch left the main branch.
    Raises `HistoryError` if there is no such revision, or no repository.
    """
    with checkout_at(content, revision or merge_base(content)) as before:
        old, new = ([document for document, _ in load_folder(path)] for path in (before, content))
        return changes(old, new)


def changes(before: Sequence[Document], now: Sequence[Document]) -> list[Change]:
    """All changes from one state to another, by sort, then in the order of the files.

    The documents may be invalid: fields that the model does not know are ignored.
    """
    old, new = _snapshots(before), _snapshots(now)
    result = [
        change
        for name, entry in new.items()
        for change in (_differences(old[name], entry) if name in old else _addition(entry))
    ]
    result += [entry.change(Sort.REMOVED) for name, entry in old.items() if name not in new]
    result += [new[name].change(Sort.MOVED) for name in _reordered_entries(old, new)]
    order = list(Sort)
    return sorted(result, key=lambda change: order.index(change.sort))


def _identifier(node: Node) -> str:
    """The identifier of a node; a choice has its list in front, a file without one its name."""
    identifier = node.text("id")
    if node.entry_class is model.Choice:
        return f"{node.location[0]}.{identifier}"
    return identifier or node.document.stem


def _snapshots(documents: Sequence[Document]) -> dict[str, _Snapshot]:
    """The snapshot of each file and of each entry with an identifier."""
    nodes = [
        node
        for document in documents
        for node in nodes_of(document)
        if node.is_file or node.text("id")
    ]
    return {
        _identifier(node): _Snapshot(
            node,
            "/".join([node.document.path, *map(str, node.location[:1])]),
            dict(_fields(node.entry_class, node.values)),
        )
        for node in nodes
    }


def _fields(
    entry_class: type[model.Entry], keys: Mapping[str, Value], prefix: str = ""
) -> Iterator[tuple[str, tuple[Sort, Value]]]:
    """Fields by their path, each with its sort: `contact.web`, `sessions[Opening].starts`."""
    for name, value in keys.items():
        if name not in entry_class.model_fields:
            continue
        inner = model_in(entry_class.model_fields[name].annotation)
        if inner and isinstance(value, dict):
            yield from _fields(inner, value, f"{prefix}{name}.")
        elif inner and isinstance(value, list):
            for number, item in enumerate(value, 1):
                if isinstance(item, dict) and not ("id" in inner.model_fields and item.get("id")):
                    labels = (str(item[key]) for key in _LABEL_KEYS if item.get(key))
                    label = next(labels, str(number))
                    yield from _fields(inner, item, f"{prefix}{name}[{label}].")
        elif name != "id":
            yield f"{prefix}{name}", (_sort(entry_class, name), value)


def _sort(entry_class: type[model.Entry], name: str) -> Sort:
    """The sort of change that a new value of a field is."""
    if name == "part_of":
        return Sort.MOVED
    if name in ("reason", "replaced_by"):
        return Sort.WITHDRAWN
    if name in references(entry_class) or name in _SEARCHED:
        return Sort.RETAGGED
    is_text = value_kind(entry_class, name) in (model.ValueKind.PROSE, model.ValueKind.LINE)
    return Sort.REWORDED if is_text and name not in ("change_note", "paragraphs") else Sort.DETAIL


def _addition(entry: _Snapshot) -> Iterator[Change]:
    """The changes of a new entry: its text, then its facets and references."""
    yield entry.change(Sort.ADDED, new=entry.node.text("text") or entry.node.text("summary"))
    values: dict[str, list[Value]] = {}
    for name, (sort, value) in entry.fields.items():
        if sort is Sort.RETAGGED and name not in ("keywords", "asked_as", "also", "sense"):
            values.setdefault(
                re.sub(r"(\[[^\]]*\])?\.(person|organization)$", "", name), []
            ).extend(value if isinstance(value, list) else [value])
    yield from (entry.change(Sort.ADDED, name, new=found) for name, found in values.items())


def _differences(old: _Snapshot, new: _Snapshot) -> Iterator[Change]:
    """The changes of one entry: of its status, of its holder, then of each other field."""
    old_status, new_status = (
        entry.node.text("status") or model.Status.CURRENT for entry in (old, new)
    )
    if old_status != new_status:
        sort = Sort.DETAIL
        if new_status == model.Status.WITHDRAWN:
            sort = Sort.WITHDRAWN
        elif new_status == model.Status.CURRENT:
            sort = Sort.RESTORED if old_status == model.Status.WITHDRAWN else Sort.ADDED
        yield new.change(sort, "status", old_status, new_status)
    if old.holder != new.holder:
        yield new.change(Sort.MOVED, "", old.holder, new.holder)
    absent: tuple[Sort, Value] = (Sort.DETAIL, "")
    for name in [*new.fields, *(name for name in old.fields if name not in new.fields)]:
        sort, _ = new.fields.get(name) or old.fields[name]
        before, after = (entry.fields.get(name, absent)[1] for entry in (old, new))
        if name == "status" or _unwrap(before) == _unwrap(after):
            continue
        if sort is Sort.WITHDRAWN and new_status != model.Status.WITHDRAWN:
            sort = Sort.RESTORED
        yield new.change(sort, name, before, after)


def _unwrap(value: Value | None) -> Value | None:
    """A value without the line breaks within paragraphs, which have no meaning."""
    if isinstance(value, str):
        return re.sub(r"[ \t]*\n(?!\n)", " ", value.strip()).strip()
    return value


def _reordered_entries(old: Mapping[str, _Snapshot], new: Mapping[str, _Snapshot]) -> Iterator[str]:
    """The entries whose order changed relative to the others of the same list."""
    for holder in dict.fromkeys(entry.holder for entry in new.values() if not entry.node.is_file):
        before, after = (
            [
                name
                for name, entry in state.items()
                if entry.holder == holder and name in old and name in new
            ]
            for state in (old, new)
        )
        before = [name for name in before if name in after]
        after = [name for name in after if name in before]
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        in_order = {
            name
            for block in matcher.get_matching_blocks()
            for name in after[block.b : block.b + block.size]
        }
        yield from (name for name in after if name not in in_order)
