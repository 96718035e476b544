"""The account: changes go in, what an editor reads of them in a pull request comes out, or the same for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from itertools import groupby

from guidance.content.yaml_parser import Value
from guidance.editing.diff import Change, Sort

AROUND = 8
"""How many unchanged words are shown on each side of a change."""
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
    """Changes in words, sort by sort; in a text that was reworded, ~~old~~ and **new** words are marked."""
    if not changes:
        return "The content has not changed."
    things = len({change.id for change in changes})
    lines = [
        f"## What changes: {things} {'record or entry' if things == 1 else 'records and entries'}"
    ]
    for sort, found in groupby(changes, key=lambda change: change.sort):
        lines += ["", f"### {HEADINGS[sort]}", ""]
        for identifier, held in groupby(found, key=lambda change: change.id):
            lines.append(f"- {_told(identifier, list(held))}")
    return "\n".join(lines)


def as_json(changes: Sequence[Change]) -> str:
    """Changes as one JSON array."""
    facts = ({**asdict(change), "told": sentence(change)} for change in changes)
    return json.dumps(
        [{key: value for key, value in fact.items() if value not in (None, "")} for fact in facts],
        ensure_ascii=False,
        indent=1,
    )


REPORTERS: Mapping[str, Callable[[Sequence[Change]], str]] = {
    "markdown": as_markdown,
    "json": as_json,
}
"""How changes can be told."""


def _told(identifier: str, changes: Sequence[Change]) -> str:
    title = (
        f" ({_safe(changes[0].title)})"
        if changes[0].title and changes[0].title != identifier
        else ""
    )
    return f"**{identifier}**{title}: {'; '.join(filter(None, map(sentence, changes)))}"


def sentence(change: Change) -> str:
    """One change in words."""
    match change:
        case Change(sort=Sort.ADDED, field=""):
            return f"“{_safe(_cut(str(change.new)))}”" if change.new else "is new"
        case Change(sort=Sort.ADDED, old=None, new=new):
            return f"*{_safe(change.field)}* {', '.join(_safe(str(item)) for item in (new if isinstance(new, list) else ()))}"
        case Change(sort=Sort.REMOVED):
            return f"stood in {change.path}, line {change.line}"
        case Change(field="", new=None):
            return "stands at another place in its list"
        case Change(field=""):
            return f"stands in {change.new} now, no longer in {change.old}"
    return f"*{_safe(change.field)}* {_of_field(change.sort, change.old or '', change.new or '')}"


def _of_field(sort: Sort, old: Value, new: Value) -> str:
    if isinstance(old, list) or isinstance(new, list):
        return _lists(old if isinstance(old, list) else [], new if isinstance(new, list) else [])
    if not old:
        return f"is new: “{_safe(str(new))}”"
    if not new:
        return f"is gone; it was “{_safe(str(old))}”"
    if sort is Sort.REWORDED:
        return f"was reworded: {marked(str(old), str(new))}"
    return f"was ‘{_safe(str(old))}’, is ‘{_safe(str(new))}’"


def _lists(old: Sequence[Value], new: Sequence[Value]) -> str:
    """What a list gained and lost."""
    gained, lost = (
        [str(item) for item in these if item not in those]
        for these, those in ((new, old), (old, new))
    )
    told = [
        f"{verb} {', '.join(f'‘{_safe(item)}’' for item in items)}"
        for verb, items in (("gained", gained), ("lost", lost))
        if items
    ]
    return " and ".join(told) or "stands in another order"


def marked(old: str, new: str) -> str:
    """A text with its ~~old~~ and **new** words marked, and a few words around them."""
    before, after = _words(old), _words(new)
    parts: list[str] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = matcher.get_opcodes()
    for number, (what, a, b, c, d) in enumerate(steps):
        if what == "equal":
            parts += _context(after[c:d], first=number == 0, last=number == len(steps) - 1)
            continue
        parts += [f"~~{_safe(' '.join(before[a:b]))}~~"] if a < b else []
        parts += [f"**{_safe(' '.join(after[c:d]))}**"] if c < d else []
    return " ".join(parts)


def _words(text: str) -> list[str]:
    return text.split()


def _context(words: Sequence[str], *, first: bool, last: bool) -> Iterator[str]:
    """Unchanged words: all of a few, else those beside a change."""
    if len(words) <= 2 * AROUND and not (first or last):
        yield _safe(" ".join(words))
    elif first:
        yield ("… " if len(words) > AROUND else "") + _safe(" ".join(words[-AROUND:]))
    elif last:
        yield _safe(" ".join(words[:AROUND])) + (" …" if len(words) > AROUND else "")
    else:
        yield f"{_safe(' '.join(words[:AROUND]))} … {_safe(' '.join(words[-AROUND:]))}"


def _cut(text: str) -> str:
    words = text.split()
    return " ".join(words[:40]) + (" …" if len(words) > 40 else "")


def _safe(words: str) -> str:
    """Words as Markdown that means just these words."""
    return re.sub(r"([\\`*_~\[\]<>|#])", r"\\\1", " ".join(words.split()))
