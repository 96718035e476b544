"""Other names and other identifiers, in the report of changes and in the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance.editing.diff_reporters import as_markdown
from guidance.history.base import find_base
from guidance.history.comparison.differences import changes_since
from guidance.validation.pipeline import content_problems
from tests.support.scratch_repository import ScratchRepository

PANEL = "panels/2021-P1.yml"
DATED = "\n    changed: 2022-01-31\n    change_note: They call it so today."
CITED = "Given another identifier, which must not be: others cite the former one"


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """The base library in a git repository."""
    return ScratchRepository.create(tmp_path / "project")


def report(repository: ScratchRepository, heading: str) -> list[str]:
    """The items under a heading of the report since the last commit."""
    changes = changes_since(repository.content, find_base(repository.content, "HEAD"))
    return as_markdown(changes).partition(f"### {heading}\n\n")[2].partition("\n\n")[0].split("\n")


def problems(repository: ScratchRepository) -> list[str]:
    """What the check says of the changes since the last commit."""
    found = content_problems(repository.content, find_base(repository.content, "HEAD"))
    return [str(problem) for problem in found]


def test_a_married_name_is_renamed_dated_and_printed_as_before(
    repository: ScratchRepository,
) -> None:
    repository.replace("people.yml", ("Ben South", "Ben East"))
    assert report(repository, "Renamed") == [
        "- **ben-south** (Ben East): *name* was ‘Ben South’, is ‘Ben East’; cited by 2021-P1"
    ]
    asked = (
        "content/people.yml:4:5: people[1].changed: is missing, but 'ben-south' was called "
        "'Ben South' before, and 2021-P1 cites it; write the day of the change here"
    )
    advice = (
        "content/panels/2021-P1.yml:14:14: speakers[0].person: advice: 'ben-south' was called "
        "'Ben South' before; where the source prints that name here, "
        "add 'printed_as: Ben South'"
    )
    assert problems(repository) == [advice, asked]
    repository.replace("people.yml", ("name: Ben East", f"name: Ben East{DATED}"))
    assert problems(repository) == [advice]
    repository.replace(PANEL, ("ben-south,", "ben-south, printed_as: Ben South,"))
    assert problems(repository) == []


def test_a_misprint_that_an_erratum_explains_needs_no_printed_name(
    repository: ScratchRepository,
) -> None:
    name = f"name: Ben Southe{DATED}\n    erratum: The report prints *South*."
    repository.replace("people.yml", ("name: Ben South", name))
    assert problems(repository) == []


def test_an_instrument_with_another_name_is_dated_where_others_cite_it(
    repository: ScratchRepository,
) -> None:
    repository.replace("instruments.yml", ("First Treaty", "Vienna Treaty"))
    assert report(repository, "Renamed") == [
        "- **first-treaty** (Treaty on Everything): *short* was ‘First Treaty’, "
        "is ‘Vienna Treaty’; cited by 2021-P1-02"
    ]
    [asked] = problems(repository)
    assert "'first-treaty' was called 'First Treaty' before, and 2021-P1-02 cites it" in asked
    repository.replace(PANEL, ("    instruments: [first-treaty]\n", ""))
    assert problems(repository) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("people.yml", "ben-south", "ben-s"),
        ("instruments.yml", "first-treaty", "vienna-treaty"),
        ("resources.yml", "a-paper", "paper"),
        ("vocabulary.yml", "states", "countries"),
        (PANEL, "2021-P1-02", "2021-P1-03"),
    ],
)
def test_another_identifier_with_the_same_words_is_refused(
    repository: ScratchRepository, path: str, old: str, new: str
) -> None:
    for file in (path, PANEL, "recommendations/2021-R1.yml"):
        repository.write(file, repository.read(file).replace(old, new))
    changed = report(repository, CITED)
    assert len(changed) == 1
    assert f"‘{'actors.' if old == 'states' else ''}{old}’, with the same words" in changed[0]
    assert any(f"was '{old}', and others cite its address" in each for each in problems(repository))


def test_another_name_and_identifier_is_offered_as_a_guess(repository: ScratchRepository) -> None:
    repository.replace("people.yml", ("ben-south", "ben-east"), ("Ben South", "Ben East"))
    repository.replace(PANEL, ("ben-south", "ben-east"))
    assert report(repository, CITED) == [
        "- **ben-east** (Ben East): may be ‘ben-south’ with another name; "
        "if so, give it that identifier again"
    ]
    [advice] = problems(repository)
    assert "advice: stands in the places of 'ben-south'" in advice
    repository.replace("people.yml", ("Ben East", "Cy West"))
    assert problems(repository) == []
