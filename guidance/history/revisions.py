"""Revisions: the dated changes of each entry, field by field, from its earlier versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guidance.content import model
from guidance.content.document import Document
from guidance.content.nodes import Node, nodes_of
from guidance.history.citations import EntryKey, entry_key
from guidance.history.comparison.change import Sort
from guidance.history.comparison.field_changes import (
    FieldChange,
    Fields,
    field_changes,
    status_of,
)
from guidance.history.past import Past, Version, dated_note, version_of, with_version

_OF_THE_CHANGE_ITSELF = ("changed", "change_note", "reviewed.date", "reviewed.role")
"""Fields that every change changes."""


@dataclass(frozen=True)
class Revision:
    """One change of an entry at one date."""

    date: str
    note: str
    """What the editor says of it; empty without a note."""
    changes: Sequence[FieldChange]
    """What readers see of it; empty where the version before is not known."""
    fields: Fields
    """All fields after the change."""


@dataclass(frozen=True)
class Life:
    """What is known of the changes of one entry."""

    appeared: str | None
    """The day on which it was added; None for an entry that was there from the first."""
    revisions: Sequence[Revision]
    """Its changes after that day, by increasing date."""


def lives(documents: Iterable[Document], past: Past) -> Mapping[EntryKey, Life]:
    """The life of each entry of the files of a content folder, which may be uncommitted.

    Without a past (an empty one), only the last change of an entry is known, if it
    has a note, and its withdrawal.
    """
    return {
        entry_key(node): _life(entry_key(node), node, past)
        for document in documents
        for node in nodes_of(document)
        if node.is_file or node.text("id")
    }


def _life(key: EntryKey, node: Node, past: Past) -> Life:
    """The life of one entry; the fields of one that nothing is told of are not read."""
    date, note = dated_note(node)
    before, appeared = past.versions.get(key, ()), past.appeared.get(key)
    if past.versions and key not in past.versions:
        appeared = date
    is_withdrawn = node.text("status") == model.Status.WITHDRAWN
    if not (note or is_withdrawn or any(each.date < date for each in before)):
        return Life(appeared, [])
    versions = with_version(before, version_of(node))
    revisions = (each for each in _revisions(versions) if each.date > (appeared or ""))
    return Life(appeared, [*revisions])


def _revisions(versions: Sequence[Version]) -> Iterator[Revision]:
    first = versions[0]
    if first.note or status_of(first.fields) == model.Status.WITHDRAWN:
        yield Revision(first.date, first.note, (), first.fields)
    for before, now in pairwise(versions):
        changes = [*_visible(field_changes(before.fields, now.fields))]
        if changes or now.note:
            yield Revision(now.date, now.note, changes, now.fields)


def _visible(changes: Iterable[FieldChange]) -> Iterator[FieldChange]:
    for change in changes:
        if change.sort is not Sort.UNSEEN and change.field not in _OF_THE_CHANGE_ITSELF:
            yield change
