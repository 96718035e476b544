"""Differences between two states of the content, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from guidance.content.loader import load_folder
from guidance.content.yaml_parser import Value
from guidance.history.base import Base
from guidance.history.citations import citing_entries
from guidance.history.comparison.change import Change, Sort
from guidance.history.comparison.field_changes import field_changes
from guidance.history.comparison.file_changes import File, not_compared, unseen_changes
from guidance.history.comparison.list_order import reordered_entries
from guidance.history.comparison.snapshot import Snapshot, repetitions, snapshots
from guidance.history.git import changed_files, checkout_at
from guidance.history.renames import likely_successors, renumbered
from guidance.history.state import State

_NOT_SUMMARIZED = ("keywords", "asked_as", "also", "sense")
"""Fields of a new entry that its summary leaves out."""


def changes_since(content: Path, base: Base) -> list[Change]:
    """All changes of a content folder since a commit.

    Raises `HistoryError` if there is no such commit, or no repository, and `ContentError` if the
    folder cannot be read at all.
    """
    with checkout_at(content, base.commit) as before:
        old, new = load_folder(before), load_folder(content)
        found = changes(old, new)
        names = changed_files(content, base.commit)
        found += unseen_changes(
            (before, old),
            (content, new),
            names,
            _files(found),
            are_all_compared=all(change.sort is not Sort.NOT_COMPARED for change in found),
        )
    return _in_order(found)


def changes(before: Sequence[File], now: Sequence[File]) -> list[Change]:
    """All changes from one state to another, by sort, then in the order of the files.

    The files may be invalid: fields that the model does not know are ignored. A file that cannot
    be read whole is named, and nothing else is said of it.
    """
    old, new = (State.of(document for document, _ in files) for files in (before, now))
    old_entries, new_entries = snapshots(old), snapshots(new)
    old_keys = renumbered(old.entries, new.entries)
    guesses = likely_successors(old.entries, new.entries)
    cited_by = citing_entries(new.documents)
    result = [*not_compared(before, is_earlier=True), *not_compared(now), *repetitions(new)]
    for key, entry in new_entries.items():
        old_key = old_keys.get(key, key)
        if old_key in old_entries:
            if old_key != key:
                result.append(entry.change(Sort.RENUMBERED, "id", old_key[1], key[1]))
            citing = cited_by.get(entry.node.text("id"), ())
            result += _differences(old_entries[old_key], entry, citing)
        elif not old.may_hold(entry.node):
            result += _addition(entry)
            if key in guesses:
                result.append(
                    entry.change(Sort.RENUMBERED, "id", guesses[key][1], key[1], note="perhaps")
                )
    kept = {*new_entries, *old_keys.values()}
    result += [
        entry.change(Sort.REMOVED)
        for key, entry in old_entries.items()
        if key not in kept and not new.may_hold(entry.node)
    ]
    result += [
        new_entries[key].change(Sort.MOVED) for key in reordered_entries(old_entries, new_entries)
    ]
    return _in_order(result)


def _in_order(changes: Sequence[Change]) -> list[Change]:
    order = list(Sort)
    return sorted(changes, key=lambda change: order.index(change.sort))


def _files(changes: Sequence[Change]) -> set[str]:
    """The files, relative to the content folder, of which something is reported."""
    paths = {change.path for change in changes}
    paths |= {
        str(change.old).rpartition("/")[0]
        for change in changes
        if change.sort is Sort.MOVED and not change.field and change.old
    }
    return {path.partition("/")[2] for path in paths}


def _addition(entry: Snapshot) -> Iterator[Change]:
    """The changes of a new entry: its text, then its facets and references."""
    yield entry.change(Sort.ADDED, new=entry.node.text("text") or entry.node.text("summary"))
    values: dict[str, list[Value]] = {}
    for name, (sort, value) in entry.fields.items():
        if sort is Sort.RETAGGED and name not in _NOT_SUMMARIZED:
            field = _list_of(name)
            values.setdefault(field, []).extend(value if isinstance(value, list) else [value])
    yield from (entry.change(Sort.ADDED, name, new=found) for name, found in values.items())


def _list_of(name: str) -> str:
    """The list of a person or an organization: `speakers` for `speakers[ada-north].person`."""
    field, _, last = name.rpartition(".")
    if last not in ("person", "organization") or not field:
        return name
    return field.rpartition("[")[0] if field.endswith("]") else field


def _differences(old: Snapshot, new: Snapshot, cited_by: Sequence[str]) -> Iterator[Change]:
    """The changes of one entry: of its status, of its holder, then of each other field."""
    found = [*field_changes(old.fields, new.fields)]
    yield from (new.change(*change) for change in found if change.field == "status")
    if old.holder != new.holder:
        yield new.change(Sort.MOVED, "", old.holder, new.holder)
    for change in found:
        if change.field != "status":
            citing = tuple(cited_by) if change.sort is Sort.RENAMED else ()
            yield new.change(*change, cited_by=citing)
