"""Kinds of changes, and their wording: what is another meaning, and what stands beside what."""

from __future__ import annotations

import pytest

from guidance.content import model
from guidance.history.comparison.change import Sort
from guidance.history.comparison.field_changes import FieldChange
from guidance.history.comparison.word_diff import WordDiff
from guidance.library.changelog import Event, LoggedChange
from guidance.publishing.publication import Publication
from guidance.site.changes.change_kinds import is_internal, kind_of
from guidance.site.changes.field_changes import FieldChangeViews


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


def test_words_for_the_search_are_no_change_for_readers() -> None:
    fields = [FieldChange(Sort.RETAGGED, name) for name in ("asked_as", "related", "measures")]
    assert [is_internal(field) for field in fields] == [True, True, False]


def test_paragraphs_stand_beside_each_other_without_those_that_stayed(
    odd_publication: Publication,
) -> None:
    library, words = odd_publication.library, odd_publication.words
    old = ["It begins here and stays.", "One two three four.", "Same.", "Same too.", "The end now."]
    new = [old[0], "One two five four.", *old[2:4], "The very end now, at last."]
    change = reworded("\n\n".join(old), "\n\n".join(new))
    (view,) = FieldChangeViews(library, words, WordDiff()).of(model.WrittenRecord, [change])
    pairs = [
        tuple(" ".join(piece.text for piece in side) for side in (pair.old, pair.new))
        for pair in view.wording
    ]
    assert pairs == [("", ""), (old[1], new[1]), ("", ""), (old[4], new[4])]
    marked = [piece.text for piece in view.wording[1].new if piece.is_changed]
    assert " ".join(marked) == "five"
