"""Earlier versions of all entries of a content folder, from the commits that changed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from guidance import limits
from guidance.content.document import Document
from guidance.content.layout import entry_class
from guidance.content.loader import load_bytes
from guidance.content.nodes import Node, nodes_of
from guidance.history.citations import EntryKey, entry_key
from guidance.history.commits import Commit, past_commits
from guidance.history.comparison.field_changes import Fields
from guidance.history.comparison.snapshot import snapshot
from guidance.history.git import object_sizes, read_objects
from guidance.history.renames import renumbered
from guidance.history.state import is_comparable

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Version(NamedTuple):
    """An entry as it was while its `changed` gave one date."""

    date: str
    """The date of its last change, its own or that of its file; empty where there is none."""
    note: str
    """Its own note on that change."""
    fields: Fields


class UnreadFile(NamedTuple):
    """A file that cannot be read as it was in a commit."""

    path: str
    commit: str
    """The hash of the commit."""


@dataclass
class Past:
    """The committed versions of all entries."""

    versions: dict[EntryKey, tuple[Version, ...]] = field(default_factory=dict)
    """The versions of each entry, by increasing date; of one date, the last one alone."""
    appeared: dict[EntryKey, str] = field(default_factory=dict)
    """The day of the commit that added an entry; absent for those of the first commit."""
    unread: list[UnreadFile] = field(default_factory=list)
    """The files that were skipped."""
    begins: str = ""
    """The day of the first commit that was read."""
    is_complete: bool = True
    """Whether all commits were read; otherwise, the oldest ones exceed the limits."""


def read_past(content: Path) -> Past:
    """The past of a content folder up to its last commit. Raises `HistoryError`."""
    commits = [_with_places(each, content.name) for each in past_commits(content)]
    sizes = _sizes(content, commits)
    kept = _within_limits(sizes, commits)
    is_complete = len(kept) == len(commits) < limits.PAST_COMMITS
    past = Past(begins=kept[0].day if kept else "", is_complete=is_complete)
    states: dict[str, Mapping[EntryKey, Node]] = {}
    for commit, documents in _loaded(content, kept, sizes):
        is_first = is_complete and commit is kept[0]
        found: dict[str, Mapping[EntryKey, Node]] = {}
        for path, document in documents.items():
            if document is None or is_comparable(document):
                found[path] = _entries(document) if document else {}
            else:
                past.unread.append(UnreadFile(document.path, commit.hash))
        before, now = _joined(states.get(path, {}) for path in found), _joined(found.values())
        old_keys = renumbered(before, now)
        for path, entries in found.items():
            is_new = not is_first and (path in states or commit.files[path].is_added)
            for key, node in entries.items():
                earlier = past.versions.get(key) or past.versions.get(old_keys.get(key, key), ())
                if not earlier and is_new:
                    past.appeared[key] = commit.day
                past.versions[key] = with_version(earlier, version_of(node))
        states |= found
    return past


def with_version(versions: Sequence[Version], version: Version) -> tuple[Version, ...]:
    """Versions with a newer one: it replaces one of its date, and later ones that were undone."""
    return (*(each for each in versions if each.date < version.date), version)


def version_of(node: Node) -> Version:
    """The version of an entry that a document holds."""
    return Version(*dated_note(node), snapshot(node).fields)


def dated_note(node: Node) -> tuple[str, str]:
    """The date of the last change of an entry, its own or that of its file, and its note."""
    values = node.document.value
    holder = values.get("changed") if isinstance(values, dict) else None
    own = node.text("changed")
    date = own or (holder if isinstance(holder, str) else "")
    note = node.text("change_note") if own else ""
    return date if _DAY.fullmatch(date) else "", note


def _with_places(commit: Commit, folder: str) -> Commit:
    """A commit with those of its files that have a place in the content."""
    files = {path: file for path, file in commit.files.items() if entry_class(f"{folder}/{path}")}
    return replace(commit, files=files)


def _sizes(content: Path, commits: Iterable[Commit]) -> Mapping[str, int]:
    """The size of each changed file that is not too large to be read, by its hash."""
    names = dict.fromkeys(file.object for each in commits for file in each.files.values())
    names.pop("", None)
    sizes = zip(names, object_sizes(content, [*names]), strict=True)
    return {name: size for name, size in sizes if size <= limits.BYTES}


def _within_limits(sizes: Mapping[str, int], commits: Sequence[Commit]) -> Sequence[Commit]:
    """The latest commits whose changed files together do not exceed the limit."""
    totals = accumulate(
        sum(sizes.get(file.object, 0) for file in commit.files.values())
        for commit in reversed(commits)
    )
    count = sum(total <= limits.PAST_BYTES for total in totals)
    return commits[len(commits) - count :]


def _loaded(
    content: Path, commits: Sequence[Commit], sizes: Mapping[str, int]
) -> Iterator[tuple[Commit, Mapping[str, Document | None]]]:
    """Each commit with the documents that it changed, by path; None for one that it removed."""
    names = [
        file.object for commit in commits for file in commit.files.values() if file.object in sizes
    ]
    objects = read_objects(content, names)
    for commit in commits:
        documents: dict[str, Document | None] = {}
        for path, file in commit.files.items():
            raw = next(objects) if file.object in sizes else b""
            documents[path] = _document(raw, f"{content.name}/{path}") if file.object else None
        yield commit, documents


def _document(raw: bytes, path: str) -> Document:
    """A file as a document; its errors are not explained, which takes most of the time."""
    document, _ = load_bytes(raw, path, most_problems=1, explained=0)
    return document


def _entries(document: Document) -> Mapping[EntryKey, Node]:
    """The file, and each entry in it with an identifier."""
    return {entry_key(node): node for node in nodes_of(document) if node.is_file or node.text("id")}


def _joined(states: Iterable[Mapping[EntryKey, Node]]) -> Mapping[EntryKey, Node]:
    return {key: node for state in states for key, node in state.items()}
