"""Kinds of changes: what counts as another meaning, other words, or the search alone."""

from __future__ import annotations

import pytest

from guidance.history.comparison.change import Sort
from guidance.history.comparison.field_changes import FieldChange
from guidance.library.changelog import Event, LoggedChange
from guidance.site.changes.change_kinds import kind_of


def reworded(old: str, new: str, field: str = "text") -> FieldChange:
    return FieldChange(Sort.REWORDED, field, old, new)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([], "changed"),
        ([reworded("States should act.", "Action by States should follow.")], "wording"),
        ([reworded("States should act.", "States must act.")], "meaning"),
        ([reworded("It can be done.", "It cannot be done.")], "meaning"),
        ([reworded("In 3 of 10 cases", "In 4 of 10 cases")], "meaning"),
        ([reworded("Must they?", "They?", "title"), reworded("So.", "They must.")], "wording"),
        ([reworded("It takes 5 minutes.", "", "session_plan.steps[Open].text")], "wording"),
        ([FieldChange(Sort.RETAGGED, "actors", [], ["states"])], "meaning"),
        ([FieldChange(Sort.DETAIL, "provisions[Article 9].text", "", "It says.")], "meaning"),
        ([FieldChange(Sort.RETAGGED, "related", [], ["2021-P1-01"])], "links"),
        ([FieldChange(Sort.MOVED, "keywords")], "links"),
        ([FieldChange(Sort.DETAIL, "source.pages", "6-8", "6-7")], "wording"),
    ],
)
def test_the_kind_of_a_change_follows_from_its_fields(
    fields: list[FieldChange], expected: str
) -> None:
    change = LoggedChange("2026-01-01", Event.CHANGED, "2021-P1-01", "Note.", fields)
    assert kind_of(change).value == expected
    for event in (Event.ADDED, Event.WITHDRAWN):
        assert kind_of(LoggedChange("2026", event, "x", fields=fields)).value == event.value
