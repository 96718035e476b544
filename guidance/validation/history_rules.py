"""Rules on changes of records, and of what they refer to, between two states of the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from guidance.content import model
from guidance.content.document import Document
from guidance.content.nodes import Node
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule
from guidance.history.citations import Citation, EntryKey, citations
from guidance.history.renames import NAMES, likely_successors, new_name, renumbered
from guidance.history.state import State, path_inside
from guidance.history.visible_text import as_shown


def history_problems(
    before: Sequence[Document], now: Sequence[Document], folder: str, day_before: str = ""
) -> Iterator[Problem]:
    """Every problem with the changes between two states, and advice.

    `folder` is the current name of the content folder. `day_before` is the date of the earlier
    state, where it is known: what changed on that day may have changed again on it. Nothing is
    said of what stands, or may stand, in a file that cannot be read.
    """
    old, new = State.of(before), State.of(now)
    cited_before, cited_now = citations(old.documents), citations(new.documents)
    other_identifiers = renumbered(old.entries, new.entries)
    yield from identifiers_are_kept(new, other_identifiers)
    yield from published_records_are_kept(old, new, other_identifiers, folder)
    for key, node in new.entries.items():
        if key not in old.entries:
            continue
        if node.is_record:
            yield from changes_are_dated_and_noted(old.entries[key], node, day_before)
        elif node.entry_class in NAMES:
            citing = cited_now.get(node.text("id"), ())
            yield from new_names_are_dated_and_noted(old.entries[key], node, citing, day_before)
            known = cited_before.get(node.text("id"), ())
            yield from earlier_names_are_given(old.entries[key], node, known, citing)
    for new_key, old_key in likely_successors(old.entries, new.entries).items():
        yield from other_names_keep_the_identifier(new.entries[new_key], old_key[1])


def identifiers_are_kept(
    new: State, other_identifiers: Mapping[EntryKey, EntryKey]
) -> Iterator[Problem]:
    """Nothing gets another identifier."""
    for key, (_, former) in other_identifiers.items():
        message = (
            f"was '{former.rpartition('.')[2]}', and others cite its address; "
            "an identifier never changes, so write the former one again"
        )
        problem = new.entries[key].problem(Rule.KEPT_RECORD, "id", message)
        yield replace(problem, subject=("identifier", former.rpartition(".")[2]))


def published_records_are_kept(
    old: State, new: State, other_identifiers: Mapping[EntryKey, EntryKey], folder: str
) -> Iterator[Problem]:
    """A published record is never deleted; the problem is reported at its former file.

    A file that is gone with all its records is one problem.
    """
    gone: dict[str, list[str]] = {}
    for key, node in old.entries.items():
        is_gone = key not in new.entries and key not in other_identifiers.values()
        if node.is_record and is_gone and not new.may_hold(node):
            gone.setdefault(path_inside(node.document), []).append(key[1])
    for path, identifiers in gone.items():
        full_path = f"{folder}/{path}"
        if path not in new.paths and len(identifiers) > 1:
            message = (
                f"stood here with {', '.join(identifiers[:-1])} and {identifiers[-1]} and is gone, "
                "but others cite them; put the file back, "
                "with 'status: withdrawn' and a 'reason' where a record no longer holds"
            )
            subject = ("file", full_path)
            yield Problem(full_path, 1, 1, "file", message, Rule.KEPT_RECORD, subject=subject)
            continue
        for identifier in identifiers:
            message = (
                f"'{identifier}' stood here and is gone, but others cite it; put it back, "
                "with 'status: withdrawn' and a 'reason' where it no longer holds"
            )
            subject = ("records", identifier)
            yield Problem(full_path, 1, 1, "file", message, Rule.KEPT_RECORD, subject=subject)


def changes_are_dated_and_noted(old: Node, new: Node, day_before: str) -> Iterator[Problem]:
    """A record whose words or facets change gets a new `changed` and a new `change_note`."""
    if any(
        as_shown(old.values.get(field, "")) != as_shown(new.values.get(field, ""))
        for field in model.CITED_FIELDS
    ):
        yield from _date_and_note(old, new, f"'{new.text('id')}' has changed since", day_before)


def new_names_are_dated_and_noted(
    old: Node, new: Node, citing: Sequence[Citation], day_before: str
) -> Iterator[Problem]:
    """What others refer to gets a new `changed` and a new `change_note` with another name.

    The date stands beside the name, not with those who refer to it: their own words are the same.
    """
    if citing and (names := new_name(old, new)):
        others = f" and {len(citing) - 1} more" if len(citing) > 1 else ""
        reason = (
            f"'{new.text('id')}' was called '{names[0]}' before, "
            f"and {citing[0].entry}{others} cite{'' if others else 's'} it"
        )
        yield from _date_and_note(old, new, reason, day_before)


def earlier_names_are_given(
    old: Node, new: Node, before: Sequence[Citation], citing: Sequence[Citation]
) -> Iterator[Problem]:
    """Where the source prints the earlier name of a person, the appearance gives it.

    A new `erratum` of the person explains a misprint of all sources; nothing is to be given then.
    """
    names = new_name(old, new)
    if not names or old.text("erratum") != new.text("erratum"):
        return
    known = {citation.entry for citation in before}
    for node, entry in citing:
        is_appearance = issubclass(node.entry_class, model.Appearance)
        if is_appearance and entry in known and not node.text("printed_as"):
            field = "person" if new.entry_class is model.Person else "organization"
            message = (
                f"'{new.text('id')}' was called '{names[0]}' before; "
                f"where the source prints that name here, add 'printed_as: {names[0]}'"
            )
            yield node.problem(Rule.EARLIER_NAME, field, message)


def other_names_keep_the_identifier(new: Node, former: str) -> Iterator[Problem]:
    """Who gets another name keeps the identifier; that it is the same one is a guess."""
    message = (
        f"stands in the places of '{former}', which is gone; if it is the same one with another "
        "name, keep the former identifier, which others cite"
    )
    yield new.problem(Rule.EARLIER_NAME, "id", message, suggestion=former)


def _date_and_note(old: Node, new: Node, reason: str, day_before: str) -> Iterator[Problem]:
    """The problem that a change has no new day, or no new note."""
    may_be_same_day = bool(day_before) and _day_of_change(old) >= day_before
    identifier, day = new.text("id"), _day_of_change(new)
    if not day:
        message = f"is missing, but {reason}; write the day of the change here"
        yield new.problem(Rule.DATED_CHANGE, "changed", message)
    elif _day_of_change(old) == day and not may_be_same_day:
        message = f"is still {day}, but {reason}; write the day of the change here"
        yield new.problem(Rule.DATED_CHANGE, "changed", message)
    elif new.text("change_note") == old.text("change_note"):
        message = (
            f"does not tell what changed in '{identifier}' on {day}; write it here in a few words"
        )
        yield new.problem(Rule.DATED_CHANGE, "change_note", message)


def _day_of_change(record: Node) -> str:
    """The `changed` of a record, or that of its file."""
    file = record.document.value
    return record.text("changed") or str(file.get("changed", "") if isinstance(file, dict) else "")
