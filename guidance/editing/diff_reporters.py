"""Reports of changes: Markdown for pull requests, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from guidance.content.yaml_parser import Value
from guidance.editing.marked_words import escape, mark_changes
from guidance.history.comparison.change import Change, Sort
from guidance.history.comparison.word_diff import WordDiff

_SUMMARY = 40
"""The number of words of the text of a new record that are shown."""
_CITING = 8
"""The number of entries that are named beside what they refer to."""
HEADINGS = {
    Sort.NOT_COMPARED: "Not compared",
    Sort.ADDED: "Added",
    Sort.RENAMED: "Renamed",
    Sort.REWORDED: "Reworded",
    Sort.RETAGGED: "Re-tagged",
    Sort.MOVED: "Moved",
    Sort.WITHDRAWN: "Withdrawn",
    Sort.RESTORED: "Restored",
    Sort.REMOVED: "Removed, which must not be: a record that no longer holds is withdrawn",
    Sort.RENUMBERED: "Given another identifier, which must not be: others cite the former one",
    Sort.DETAIL: "Dates, sources and other details",
    Sort.UNSEEN: "Changes that nobody sees",
}


def as_markdown(changes: Sequence[Change], base: str = "") -> str:
    """Changes under a heading for each sort; reworded texts have ~~old~~ and **new** words.

    `base` is the state with which the content was compared.
    """
    base, words = escape(base), WordDiff()
    if not changes:
        return f"Nothing in the content differs from {base or 'what it was'}."
    lines = [f"## What changes: {_count(changes)}"]
    lines += ["", f"Compared with {base}."] if base else []
    for sort, group in groupby(changes, key=lambda change: change.sort):
        lines += ["", f"### {HEADINGS[sort]}", ""]
        for identifier, of_entry in groupby(group, key=lambda change: change.id):
            lines.append(f"- {_item(identifier, list(of_entry), words)}")
    return "\n".join(lines)


def _count(changes: Sequence[Change]) -> str:
    """How many records and entries change in what readers see."""
    hidden = (Sort.NOT_COMPARED, Sort.UNSEEN)
    count = len({change.id for change in changes if change.sort not in hidden})
    if count:
        return f"{count} {'record or entry' if count == 1 else 'records and entries'}"
    if any(change.sort is Sort.NOT_COMPARED for change in changes):
        return "nothing that could be compared"
    return "nothing that readers see"


def as_json(changes: Sequence[Change], base: str = "") -> str:
    """Changes as one JSON array, each with the sentence of the Markdown report as `sentence`.

    It does not give the base: each object is a change. Unprintable characters are escaped.
    """
    words = WordDiff()
    objects = ({**asdict(change), "sentence": sentence(change, words)} for change in changes)
    report = json.dumps(
        [
            {key: value for key, value in each.items() if value not in (None, "", ())}
            for each in objects
        ],
        ensure_ascii=False,
        indent=1,
    )
    return "".join(
        character if character.isprintable() or character == "\n" else json.dumps(character)[1:-1]
        for character in report
    )


REPORTERS: Mapping[str, Callable[[Sequence[Change], str], str]] = {
    "markdown": as_markdown,
    "json": as_json,
}
"""The function that writes each format of a report."""


def _item(identifier: str, changes: Sequence[Change], words: WordDiff) -> str:
    """All changes of one sort of one entry."""
    title = changes[0].title
    sentences = (sentence(change, words) for change in changes)
    name = f" ({escape(title)})" if title and title != identifier else ""
    return f"**{escape(identifier)}**{name}: {'; '.join(filter(None, sentences))}"


def sentence(change: Change, words: WordDiff) -> str:
    """One change in words, as Markdown; `words` compares those of all changes of a report."""
    match change.sort:
        case Sort.NOT_COMPARED:
            return escape(change.note)
        case Sort.UNSEEN:
            field = f"*{escape(change.field)}* " if change.field else ""
            return f"{field}differs in {escape(change.note)}"
        case Sort.RENUMBERED:
            return _other_identifier(change)
        case Sort.REMOVED:
            return f"stood in {escape(change.path)}, line {change.line}"
    return _field_sentence(change, words) if change.field else _entry_sentence(change)


def _other_identifier(change: Change) -> str:
    old = escape(str(change.old))
    if change.note:
        return f"may be ‘{old}’ with another name; if so, give it that identifier again"
    return f"was ‘{old}’, with the same words; give it that identifier again"


def _entry_sentence(change: Change) -> str:
    """A whole entry that is new or stands elsewhere."""
    if change.sort is Sort.ADDED:
        return f"“{escape(_summary(str(change.new)))}”" if change.new else "is new"
    if change.new is None:
        return "stands at another place in its list"
    return f"stands in {escape(str(change.new))} now, no longer in {escape(str(change.old))}"


def _field_sentence(change: Change, words: WordDiff) -> str:
    """One field, with what it was and is."""
    field = f"*{escape(change.field)}*"
    if change.sort is Sort.ADDED and change.old is None:
        values = change.new if isinstance(change.new, list) else ()
        return f"{field} {', '.join(escape(str(item)) for item in values)}"
    if change.sort is Sort.MOVED and change.old is None and change.new is None:
        return f"{field} stands in another order"
    return f"{field} {_field_change(change, words)}" + _citing(change.cited_by)


def _citing(entries: Sequence[str]) -> str:
    """The first entries that refer to one with another name."""
    if not entries:
        return ""
    more = f" and {len(entries) - _CITING} more" if len(entries) > _CITING else ""
    return f"; cited by {escape(', '.join(entries[:_CITING]))}{more}"


def _field_change(change: Change, words: WordDiff) -> str:
    old, new = change.old or "", change.new or ""
    if isinstance(old, list) or isinstance(new, list):
        old, new = (value if isinstance(value, list) else [] for value in (old, new))
        return _list_change(old, new)
    if not old:
        return f"is new: “{escape(str(new))}”"
    if not new:
        return f"is gone; it was “{escape(str(old))}”"
    if change.sort is Sort.REWORDED:
        return f"was reworded: {mark_changes(words, str(old), str(new))}"
    return f"was ‘{escape(str(old))}’, is ‘{escape(str(new))}’"


def _list_change(old: Sequence[Value], new: Sequence[Value]) -> str:
    """The items that were added to a list and removed from it."""
    before, after = (dict.fromkeys(map(str, items)) for items in (old, new))
    gained = [item for item in after if item not in before]
    lost = [item for item in before if item not in after]
    clauses = [
        f"{verb} {', '.join(f'‘{escape(item)}’' for item in items)}"
        for verb, items in (("gained", gained), ("lost", lost))
        if items
    ]
    return " and ".join(clauses) or "stands in another order"


def _summary(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SUMMARY]) + (" …" if len(words) > _SUMMARY else "")
