"""Changes: documents as they were and as they are go in, what changed comes out, thing by thing and field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import get_type_hints

from guidance.content import model
from guidance.content.introspection import model_in, references
from guidance.content.loader import Document
from guidance.content.nodes import Node, nodes_of
from guidance.content.yaml_parser import Value

NAMES = ("id", "title", "person", "article", "question", "word")
"""By which keys the things in a list are told apart, the first that they have."""


class Sort(StrEnum):
    """What happened, in the order in which it is told."""

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
    """One change to one thing."""

    sort: Sort
    id: str
    """Its identifier; of a file that holds a list, the name of the file."""
    title: str
    path: str
    line: int
    field: str = ""
    """Which field changed; empty where the whole thing came, went or moved."""
    old: Value | None = None
    new: Value | None = None


@dataclass(frozen=True)
class Held:
    """One thing with a name of its own, and its fields without those of the named things within it."""

    part: Node
    holder: str
    """What holds it: its file and the list in it."""
    fields: Mapping[str, tuple[Sort, Value]]

    @property
    def title(self) -> str:
        """How readers would call it."""
        return next(
            (
                text
                for name in ("title", "short", "name", "term", "label", "person")
                if (text := self.part.text(name))
            ),
            "",
        )

    def change(
        self, sort: Sort, field: str = "", old: Value | None = None, new: Value | None = None
    ) -> Change:
        """A change to it."""
        spot = self.part.document.spot(self.part.location)
        return Change(
            sort,
            name_of(self.part),
            self.title,
            self.part.document.path,
            spot.line,
            field,
            _plain(old),
            _plain(new),
        )


def changes(before: Sequence[Document], now: Sequence[Document]) -> list[Change]:
    """All changes from one state to another, sort by sort, in the order of the files."""
    old, new = _held(before), _held(now)
    found = [
        change
        for name, held in new.items()
        for change in (_between(old[name], held) if name in old else _arrived(held))
    ]
    found += [held.change(Sort.REMOVED) for name, held in old.items() if name not in new]
    found += [new[name].change(Sort.MOVED) for name in _reordered(old, new)]
    order = list(Sort)
    return sorted(found, key=lambda change: order.index(change.sort))


def name_of(part: Node) -> str:
    """By which name a thing is told: its identifier, of a value of the vocabulary with its list; of a file without one, the file's name."""
    name = part.text("id")
    return f"{part.location[0]}.{name}" if part.kind is model.Choice else name or part.document.stem


def _held(states: Sequence[Document]) -> dict[str, Held]:
    """Everything with a name of its own, by it."""
    parts = [
        part
        for document in states
        for part in nodes_of(document)
        if part.is_file or part.text("id")
    ]
    return {
        name_of(part): Held(
            part,
            "/".join([part.document.path, *map(str, part.location[:1])]),
            dict(_fields(part.kind, part.keys)),
        )
        for part in parts
    }


def _fields(
    kind: type[model.Entry], keys: Mapping[str, Value], before: str = ""
) -> Iterator[tuple[str, tuple[Sort, Value]]]:
    """Fields with their sort of change, those within unnamed groups and lists by their way: `imprint.web`, `sessions[Opening].starts`."""
    for name, value in keys.items():
        if name not in kind.model_fields:
            continue
        inner = model_in(kind.model_fields[name].annotation)
        if inner and isinstance(value, dict):
            yield from _fields(inner, value, f"{before}{name}.")
        elif inner and isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, dict) and not ("id" in inner.model_fields and item.get("id")):
                    label = next(
                        (str(item[key]) for key in NAMES if item.get(key)), str(number + 1)
                    )
                    yield from _fields(inner, item, f"{before}{name}[{label}].")
        elif name != "id":
            yield f"{before}{name}", (_sort(kind, name), value)


def _sort(kind: type[model.Entry], name: str) -> Sort:
    """Which sort of change it is when a field changes."""
    if name == "part_of":
        return Sort.MOVED
    if name in ("reason", "replaced_by"):
        return Sort.WITHDRAWN
    if name in references(kind) or name in ("nature", "keywords", "also", "sense", "status"):
        return Sort.RETAGGED
    told = str(get_type_hints(kind, include_extras=True)[name])
    is_text = "_sound" in told and name != "change_note"
    return Sort.REWORDED if is_text else Sort.DETAIL


def _arrived(held: Held) -> Iterator[Change]:
    """A thing that is new, then by what it is found and on what it rests."""
    yield held.change(Sort.ADDED, new=held.part.text("text") or held.part.text("summary"))
    named: dict[str, list[Value]] = {}
    for name, (sort, value) in held.fields.items():
        if sort is Sort.RETAGGED and name not in ("keywords", "also", "sense"):
            named.setdefault(re.sub(r"(\[[^\]]*\])?\.person$", "", name), []).extend(
                value if isinstance(value, list) else [value]
            )
    yield from (held.change(Sort.ADDED, name, new=values) for name, values in named.items())


def _between(old: Held, new: Held) -> Iterator[Change]:
    """What changed of one thing."""
    was, status = (held.part.text("status") or model.Status.CURRENT for held in (old, new))
    if was != status:
        back = Sort.RESTORED if was == model.Status.WITHDRAWN else Sort.ADDED
        yield new.change(
            {"withdrawn": Sort.WITHDRAWN, "current": back}.get(status, Sort.DETAIL),
            "status",
            was,
            status,
        )
    if old.holder != new.holder:
        yield new.change(Sort.MOVED, "", old.holder, new.holder)
    for name in [*new.fields, *(name for name in old.fields if name not in new.fields)]:
        (sort, after), before = (
            new.fields.get(name, old.fields.get(name, (Sort.DETAIL, ""))),
            old.fields.get(name, (Sort.DETAIL, ""))[1],
        )
        after = after if name in new.fields else ""
        if name != "status" and _plain(before) != _plain(after):
            yield new.change(
                Sort.RESTORED
                if sort is Sort.WITHDRAWN and status != model.Status.WITHDRAWN
                else sort,
                name,
                before,
                after,
            )


def _plain(value: Value | None) -> Value | None:
    """A value without the line breaks within a paragraph, which carry no meaning."""
    if isinstance(value, str):
        return re.sub(r"[ \t]*\n(?!\n)", " ", value.strip()).strip()
    return value


def _reordered(old: Mapping[str, Held], new: Mapping[str, Held]) -> Iterator[str]:
    """Things that stand elsewhere among their old neighbours."""
    for holder in dict.fromkeys(held.holder for held in new.values() if not held.part.is_file):
        was, now = (
            [
                name
                for name, held in state.items()
                if held.holder == holder and name in old and name in new
            ]
            for state in (old, new)
        )
        was, now = [name for name in was if name in now], [name for name in now if name in was]
        kept = {
            name
            for block in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
            for name in now[block.b : block.b + block.size]
        }
        yield from (name for name in now if name not in kept)
