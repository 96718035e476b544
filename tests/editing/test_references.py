"""What refers to an identifier: each reference with its place, and texts that mention it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidance.editing.references import read_references
from tests.examples import BASE, ODD
from tests.support.commands import run_build, run_in_process


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "content")


def refers(content: Path, identifier: str) -> list[str]:
    """The lines that the command prints."""
    done = run_in_process("refers", identifier, "--content", content)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("identifier", "lines"),
    [
        (
            "2021-P1-01",
            [
                "content/panels/2021-P1.yml:17:9: takeaway 2021-P1-01 (Demand drives)",
                "",
                "content/panels/2021-P1.yml:32:15: takeaways[1].related[0]: "
                "in 2021-P1-02 (States act)",
                "1 reference in 1 file",
            ],
        ),
        (
            "ada-north",
            [
                "content/people.yml:2:9: person ada-north (Ada North)",
                "",
                "content/panels/2021-P1.yml:12:23: moderators[0].person: "
                "in 2021-P1 (What demand is)",
                "1 reference in 1 file",
            ],
        ),
        (
            "2021",
            [
                "content/conferences/2021.yml:1:5: conference 2021 (On Demand)",
                "",
                "content/panels/2021-P1.yml:1:5: id: belongs to it by its identifier: "
                "2021-P1 (What demand is)",
                "content/recommendations/2021-R1.yml:1:5: id: belongs to it by its identifier: "
                "2021-R1 (Act)",
                "2 references in 2 files",
            ],
        ),
        (
            "law-enforcement",
            [
                "content/vocabulary.yml:8:10: actor law-enforcement (Law enforcement)",
                "",
                "nothing refers to 'law-enforcement'",
            ],
        ),
    ],
)
def test_each_reference_has_its_place_and_its_holder(
    identifier: str, lines: list[str], content: Path
) -> None:
    assert refers(content, identifier) == lines


@pytest.mark.parametrize(
    ("identifier", "field"),
    [
        ("recommendation", "takeaways[1].nature"),
        ("states", "takeaways[1].actors[0]"),
        ("all-forms", "takeaways[0].forms[0]"),
        ("legislation", "takeaways[1].measures[0]"),
        ("treaty", "instruments[0].type"),
        ("first-treaty", "takeaways[1].instruments[0]"),
        ("report", "source.document"),
        ("2021-R1", "conclusions[0]"),
        ("2021-P1", "panel"),
    ],
)
def test_every_kind_of_entry_is_known(identifier: str, field: str, content: Path) -> None:
    places = [each.place for each in read_references(content).to(identifier)]
    assert any(place.endswith(f": {field}") for place in places)


def test_organizations_and_reaffirmed_records_are_known() -> None:
    assert any("organization: in " in line for line in refers(ODD, "survivors-council"))
    assert any("reaffirms[0]: in 2022b-P2" in line for line in refers(ODD, "2018-account-01"))


def test_texts_that_mention_an_identifier_are_listed(content: Path) -> None:
    panel = content / "panels" / "2021-P1.yml"
    panel.write_text(
        panel.read_text("utf-8").replace(
            "text: States should act.",
            "text: States should [act](https://demand.example.org/id/2021-P1-01/).\n"
            "    change_note: Shortened, since 2021-P1-01 says more than 2021-P1-011.",
        ),
        "utf-8",
    )
    assert refers(content, "2021-P1-01")[-4:] == [
        "",
        "mentioned in texts:",
        "content/panels/2021-P1.yml:25:61: takeaways[1].text: in 2021-P1-02 (States act)",
        "content/panels/2021-P1.yml:26:35: takeaways[1].change_note: in 2021-P1-02 (States act)",
    ]


def test_words_of_texts_are_no_mentions(content: Path) -> None:
    assert "mentioned in texts:" not in refers(content, "states")


def test_references_to_what_does_not_exist_are_listed(content: Path) -> None:
    people = content / "people.yml"
    people.write_text(people.read_text("utf-8").replace("ada-north", "ada-south"), "utf-8")
    assert refers(content, "ada-north")[0] == "'ada-north' does not exist, but is referred to"


def test_unknown_identifier_exits_with_two_and_a_suggestion(content: Path) -> None:
    done = run_in_process("refers", "ada-nort", "--content", content)
    assert done.returncode == 2
    assert done.stderr.endswith("Error: there is no 'ada-nort'; did you mean 'ada-north'?\n")


def test_unreadable_file_is_reported_since_references_may_stand_in_it(content: Path) -> None:
    (content / "people.yml").write_text("people:\n\t- id: x\n", "utf-8")
    done = run_build("refers", "2021-P1-01", "--content", content)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("content/people.yml:2:1: file: a tab stands here")


def test_control_characters_of_the_content_are_not_printed(content: Path) -> None:
    panel, people = content / "panels" / "2021-P1.yml", content / "people.yml"
    for path, old, new in (
        (panel, "id: 2021-P1-02", r'id: "2021-P1-02\e[2J"'),
        (people, "id: ada-north", r'id: "ada-north\e"'),
    ):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert "in 2021-P1-02[U+001B][2J (States act)" in "\n".join(refers(content, "2021-P1-01"))
    done = run_in_process("refers", "ada-nort", "--content", content)
    assert done.stderr.endswith("did you mean 'ada-north[U+001B]'?\n")
