"""Reports of changes since a revision, and the check of changed records."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from guidance.editing.diff_reporters import mark_changes
from tests.examples import BASE
from tests.support.commands import run_build

AUTHOR = ("-c", "user.name=Ada North", "-c", "user.email=ada@example.org")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The base library in a git repository, committed on its main branch."""
    folder = tmp_path / "project" / "content"
    shutil.copytree(BASE, folder)
    git(tmp_path, "init", "-q", "-b", "main", "project")
    commit(folder, "Begin")
    return folder


def commit(content: Path, words: str) -> None:
    git(content.parent, "add", ".")
    git(content.parent, "commit", "-qm", words)


def replace(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def report(content: Path, *since: str) -> list[str]:
    process = run_build("changes", *since, "--content", content)
    assert (process.returncode, process.stderr) == (0, "")
    return process.stdout.splitlines()


def test_unchanged_content_is_reported_as_such(content: Path) -> None:
    assert report(content) == ["The content has not changed."]


def test_report_has_all_sorts_of_changes_in_order(content: Path) -> None:
    pillar = content / "recommendations" / "2021-R1.yml"
    replace(
        content / "sources" / "report.yml",
        (
            "    forms: [all-forms]",
            "    forms: [all-forms]\n    status: withdrawn\n    reason: It was wrong.",
        ),
    )
    commit(content, "Withdraw a point")
    replace(
        content / "sources" / "report.yml",
        ("    status: withdrawn\n    reason: It was wrong.\n", ""),
        ("type: Conference report", "type: Report"),
    )
    replace(
        content / "panels" / "2021-P1.yml",
        ("Demand drives the crime.", "Demand drives every crime of this kind."),
        ("    actors: [states]\n", "    actors: [states, law-enforcement]\n"),
        (
            "    nature: finding\n",
            "    nature: finding\n    status: withdrawn\n    reason: It was wrong.\n",
        ),
        ("pages: 6-8", "pages: 6-9"),
    )
    people = content / "people.yml"
    people.write_text(
        (
            "people:\n  - {id: ben-south, name: Ben South}\n  - {id: ada-north, name: Ada E. "
            "North}\n  - {id: cy-west, name: Cy West}\n"
        ),
        "utf-8",
    )
    pillar.write_text(pillar.read_text("utf-8").replace("2021-R1-01", "2021-R1-02"), "utf-8")
    assert "\n".join(report(content, "HEAD")) == "\n".join(
        [
            "## What changes: 10 records and entries",
            "",
            "### Added",
            "",
            "- **cy-west** (Cy West): is new",
            "- **2021-R1-02** (Train officers): “States should train officers.”; "
            "*nature* recommendation; *forms* forced-labour; *actors* states; *measures* training",
            "",
            "### Reworded",
            "",
            (
                "- **2021-P1-01** (Demand drives): *text* was reworded: Demand drives ~~the "
                "crime.~~ **every crime of this kind.**"
            ),
            "- **ada-north** (Ada E. North): *name* was reworded: Ada **E.** North",
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
    content: Path, field: str, key: str, old: str, new: str
) -> None:
    path = content / "sources" / "report.yml"
    replace(
        path, ('contact: {address: "Street 1, Vienna"}', "contact:\n  address: Street 1, Vienna")
    )
    after = "contact:\n" if key.startswith(" ") else "id: report\n"
    replace(path, (after, f"{after}{key}: {old}\n"))
    commit(content, "Add an address")
    replace(path, (f"{key}: {old}", f"{key}: {new}"))
    lines = report(content, "HEAD")
    assert lines[2] == "### Dates, sources and other details"
    assert lines[4].endswith(f"*{field}* was ‘{old}’, is ‘{new}’")


def test_a_changed_postal_address_is_reworded(content: Path) -> None:
    replace(content / "sources" / "report.yml", ("Street 1", "Street 2"))
    lines = report(content, "HEAD")
    assert lines[2] == "### Reworded"
    assert lines[4].endswith("*contact.address* was reworded: Street ~~1,~~ **2,** Vienna")


def test_entries_without_identifier_are_labelled_and_line_breaks_ignored(
    content: Path,
) -> None:
    replace(
        content / "panels" / "2021-P1.yml",
        (
            "introduction: Demand is what buyers want.",
            "introduction: |\n  Demand is what\n  buyers want.\n",
        ),
        ("{person: ben-south, topic: Demand}", "{person: ben-south, topic: Supply}"),
    )
    replace(content / "sources" / "report.yml", ("[The Office]", "[The Office, The Bureau]"))
    assert report(content)[4:] == [
        (
            "- **2021-P1** (What demand is): *speakers\\[ben-south\\].topic* was reworded: "
            "~~Demand~~ **Supply**"
        ),
        "- **report** (On Demand): *publishers* gained ‘The Bureau’",
    ]


def test_new_fields_have_their_sort_of_change(content: Path) -> None:
    replace(
        content / "recommendations" / "2021-R1.yml",
        (
            "    measures: [training]",
            "    measures: [training]\n    reaffirms: [report-01]\n"
            "    asked_as: [who trains officers]\n"
            "    source: {document: report, paragraphs: 47 (a)}",
        ),
    )
    replace(
        content / "conferences" / "2021.yml",
        ("source: {document: report}", "documents: [report]\nconclusions: [2021-R1]"),
    )
    replace(content / "sources" / "report.yml", ("conference-conclusions", "publication"))
    assert report(content)[2:] == [
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
    content: Path,
) -> None:
    git(content.parent, "switch", "-qc", "proposal")
    replace(content / "people.yml", ("Ada North", "Ada E. North"))
    commit(content, "Give a name in full")
    replace(content / "people.yml", ("Ben South", "Ben F. South"))
    assert [line.split("**")[1] for line in report(content) if line.startswith("- ")] == [
        "ada-north",
        "ben-south",
    ]
    assert [line.split("**")[1] for line in report(content, "HEAD") if line.startswith("- ")] == [
        "ben-south"
    ]


def test_json_report_has_sort_place_and_both_values(content: Path) -> None:
    replace(content / "panels" / "2021-P1.yml", ("measures: [legislation]", "measures: [training]"))
    process = run_build("changes", "--format", "json", "--content", content)
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
            "told": "*measures* gained ‘training’ and lost ‘legislation’",
        }
    ]


def test_long_text_is_shortened_to_the_words_around_a_change() -> None:
    words = [f"w{number}" for number in range(60)]
    assert mark_changes(" ".join(words), " ".join([*words[:30], "new", *words[31:]])) == (
        "… w22 w23 w24 w25 w26 w27 w28 w29 ~~w30~~ **new** w31 w32 w33 w34 w35 w36 w37 w38 …"
    )


def test_markup_in_the_content_is_escaped() -> None:
    assert (
        mark_changes("a", "<b>*x*</b> `y` | #1")
        == "~~a~~ **\\<b\\>\\*x\\*\\</b\\> \\`y\\` \\| \\#1**"
    )


def test_invalid_content_can_be_compared(content: Path) -> None:
    replace(content / "panels" / "2021-P1.yml", ("number: 1", "number: one\nunheard: of"))
    (content / "glossary.yml").write_text("terms: [", "utf-8")
    assert "- **2021-P1** (What demand is): *number* was ‘1’, is ‘one’" in report(content)


@pytest.mark.parametrize("command", [("changes",), ("check", "--since")])
def test_unknown_revision_exits_with_two_and_advice(
    command: tuple[str, ...], content: Path, tmp_path: Path
) -> None:
    def error(folder: Path, revision: str) -> str:
        process = run_build(*command, revision, "--content", folder)
        assert (process.returncode, process.stdout) == (2, "")
        return process.stderr

    assert (
        "'nowhere' is no revision of this repository; allowed: a commit, a branch or a tag"
        in error(content, "nowhere")
    )
    replace(content / "people.yml", ("Ada North", "Ada E. North"))
    commit(content, "Again")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{content.parent}", "shallow")
    assert "fetch the rest with: git fetch --unshallow" in error(
        tmp_path / "shallow" / "content", "HEAD~1"
    )
    shutil.copytree(BASE, tmp_path / "outside")
    assert "lies in no git repository" in error(tmp_path / "outside", "HEAD")


def test_changed_record_needs_a_new_date_and_a_note(
    content: Path,
) -> None:
    panel = content / "panels" / "2021-P1.yml"
    replace(panel, ("Demand drives the crime.", "Demand drives every crime."))
    process = run_build("check", "--since", "HEAD", "--content", content)
    assert process.returncode == 1
    assert (
        "takeaways[0].changed: is still 2021-06-20, but '2021-P1-01' has changed since"
        in process.stderr
    )
    replace(
        panel,
        (
            "    nature: finding",
            "    changed: 2022-01-31\n    change_note: It is every crime.\n    nature: finding",
        ),
    )
    assert run_build("check", "--since", "HEAD", "--content", content).returncode == 0
