"""Rules on changes of records between two states of the content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidance.content import model
from guidance.content.document import Document
from guidance.content.nodes import Node, nodes_of
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule


def history_problems(
    before: Sequence[Document], now: Sequence[Document], folder: str
) -> Iterator[Problem]:
    """Every problem with the changes of records between two states.

    `folder` is the current name of the content folder.
    """
    old, new = _records(before), _records(now)
    unreadable = {_inside(document) for document in now if not isinstance(document.value, dict)}
    for identifier, record in old.items():
        if identifier in new:
            yield from changes_are_dated_and_noted(record, new[identifier])
        elif _inside(record.document) not in unreadable:
            yield from published_records_are_kept(record, folder)


def published_records_are_kept(record: Node, folder: str) -> Iterator[Problem]:
    """A published record is never deleted; the problem is reported at its former file."""
    message = (
        f"'{record.text('id')}' stood here and is gone, but others cite it; put it back, "
        "with 'status: withdrawn' and a 'reason' where it no longer holds"
    )
    path = f"{folder}/{_inside(record.document)}"
    yield Problem(path, 1, 1, "file", message, Rule.KEPT_RECORD)


def changes_are_dated_and_noted(old: Node, new: Node) -> Iterator[Problem]:
    """A record whose words or facets change gets a new `changed` and a new `change_note`."""
    if all(old.values.get(field) == new.values.get(field) for field in model.CITED_FIELDS):
        return
    identifier, day = new.text("id"), _day_of_change(new)
    if _day_of_change(old) == day:
        message = (
            f"is still {day}, but '{identifier}' has changed since; "
            "write the day of the change here"
        )
        yield new.problem(Rule.TOLD_CHANGE, "changed", message)
    elif new.text("change_note") == old.text("change_note"):
        message = (
            f"does not tell what changed in '{identifier}' on {day}; write it here in a few words"
        )
        yield new.problem(Rule.TOLD_CHANGE, "change_note", message)


def _records(documents: Sequence[Document]) -> dict[str, Node]:
    return {
        node.text("id"): node
        for document in documents
        for node in nodes_of(document)
        if node.is_record and node.text("id")
    }


def _inside(document: Document) -> str:
    """The path of a file relative to the content folder, whose name may differ."""
    return document.path.partition("/")[2]


def _day_of_change(record: Node) -> str:
    """The `changed` of a record, or that of its file."""
    file = record.document.value
    return record.text("changed") or str(file.get("changed", "") if isinstance(file, dict) else "")
