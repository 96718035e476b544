"""Since: documents as they were and as they are go in, problems with how the one became the other come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidance.content.loader import Document
from guidance.content.nodes import Node, nodes_of
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule

WORDS_AND_FACETS = ("title", "text", "nature", "actors", "forms", "measures", "status")
"""What readers cite or filter by: when one of these changes, the record says when and what."""


def history_problems(before: Sequence[Document], now: Sequence[Document]) -> Iterator[Problem]:
    """Every problem with what became of the records."""
    old, new = _records(before), _records(now)
    unread = {_inside(document) for document in now if not isinstance(document.value, dict)}
    for name, was in old.items():
        if name not in new and _inside(was.document) in unread:
            continue
        if name not in new:
            yield _gone(was, now)
        elif any(was.keys.get(field) != new[name].keys.get(field) for field in WORDS_AND_FACETS):
            yield from _told(was, new[name])


def _records(documents: Sequence[Document]) -> dict[str, Node]:
    return {
        part.text("id"): part
        for document in documents
        for part in nodes_of(document)
        if part.is_record and part.text("id")
    }


def _inside(document: Document) -> str:
    """Where a file lies below the content folder, whatever that is called."""
    return document.path.partition("/")[2]


def _gone(was: Node, now: Sequence[Document]) -> Problem:
    """A record that stood there before and stands nowhere now: told at the file where it stood."""
    path = f"{now[0].path.partition('/')[0]}/{_inside(was.document)}"
    message = f"'{was.text('id')}' stood here and is gone, but others cite it; put it back, with 'status: withdrawn' and a 'reason' where it no longer holds"
    return Problem(path, 1, 1, "file", message, Rule.KEPT_RECORD)


def _told(was: Node, now: Node) -> Iterator[Problem]:
    """A record whose words or facets changed says when and what."""
    if _changed(was) == _changed(now):
        yield now.problem(
            Rule.TOLD_CHANGE,
            "changed",
            f"is still {_changed(was)}, but '{now.text('id')}' has changed since; write the day of the change here",
        )
    elif now.text("change_note") == was.text("change_note"):
        yield now.problem(
            Rule.TOLD_CHANGE,
            "change_note",
            f"does not tell what changed in '{now.text('id')}' on {_changed(now)}; write it here in a few words",
        )


def _changed(part: Node) -> str:
    """The day of the last change: the record's own, or that of its file."""
    held = part.document.value
    of_file = held.get("changed", "") if isinstance(held, dict) else ""
    return part.text("changed") or str(of_file)
