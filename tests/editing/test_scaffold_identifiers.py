"""Identifiers, names and places of new records."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from guidance.editing.scaffold import ScaffoldError, scaffold
from tests.editing.new_records import begin, problems
from tests.examples import ODD, TODAY
from tests.support.commands import run_in_process


def test_used_identifier_is_not_reused(content: Path) -> None:
    source = content / "sources" / "report.yml"
    withdrawn = (
        "  - id: report-02\n    title: A\n    text: A.\n    nature: finding\n    keywords: [a]\n"
        "    forms: [all-forms]\n    status: withdrawn\n    reason: A.\n"
    )
    source.write_text(source.read_text("utf-8") + withdrawn, "utf-8")
    assert scaffold(content, "point", TODAY, "report").identifier == "report-03"
    assert scaffold(content, "person", TODAY, name="Ada North").identifier == "ada-north-2"
    assert scaffold(content, "term", TODAY, name="Report").identifier == "report-2"


def test_words_of_texts_and_values_of_lists_are_no_identifiers(content: Path) -> None:
    assert scaffold(content, "term", TODAY, name="training").identifier == "training"
    assert scaffold(content, "person", TODAY, name="Vienna").identifier == "vienna"
    assert scaffold(content, "conference", TODAY, name="2019").identifier == "2019"


def test_second_conference_in_a_year_has_a_letter(content: Path) -> None:
    record = scaffold(content, "conference", TODAY, name="2021b")
    assert (record.identifier, record.path.name) == ("2021b", "2021b.yml")
    assert record.text.startswith("id: 2021b  #")


@pytest.mark.parametrize(
    ("kind", "name", "identifier"),
    [
        ("actor", "Trade unions", "trade-unions"),
        ("form", "Organ removal", "organ-removal"),
        ("measure", "Codes of conduct", "codes-of-conduct"),
        ("instrument-type", "Guidelines", "guidelines"),
        ("actor", "Training", "training"),
        ("actor", "States", "states-2"),
    ],
)
def test_value_of_a_closed_list_is_unique_in_its_list(
    kind: str, name: str, identifier: str, content: Path
) -> None:
    assert begin(content, kind, name).identifier == identifier
    assert problems(content) == []


def test_identifier_of_a_source_is_shortened_to_whole_words(content: Path) -> None:
    name = "2023 Fair work in every country of the world: A comparison"
    record = begin(content, "source", name)
    assert record.identifier == "2023-fair-work-in-every-country"
    assert 'title: "Fair work in every country of the world: A comparison"' in record.text
    assert scaffold(content, "source", TODAY, name=name).identifier == "2023-fair-work-in-every-2"


def test_name_of_a_conference_begins_with_its_year(content: Path) -> None:
    record = scaffold(content, "conference", TODAY, name="2023 Fair Work")
    assert record.identifier == "2023"
    assert "title: Fair Work  #" in record.text


def test_conference_names_the_only_document_of_its_year(content: Path) -> None:
    begin(content, "source", "2023 Fair work")
    text = scaffold(content, "conference", TODAY, name="2023").text
    assert "documents: [2023-fair-work]  # The documents that tell of it" in text
    begin(content, "source", "2023 Fair wages")
    assert "documents: [TODO]" in scaffold(content, "conference", TODAY, name="2023").text


def test_quotation_marks_in_a_name_are_kept(content: Path) -> None:
    assert (
        'term: "the \\"good\\" buyer"'
        in scaffold(content, "term", TODAY, name='the "good" buyer').text
    )


def test_namesake_is_pointed_out(content: Path) -> None:
    done = run_in_process("new", "person", "--name", "Ada North", "--content", content)
    assert done.stdout.splitlines()[2:] == [
        "The same name stands in content/people.yml:2: ada-north; is it the same?",
        "Then delete lines 6 to 13 of content/people.yml again, and use 'ada-north'.",
        "Then: make check",
    ]


def test_only_conference_need_not_be_named(content: Path) -> None:
    assert scaffold(content, "panel", TODAY).identifier == "2021-P2"


@pytest.mark.parametrize("kind", ["panel", "pillar", "figure", "side-event"])
def test_conference_is_asked_for_where_there_are_several(kind: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        scaffold(ODD, kind, TODAY)
    assert str(caught.value) == (
        f"say to which conference the {kind} belongs: --conference …; "
        "allowed: 2018, 2022, 2022b, 2024"
    )


def test_first_panel_of_a_conference_has_its_document() -> None:
    assert "document: 2018-account" in scaffold(ODD, "panel", TODAY, "2018").text


def test_identifier_in_the_history_is_not_reused(content: Path) -> None:
    def git(*arguments: str) -> None:
        who = (
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@example.org",
            "-c",
            "commit.gpgsign=false",
        )
        subprocess.run(["git", *who, *arguments], cwd=content, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "All")
    panel = content / "panels" / "2021-P1.yml"
    text = panel.read_text("utf-8")
    panel.write_text(text[: text.index("  - id: 2021-P1-02")], "utf-8")
    git("commit", "-qam", "One less")
    assert scaffold(content, "takeaway", TODAY, "2021-P1").identifier == "2021-P1-03"
