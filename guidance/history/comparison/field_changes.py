"""Differences between the fields of two versions of an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guidance.content import model
from guidance.content.yaml_parser import Value
from guidance.history.comparison.change import Sort
from guidance.history.comparison.list_order import reordered_lists
from guidance.history.visible_text import as_shown, unseen_difference

Fields = Mapping[str, tuple[Sort, Value]]
"""The fields of an entry by their path, each with the sort of change that a new value is."""


class FieldChange(NamedTuple):
    """One field that differs between two versions of an entry."""

    sort: Sort
    field: str
    old: Value | None = None
    """The value before; None where only the order or what nobody sees differs."""
    new: Value | None = None
    note: str = ""
    """What nobody sees."""


def field_changes(old: Fields, new: Fields) -> Iterator[FieldChange]:
    """The fields that differ, the status as current where absent, in the order of the new ones."""
    old_status, new_status = (status_of(fields) for fields in (old, new))
    if old_status != new_status:
        sort = Sort.DETAIL
        if new_status == model.Status.WITHDRAWN:
            sort = Sort.WITHDRAWN
        elif new_status == model.Status.CURRENT:
            sort = Sort.RESTORED if old_status == model.Status.WITHDRAWN else Sort.ADDED
        yield FieldChange(sort, "status", old_status, new_status)
    absent: tuple[Sort, Value] = (Sort.DETAIL, "")
    for name in [*new, *(name for name in old if name not in new)]:
        sort, _ = new.get(name) or old[name]
        before, after = (fields.get(name, absent)[1] for fields in (old, new))
        if name == "status" or before == after:
            continue
        if as_shown(before) == as_shown(after):
            note = unseen_difference(before, after)
            yield FieldChange(Sort.UNSEEN, name, note=note)
            continue
        if sort is Sort.WITHDRAWN and new_status != model.Status.WITHDRAWN:
            sort = Sort.RESTORED
        yield FieldChange(sort, name, before, after)
    for name in reordered_lists(old, new):
        yield FieldChange(Sort.MOVED, name)


def status_of(fields: Fields) -> str:
    """The status of a version of an entry; current where it gives none."""
    _, value = fields.get("status", (Sort.RETAGGED, ""))
    return str(value or model.Status.CURRENT)
