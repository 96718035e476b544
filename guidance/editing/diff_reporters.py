"""Reports of changes: Markdown for pull requests, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from itertools import groupby

from guidance.content.yaml_parser import Value
from guidance.editing.diff import Change, Sort

CONTEXT = 8
"""The number of unchanged words that are shown on each side of a change."""
_SUMMARY = 40
"""The number of words of the text of a new record that are shown."""
HEADINGS = {
    Sort.ADDED: "Added",
    Sort.REWORDED: "Reworded",
    Sort.RETAGGED: "Re-tagged",
    Sort.MOVED: "Moved",
    Sort.WITHDRAWN: "Withdrawn",
    Sort.RESTORED: "Restored",
    Sort.REMOVED: "Removed, which must not be: a record that no longer holds is withdrawn",
    Sort.DETAIL: "Dates, sources and other details",
}


def as_markdown(changes: Sequence[Change]) -> str:
    """Changes under a heading for each sort; reworded texts have ~~old~~ and **new** words."""
    if not changes:
        return "The content has not changed."
    count = len({change.id for change in changes})
    lines = [
        f"## What changes: {count} {'record or entry' if count == 1 else 'records and entries'}"
    ]
    for sort, group in groupby(changes, key=lambda change: change.sort):
        lines += ["", f"### {HEADINGS[sort]}", ""]
        for identifier, of_entry in groupby(group, key=lambda change: change.id):
            lines.append(f"- {_item(identifier, list(of_entry))}")
    return "\n".join(lines)


def as_json(changes: Sequence[Change]) -> str:
    """Changes as one JSON array, each with the sentence of the Markdown report as `told`."""
    objects = ({**asdict(change), "told": sentence(change)} for change in changes)
    return json.dumps(
        [
            {key: value for key, value in each.items() if value not in (None, "")}
            for each in objects
        ],
        ensure_ascii=False,
        indent=1,
    )


REPORTERS: Mapping[str, Callable[[Sequence[Change]], str]] = {
    "markdown": as_markdown,
    "json": as_json,
}
"""The function that writes each format of a report."""


def _item(identifier: str, changes: Sequence[Change]) -> str:
    """All changes of one sort of one entry."""
    title = changes[0].title
    name = f" ({_escape(title)})" if title and title != identifier else ""
    return f"**{identifier}**{name}: {'; '.join(filter(None, map(sentence, changes)))}"


def sentence(change: Change) -> str:
    """One change in words, as Markdown."""
    match change:
        case Change(sort=Sort.ADDED, field=""):
            return f"“{_escape(_summary(str(change.new)))}”" if change.new else "is new"
        case Change(sort=Sort.ADDED, old=None, new=new):
            values = new if isinstance(new, list) else ()
            return f"*{_escape(change.field)}* {', '.join(_escape(str(item)) for item in values)}"
        case Change(sort=Sort.REMOVED):
            return f"stood in {change.path}, line {change.line}"
        case Change(field="", new=None):
            return "stands at another place in its list"
        case Change(field=""):
            return f"stands in {change.new} now, no longer in {change.old}"
    of_field = _field_change(change.sort, change.old or "", change.new or "")
    return f"*{_escape(change.field)}* {of_field}"


def _field_change(sort: Sort, old: Value, new: Value) -> str:
    if isinstance(old, list) or isinstance(new, list):
        old, new = (value if isinstance(value, list) else [] for value in (old, new))
        return _list_change(old, new)
    if not old:
        return f"is new: “{_escape(str(new))}”"
    if not new:
        return f"is gone; it was “{_escape(str(old))}”"
    if sort is Sort.REWORDED:
        return f"was reworded: {mark_changes(str(old), str(new))}"
    return f"was ‘{_escape(str(old))}’, is ‘{_escape(str(new))}’"


def _list_change(old: Sequence[Value], new: Sequence[Value]) -> str:
    """The items that were added to a list and removed from it."""
    new_items = [str(item) for item in new if item not in old]
    old_items = [str(item) for item in old if item not in new]
    clauses = [
        f"{verb} {', '.join(f'‘{_escape(item)}’' for item in items)}"
        for verb, items in (("gained", new_items), ("lost", old_items))
        if items
    ]
    return " and ".join(clauses) or "stands in another order"


def mark_changes(old: str, new: str) -> str:
    """A text with its ~~old~~ and **new** words marked, and `CONTEXT` words around them."""
    before, after = old.split(), new.split()
    parts: list[str] = []
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (operation, a, b, c, d) in enumerate(opcodes):
        if operation == "equal":
            is_last = number == len(opcodes) - 1
            parts += _context(after[c:d], is_first=number == 0, is_last=is_last)
            continue
        parts += [f"~~{_escape(' '.join(before[a:b]))}~~"] if a < b else []
        parts += [f"**{_escape(' '.join(after[c:d]))}**"] if c < d else []
    return " ".join(parts)


def _context(words: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[str]:
    """Unchanged words, shortened to those beside a change."""
    if len(words) <= 2 * CONTEXT and not (is_first or is_last):
        yield _escape(" ".join(words))
    elif is_first:
        yield ("… " if len(words) > CONTEXT else "") + _escape(" ".join(words[-CONTEXT:]))
    elif is_last:
        yield _escape(" ".join(words[:CONTEXT])) + (" …" if len(words) > CONTEXT else "")
    else:
        yield f"{_escape(' '.join(words[:CONTEXT]))} … {_escape(' '.join(words[-CONTEXT:]))}"


def _summary(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SUMMARY]) + (" …" if len(words) > _SUMMARY else "")


def _escape(text: str) -> str:
    """A text on one line, with the characters escaped that are markup in Markdown."""
    return re.sub(r"([\\`*_~\[\]<>|#])", r"\\\1", " ".join(text.split()))
