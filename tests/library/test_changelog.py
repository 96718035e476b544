"""The changelog with and without a past."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from guidance import open_library
from guidance.history.past import read_past
from guidance.library.changelog import Event, LoggedChange, changelog
from tests.support.scratch_repository import ScratchRepository

PANEL = "panels/2021-P1.yml"
FIRST = "    title: Demand drives\n"
DATED = "    changed: 2022-01-30\n    change_note: It says who acts.\n"


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """The base library in a git repository."""
    return ScratchRepository.create(tmp_path / "project")


def log(repository: ScratchRepository, *, with_past: bool = True) -> Sequence[LoggedChange]:
    """The changelog of the content as it is in the working tree."""
    past = read_past(repository.content) if with_past else None
    return changelog(open_library(repository.content), past)


def told(changes: Sequence[LoggedChange]) -> list[tuple[str, Event, str, list[str]]]:
    return [
        (change.date, change.event, change.id, [field.field for field in change.fields])
        for change in changes
    ]


def test_unchanged_content_has_no_events(repository: ScratchRepository) -> None:
    assert log(repository) == []
    assert log(repository, with_past=False) == []


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_change_has_its_fields_where_a_past_is_known(
    repository: ScratchRepository, *, is_committed: bool
) -> None:
    repository.replace(PANEL, (FIRST, f"    title: Demand fuels\n{DATED}"))
    if is_committed:
        repository.commit("Retitle")
    (change,) = log(repository)
    assert told([change]) == [("2022-01-30", Event.CHANGED, "2021-P1-01", ["title"])]
    assert change.note == "It says who acts."
    (field,) = change.fields
    assert (field.old, field.new) == ("Demand drives", "Demand fuels")
    (without,) = log(repository, with_past=False)
    assert (without.note, without.fields) == (change.note, ())


def test_a_note_without_another_wording_is_an_event(repository: ScratchRepository) -> None:
    repository.replace(PANEL, (FIRST, FIRST + DATED))
    repository.commit("Add a note")
    assert told(log(repository)) == [("2022-01-30", Event.CHANGED, "2021-P1-01", [])]


def test_a_new_date_of_a_panel_is_no_event_of_its_records(repository: ScratchRepository) -> None:
    repository.replace(
        PANEL,
        ("changed: 2021-06-20", "changed: 2022-01-30"),
        ("introduction: Demand is", "introduction: It is"),
    )
    repository.commit("Reword the introduction")
    assert told(log(repository)) == [("2022-01-30", Event.CHANGED, "2021-P1", ["introduction"])]


def test_a_record_reworded_under_the_date_of_its_panel_is_an_event(
    repository: ScratchRepository,
) -> None:
    repository.replace(
        PANEL,
        ("changed: 2021-06-20", "changed: 2022-01-30"),
        ("text: Demand drives", "text: It drives"),
    )
    repository.commit("Reword a record")
    assert told(log(repository)) == [("2022-01-30", Event.CHANGED, "2021-P1-01", ["text"])]


def test_spaces_that_nobody_sees_are_no_event(repository: ScratchRepository) -> None:
    repository.replace(
        PANEL,
        ("changed: 2021-06-20", "changed: 2022-01-30"),
        ("text: Demand drives the crime.", "text: >\n      Demand drives\n      the crime."),
    )
    repository.commit("Fold a text")
    assert log(repository) == []


def test_a_withdrawn_record_has_its_reason(repository: ScratchRepository) -> None:
    own = "    status: withdrawn\n    changed: 2022-01-30\n    reason: It says too much.\n"
    repository.replace(PANEL, (FIRST, FIRST + own), ("    related: [2021-P1-01]\n", ""))
    repository.commit("Withdraw")
    for with_past in (True, False):
        change = log(repository, with_past=with_past)[0]
        assert (change.event, change.id, change.note, change.fields) == (
            Event.WITHDRAWN,
            "2021-P1-01",
            "It says too much.",
            (),
        )


def test_a_record_is_new_on_the_day_of_its_commit(repository: ScratchRepository) -> None:
    record = (
        "  - id: 2021-P1-03\n    title: New\n    text: It is new.\n    nature: finding\n"
        "    keywords: [new]\n    forms: [all-forms]\n"
    )
    repository.replace(PANEL, ("conclusions:", f"{record}conclusions:"))
    repository.commit("Add a record")
    assert told(log(repository)) == [("2022-01-31", Event.ADDED, "2021-P1-03", [])]


def test_a_draft_is_new_when_it_is_published(repository: ScratchRepository) -> None:
    repository.replace(
        PANEL, (FIRST, f"{FIRST}    status: draft\n"), ("    related: [2021-P1-01]\n", "")
    )
    repository.commit("Make a draft")
    assert log(repository) == []
    repository.replace(PANEL, ("    status: draft\n", DATED))
    repository.commit("Publish")
    assert told(log(repository)) == [("2022-01-30", Event.ADDED, "2021-P1-01", [])]


def test_a_new_name_is_an_event(repository: ScratchRepository) -> None:
    own = "    changed: 2022-01-30\n    change_note: She changed her name.\n"
    name = "    name: Ada North\n"
    repository.replace("people.yml", (name, f"    name: Ada East\n{own}"))
    repository.commit("Rename")
    assert told(log(repository)) == [("2022-01-30", Event.CHANGED, "ada-north", ["name"])]
