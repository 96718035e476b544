"""Snapshots: the entries of one state of the content, each with its own fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from guidance.content import model
from guidance.content.introspection import models_in, references, value_kind
from guidance.content.nodes import Node
from guidance.content.yaml_parser import Value
from guidance.history.citations import EntryKey, entry_key
from guidance.history.comparison.change import Change, Sort
from guidance.history.renames import NAMES
from guidance.history.state import State
from guidance.history.visible_text import as_shown

_LABEL_KEYS = ("id", "title", "person", "organization", "article", "question", "word")
"""An entry of a list without an identifier is labelled by the first of these keys that it has."""
_TITLE_KEYS = ("title", "short", "name", "term", "label", "person", "organization")
_SEARCHED = ("nature", "keywords", "asked_as", "also", "sense", "status")
"""Fields by which records are found, beside references to others."""


@dataclass(frozen=True)
class Snapshot:
    """An entry with an identifier in one state, without the entries inside it."""

    node: Node
    holder: str
    """The path of its file and the key of the list that contains it."""
    fields: Mapping[str, tuple[Sort, Value]]
    """The fields by their path, each with the sort of change that a new value is."""

    @property
    def identifier(self) -> str:
        """Its identifier; a value of the vocabulary has its list in front."""
        return entry_key(self.node)[1]

    @property
    def title(self) -> str:
        """Its title or its name; empty if it has none."""
        return next((text for name in _TITLE_KEYS if (text := self.node.text(name))), "")

    def change(
        self,
        sort: Sort,
        field: str = "",
        old: Value | None = None,
        new: Value | None = None,
        note: str = "",
        cited_by: Sequence[str] = (),
    ) -> Change:
        """A change of this entry."""
        document = self.node.document
        return Change(
            sort,
            self.identifier,
            self.title,
            document.path,
            document.position(self.node.location).line,
            field,
            None if old is None else as_shown(old),
            None if new is None else as_shown(new),
            note,
            cited_by,
        )


def snapshots(state: State) -> dict[EntryKey, Snapshot]:
    """The snapshot of each entry of a state, by its key."""
    return {key: snapshot(node) for key, node in state.entries.items()}


def repetitions(state: State) -> Iterator[Change]:
    """One change for each identifier that is used more than once."""
    for nodes in state.repeated.values():
        first, *others = (snapshot(node).change(Sort.NOT_COMPARED) for node in nodes)
        places = ", ".join(f"{other.path}, line {other.line}" for other in others)
        yield replace(first, note=f"its identifier is used again in {places}")


def snapshot(node: Node) -> Snapshot:
    """The snapshot of an entry."""
    holder = "/".join([node.document.path, *map(str, node.location[:1])])
    return Snapshot(node, holder, dict(_fields(node.entry_class, node.values)))


def _fields(
    entry_class: type[model.Entry], keys: Mapping[str, Value], prefix: str = ""
) -> Iterator[tuple[str, tuple[Sort, Value]]]:
    """Fields by their path, each with its sort: `contact.web`, `sessions[Opening].starts`."""
    for name, value in keys.items():
        if name not in entry_class.model_fields:
            continue
        inner = models_in(entry_class).get(name)
        if inner and isinstance(value, dict):
            yield from _fields(inner, value, f"{prefix}{name}.")
        elif inner and isinstance(value, list):
            labels: Counter[str] = Counter()
            for number, item in enumerate(value, 1):
                if isinstance(item, dict) and not ("id" in inner.model_fields and item.get("id")):
                    found = (str(item[key]) for key in _LABEL_KEYS if item.get(key))
                    label = next(found, str(number))
                    labels[label] += 1
                    label += f", {labels[label]}" if labels[label] > 1 else ""
                    yield from _fields(inner, item, f"{prefix}{name}[{label}].")
        elif name != "id":
            yield f"{prefix}{name}", (_sort(entry_class, name), value)


def _sort(entry_class: type[model.Entry], name: str) -> Sort:
    """The sort of change that a new value of a field is."""
    if name == "part_of":
        return Sort.MOVED
    if name in ("reason", "replaced_by"):
        return Sort.WITHDRAWN
    if name in NAMES.get(entry_class, ()):
        return Sort.RENAMED
    if name in references(entry_class) or name in _SEARCHED:
        return Sort.RETAGGED
    is_text = value_kind(entry_class, name) in (model.ValueKind.PROSE, model.ValueKind.LINE)
    return Sort.REWORDED if is_text and name not in ("change_note", "paragraphs") else Sort.DETAIL
