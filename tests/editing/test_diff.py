"""Reports of changes since a revision, and the check of changed records."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from guidance.editing.marked_words import mark_changes
from guidance.history.comparison.word_diff import WordDiff
from tests.support.commands import run_in_process
from tests.support.scratch_repository import ScratchRepository


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """The base library in a git repository, committed on its main branch."""
    return ScratchRepository.create(tmp_path / "project")


def report(repository: ScratchRepository, *since: str) -> list[str]:
    """The lines of a report, without the one that names the base."""
    process = run_in_process("changes", *since, "--content", repository.content)
    assert (process.returncode, process.stderr) == (0, "")
    lines = process.stdout.splitlines()
    if lines[0].startswith("## "):
        assert re.fullmatch(r"Compared with .*[0-9a-f]{7} of 2022-01-31.*\.", lines[2])
        del lines[1:3]
    return lines


def test_unchanged_content_is_reported_as_such(repository: ScratchRepository) -> None:
    assert report(repository) == [
        f"Nothing in the content differs from {repository.hash()[:7]} of 2022-01-31, "
        "the last commit, which main contains."
    ]


def test_report_has_all_sorts_of_changes_in_order(repository: ScratchRepository) -> None:
    repository.replace(
        "sources/report.yml",
        (
            "    forms: [all-forms]",
            "    forms: [all-forms]\n    status: withdrawn\n    reason: It was wrong.",
        ),
    )
    repository.commit("Withdraw a point")
    repository.replace(
        "sources/report.yml",
        ("    status: withdrawn\n    reason: It was wrong.\n", ""),
        ("type: Conference report", "type: Report"),
    )
    repository.replace(
        "panels/2021-P1.yml",
        ("Demand drives the crime.", "Demand drives every crime of this kind."),
        ("    actors: [states]\n", "    actors: [states, law-enforcement]\n"),
        (
            "    nature: finding\n",
            "    nature: finding\n    status: withdrawn\n    reason: It was wrong.\n",
        ),
        ("pages: 6-8", "pages: 6-9"),
    )
    repository.write(
        "people.yml",
        (
            "people:\n  - {id: ben-south, name: Ben South}\n  - {id: ada-north, name: Ada E. "
            "North}\n  - {id: cy-west, name: Cy West}\n"
        ),
    )
    repository.replace(
        "recommendations/2021-R1.yml",
        ("2021-R1-01", "2021-R1-02"),
        ("title: Train officers", "title: Train police"),
    )
    assert "\n".join(report(repository, "HEAD")) == "\n".join(
        [
            "## What changes: 10 records and entries",
            "",
            "### Added",
            "",
            "- **cy-west** (Cy West): is new",
            "- **2021-R1-02** (Train police): “States should train officers.”; "
            "*nature* recommendation; *forms* forced-labour; *actors* states; *measures* training",
            "",
            "### Renamed",
            "",
            "- **ada-north** (Ada E. North): *name* was ‘Ada North’, is ‘Ada E. North’; "
            "cited by 2021-P1",
            "",
            "### Reworded",
            "",
            (
                "- **2021-P1-01** (Demand drives): *text* was reworded: Demand drives ~~the "
                "crime.~~ **every crime of this kind.**"
            ),
            "- **report** (On Demand): *type* was reworded: ~~Conference report~~ **Report**",
            "",
            "### Re-tagged",
            "",
            "- **2021-P1-02** (States act): *actors* gained ‘law-enforcement’",
            "",
            "### Moved",
            "",
            "- **ben-south** (Ben South): stands at another place in its list",
            "",
            "### Withdrawn",
            "",
            (
                "- **2021-P1-01** (Demand drives): *status* was ‘current’, is ‘withdrawn’; "
                "*reason* is new: “It was wrong.”"
            ),
            "",
            "### Restored",
            "",
            (
                "- **report-01** (A point): *status* was ‘withdrawn’, is ‘current’; *reason* is "
                "gone; it was “It was wrong.”"
            ),
            "",
            "### Removed, which must not be: a record that no longer holds is withdrawn",
            "",
            (
                "- **2021-R1-01** (Train officers): stood in content/recommendations/2021-R1.yml, "
                "line 10"
            ),
            "",
            "### Dates, sources and other details",
            "",
            "- **2021-P1** (What demand is): *source.pages* was ‘6-8’, is ‘6-9’",
        ]
    )


@pytest.mark.parametrize(
    ("field", "key", "old", "new"),
    [
        ("contact.web", "  web", "https://osce.org", "https://osce.org/cthb"),
        ("contact.email", "  email", "info@osce.org", "cthb@osce.org"),
        ("web", "web", "https://osce.org/a", "https://osce.org/b"),
    ],
)
def test_a_changed_address_is_a_changed_value_and_no_rewording(
    repository: ScratchRepository, field: str, key: str, old: str, new: str
) -> None:
    path = "sources/report.yml"
    repository.replace(
        path, ('contact: {address: "Street 1, Vienna"}', "contact:\n  address: Street 1, Vienna")
    )
    after = "contact:\n" if key.startswith(" ") else "id: report\n"
    repository.replace(path, (after, f"{after}{key}: {old}\n"))
    repository.commit("Add an address")
    repository.replace(path, (f"{key}: {old}", f"{key}: {new}"))
    lines = report(repository, "HEAD")
    assert lines[2] == "### Dates, sources and other details"
    assert lines[4].endswith(f"*{field}* was ‘{old}’, is ‘{new}’")


def test_a_changed_postal_address_is_reworded(repository: ScratchRepository) -> None:
    repository.replace("sources/report.yml", ("Street 1", "Street 2"))
    lines = report(repository, "HEAD")
    assert lines[2] == "### Reworded"
    assert lines[4].endswith("*contact.address* was reworded: Street ~~1,~~ **2,** Vienna")


def test_entries_without_identifier_are_labelled_and_line_breaks_told_apart(
    repository: ScratchRepository,
) -> None:
    repository.replace(
        "panels/2021-P1.yml",
        (
            "introduction: Demand is what buyers want.",
            "introduction: |\n  Demand is what\n  buyers want.\n",
        ),
        ("{person: ben-south, topic: Demand}", "{person: ben-south, topic: Supply}"),
    )
    repository.replace("sources/report.yml", ("[The Office]", "[The Office, The Bureau]"))
    assert report(repository)[4:] == [
        (
            "- **2021-P1** (What demand is): *speakers\\[ben-south\\].topic* was reworded: "
            "~~Demand~~ **Supply**"
        ),
        "- **report** (On Demand): *publishers* gained ‘The Bureau’",
        "",
        "### Changes that nobody sees",
        "",
        "- **2021-P1** (What demand is): *introduction* differs in spaces or line breaks",
    ]


def test_new_fields_have_their_sort_of_change(repository: ScratchRepository) -> None:
    repository.replace(
        "recommendations/2021-R1.yml",
        (
            "    measures: [training]",
            "    measures: [training]\n    reaffirms: [report-01]\n"
            "    asked_as: [who trains officers]\n"
            "    source: {document: report, paragraphs: 47 (a)}",
        ),
    )
    repository.replace(
        "conferences/2021.yml",
        ("source: {document: report}", "documents: [report]\nconclusions: [2021-R1]"),
    )
    repository.replace("sources/report.yml", ("conference-conclusions", "publication"))
    assert report(repository)[2:] == [
        "### Re-tagged",
        "",
        "- **2021** (On Demand): *documents* gained ‘report’; *conclusions* gained ‘2021-R1’; "
        "*source.document* is gone; it was “report”",
        "- **2021-R1-01** (Train officers): *reaffirms* gained ‘report-01’; "
        "*asked\\_as* gained ‘who trains officers’; *source.document* is new: “report”",
        "",
        "### Dates, sources and other details",
        "",
        "- **2021-R1-01** (Train officers): *source.paragraphs* is new: “47 (a)”",
        "- **report** (On Demand): *standing* was ‘conference-conclusions’, is ‘publication’",
    ]


def test_default_revision_is_where_the_branch_left_main(
    repository: ScratchRepository,
) -> None:
    repository.start_branch("proposal")
    repository.replace("people.yml", ("Ada North", "Ada E. North"))
    repository.commit("Give a name in full")
    repository.replace("people.yml", ("Ben South", "Ben F. South"))
    assert [line.split("**")[1] for line in report(repository) if line.startswith("- ")] == [
        "ada-north",
        "ben-south",
    ]
    assert [
        line.split("**")[1] for line in report(repository, "HEAD") if line.startswith("- ")
    ] == ["ben-south"]


def test_json_report_has_sort_place_and_both_values(repository: ScratchRepository) -> None:
    repository.replace("panels/2021-P1.yml", ("measures: [legislation]", "measures: [training]"))
    process = run_in_process("changes", "--format", "json", "--content", repository.content)
    assert json.loads(process.stdout) == [
        {
            "sort": "re-tagged",
            "id": "2021-P1-02",
            "title": "States act",
            "path": "content/panels/2021-P1.yml",
            "line": 23,
            "field": "measures",
            "old": ["legislation"],
            "new": ["training"],
            "sentence": "*measures* gained ‘training’ and lost ‘legislation’",
        }
    ]


def test_long_text_is_shortened_to_the_words_around_a_change() -> None:
    words = [f"w{number}" for number in range(60)]
    assert mark_changes(
        WordDiff(), " ".join(words), " ".join([*words[:30], "new", *words[31:]])
    ) == ("… w22 w23 w24 w25 w26 w27 w28 w29 ~~w30~~ **new** w31 w32 w33 w34 w35 w36 w37 w38 …")


def test_markup_in_the_content_is_escaped() -> None:
    assert (
        mark_changes(WordDiff(), "a", "<b>*x*</b> `y` | #1")
        == "~~a~~ **\\<b\\>\\*x\\*\\</b\\> \\`y\\` \\| \\#1**"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("changed: 2021-06-20", 'changed: "\\a"'),
        ("title: What demand is", r'title: "What\u202e demand \ed is"'),
        ("  - id: 2021-P1-02", r'  - id: "\x9b[a](//b) <i>*"'),
        ("keywords: [action]", r'keywords: ["\x7f", "\U000e0041"]'),
    ],
)
@pytest.mark.parametrize("report_format", ["markdown", "json"])
def test_no_report_has_characters_or_markup_that_act(
    old: str, new: str, report_format: str, repository: ScratchRepository
) -> None:
    repository.replace("panels/2021-P1.yml", (old, new))
    process = run_in_process("changes", "--format", report_format, "--content", repository.content)
    assert process.stdout.replace("\n", "").isprintable()
    assert ("U+" in process.stdout) or (r"\u" in process.stdout)
    assert not re.search(r"(?<!\\)(\[a\]|<i>)", process.stdout) or report_format == "json"


def test_invalid_content_can_be_compared(repository: ScratchRepository) -> None:
    repository.replace("panels/2021-P1.yml", ("number: 1", "number: one\nunheard: of"))
    repository.write("glossary.yml", "terms: [")
    assert "- **2021-P1** (What demand is): *number* was ‘1’, is ‘one’" in report(repository)


def test_changed_record_needs_a_new_date_and_a_note(
    repository: ScratchRepository,
) -> None:
    panel = "panels/2021-P1.yml"
    repository.replace(panel, ("Demand drives the crime.", "Demand drives every crime."))
    process = run_in_process("check", "--since", "HEAD", "--content", repository.content)
    assert process.returncode == 1
    assert (
        "takeaways[0].changed: is still 2021-06-20, but '2021-P1-01' has changed since"
        in process.stderr
    )
    repository.replace(
        panel,
        (
            "    nature: finding",
            "    changed: 2022-01-31\n    change_note: It is every crime.\n    nature: finding",
        ),
    )
    assert (
        run_in_process("check", "--since", "HEAD", "--content", repository.content).returncode == 0
    )


def test_a_record_that_changes_twice_on_a_day_needs_a_new_note_alone(
    repository: ScratchRepository,
) -> None:
    panel = "panels/2021-P1.yml"
    dated = "    changed: 2022-01-31\n    change_note: It drives.\n    nature: finding"
    repository.replace(panel, ("    nature: finding", dated))
    repository.commit("Change it on the day of the commit")
    repository.replace(panel, ("Demand drives the crime.", "Demand drives every crime."))
    process = run_in_process("check", "--since", "HEAD", "--content", repository.content)
    assert "change_note: does not tell what changed in '2021-P1-01' on 2022-01-31" in process.stderr
    repository.replace(panel, ("It drives.", "It is every crime."))
    assert (
        run_in_process("check", "--since", "HEAD", "--content", repository.content).returncode == 0
    )
