"""References to one identifier become references to others; all other bytes are kept."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from guidance.diagnostics.problem import Problem
from guidance.editing.replacement import (
    ReplaceError,
    check_replacement,
    plan_replacement,
    write_replacement,
)
from guidance.output.atomic_write import atomic_write_all
from guidance.validation.pipeline import check_folder
from tests.examples import BASE, ODD, TODAY
from tests.support.commands import run_build

PANEL = "panels/2021-P1.yml"
PILLAR = "recommendations/2021-R1.yml"
NEW_TAKEAWAYS = """\
  - id: 2021-P1-03
    title: States train
    text: States should train.
    nature: finding
    keywords: [action]
    forms: [all-forms]
  - id: 2021-P1-04
    title: States inspect
    text: States should inspect.
    nature: finding
    keywords: [action]
    forms: [all-forms]
conclusions: [2021-R1]
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small library with two more takeaways."""
    folder = shutil.copytree(BASE, tmp_path / "content")
    change(folder, PANEL, "conclusions: [2021-R1]\n", NEW_TAKEAWAYS)
    return folder


def change(content: Path, path: str, old: str, new: str) -> None:
    text = (content / path).read_text("utf-8")
    assert text.count(old) == 1, text
    (content / path).write_bytes(text.replace(old, new).encode())


def bytes_of(content: Path) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}


def check(content: Path) -> list[Problem]:
    return list(check_folder(content, today=TODAY).problems)


def replace(content: Path, old: str, *new: str) -> None:
    replacement = plan_replacement(content, old, new)
    check_replacement(content, replacement, check)
    write_replacement(replacement)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("related: [2021-P1-01]", "related: [2021-P1-03, 2021-P1-04]"),
        ("related: ['2021-P1-01']  # why", "related: ['2021-P1-03', '2021-P1-04']  # why"),
        ('related: [ "2021-P1-01" , x ]', 'related: [ "2021-P1-03", "2021-P1-04" , x ]'),
        ("related: [2021-P1-04, 2021-P1-01]", "related: [2021-P1-04, 2021-P1-03]"),
        (
            "related: [2021-P1-01, 2021-P1-04, 2021-P1-03]",
            "related: [2021-P1-04, 2021-P1-03]",
        ),
        (
            "related: [2021-P1-04, 2021-P1-03,  2021-P1-01]",
            "related: [2021-P1-04, 2021-P1-03]",
        ),
        (
            "related: [\n      2021-P1-03,\n      2021-P1-01,\n      2021-P1-04,\n    ]",
            "related: [\n      2021-P1-03,\n      2021-P1-04,\n    ]",
        ),
        (
            "related:\n      # First.\n      - 2021-P1-01  # why\n      # Last.\n      - x",
            "related:\n      # First.\n      - 2021-P1-03  # why\n      - 2021-P1-04\n"
            "      # Last.\n      - x",
        ),
        (
            "related:\n    -   '2021-P1-01'\n    -   x",
            "related:\n    -   '2021-P1-03'\n    -   '2021-P1-04'\n    -   x",
        ),
        (
            "related:\n      - 2021-P1-03\n      - 2021-P1-04\n      - 2021-P1-01  # why",
            "related:\n      - 2021-P1-03\n      - 2021-P1-04\n      # why",
        ),
        (
            "related:\n      - 2021-P1-03\n      - 2021-P1-01\n      - 2021-P1-04",
            "related:\n      - 2021-P1-03\n      - 2021-P1-04",
        ),
    ],
)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_everything_else_is_kept_byte_for_byte(
    before: str, after: str, mark: bytes, end: str, content: Path
) -> None:
    before, after = before.replace("x", "first-treaty"), after.replace("x", "first-treaty")
    change(content, PANEL, "related: [2021-P1-01]", before)
    path = content / PANEL
    path.write_bytes(mark + b"# 2021-P1-01\n\n" + path.read_bytes())
    path.write_bytes(path.read_bytes().rstrip(b"\n").replace(b"\n", end.encode()))
    others, old = bytes_of(content), path.read_bytes()
    replace(content, "2021-P1-01", "2021-P1-03", "2021-P1-04")
    lines, new_lines = (text.replace("\n", end).encode() for text in (before, after))
    assert old.count(lines) == 1
    assert bytes_of(content) == {**others, path: old.replace(lines, new_lines)}


def test_last_line_without_an_end_gets_another_line(content: Path) -> None:
    change(content, PANEL, "conclusions: [2021-R1]\n", "")
    change(content, PILLAR, "panel: 2021-P1\n", "")
    path = content / PANEL
    path.write_text(f"{path.read_text('utf-8')}    related:\n      - 2021-P1-01", "utf-8")
    replace(content, "2021-P1-01", "2021-P1-03", "2021-R1-01")
    assert path.read_text("utf-8").endswith("    related:\n      - 2021-P1-03\n      - 2021-R1-01")


def test_identifier_itself_and_its_own_references_stay(content: Path) -> None:
    replace(content, "2021-P1-02", "2021-P1-03")
    text = (content / PANEL).read_text("utf-8")
    assert text.count("2021-P1-02") == 1
    assert "- id: 2021-P1-02" in text


def test_record_does_not_come_to_refer_to_itself(content: Path) -> None:
    change(
        content,
        PANEL,
        "    title: States train\n",
        "    title: States train\n    related: [2021-P1-01, first-treaty]\n",
    )
    replace(content, "2021-P1-01", "2021-P1-03", "2021-P1-04")
    assert "    related: [2021-P1-04, first-treaty]\n" in (content / PANEL).read_text("utf-8")


@pytest.mark.parametrize(
    "lines",
    [
        "    related: [2021-P1-01]\n",
        "    related:\n      - 2021-P1-01\n",
        "    related: [\n      2021-P1-01,\n    ]\n",
    ],
)
@pytest.mark.parametrize("new", [[], ["2021-P1-02"]])
def test_field_without_a_value_is_taken_out(lines: str, new: list[str], content: Path) -> None:
    change(content, PANEL, "    related: [2021-P1-01]\n", lines)
    before = (content / PANEL).read_text("utf-8")
    replace(content, "2021-P1-01", *new)
    assert (content / PANEL).read_text("utf-8") == before.replace(lines, "")


def test_references_are_taken_out_of_lists(content: Path) -> None:
    change(content, PANEL, "related: [2021-P1-01]", "related: [first-treaty, 2021-P1-01]")
    change(content, PILLAR, "    keywords", "    related: [2021-P1-01, first-treaty]\n    keywords")
    replace(content, "2021-P1-01")
    for path in (PANEL, PILLAR):
        assert "    related: [first-treaty]\n" in (content / path).read_text("utf-8")


def test_comment_in_a_field_is_not_taken_out_with_it(content: Path) -> None:
    change(content, PANEL, "related: [2021-P1-01]", "related: [2021-P1-01]  # why")
    with pytest.raises(ReplaceError, match=r"32:15: takeaways\[1\]\.related\[0\]: would have no"):
        replace(content, "2021-P1-01")


def test_permissions_are_kept(content: Path) -> None:
    (content / PANEL).chmod(0o664)
    replace(content, "2021-P1-01", "2021-P1-03")
    assert (content / PANEL).stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        (
            "ada-north",
            ("ben-south", "cy-west"),
            [
                "content/panels/2021-P1.yml:12:23: moderators[0].person: "
                "takes one identifier; write the one that fits first"
            ],
        ),
        (
            "ada-north",
            ("2021-P1-01",),
            [
                "content/panels/2021-P1.yml:12:23: moderators[0].person: "
                "cannot refer to '2021-P1-01' (takeaway)"
            ],
        ),
        (
            "2021",
            ("2021b",),
            [
                f"content/{path}:1:5: id: belongs to '2021' by its identifier, which never "
                "changes; create a new one there, and withdraw the records of this one"
                for path in (PANEL, PILLAR, "recommendations/2021-R2.yml")
            ],
        ),
        (
            "ada-north",
            (),
            [
                "content/panels/2021-P1.yml:12:23: moderators[0].person: "
                "would have no value; delete its lines by hand first"
            ],
        ),
        (
            "all-forms",
            (),
            [
                "the check would then report:",
                *(
                    f"content/{path}: {field}.forms: is missing; write 'forms: …' "
                    "(The forms of exploitation it concerns)"
                    for path, field in (
                        (PANEL, "takeaways[0]"),
                        (PANEL, "takeaways[1]"),
                        (PANEL, "takeaways[2]"),
                        (PANEL, "takeaways[3]"),
                        ("sources/report.yml", "points[0]"),
                    )
                ),
            ],
        ),
        (
            "2021-R1",
            ("2021-R2",),
            [
                "the check would then report:",
                "content/panels/2021-P1.yml: conclusions[0]: '2021-R2' names no panel; "
                "write 'panel: 2021-P1' in content/recommendations/2021-R2.yml, or delete it here",
                "content/recommendations/2021-R1.yml: panel: names '2021-P1', whose conclusions "
                "do not list '2021-R1'; add it in content/panels/2021-P1.yml, "
                "or name another panel",
            ],
        ),
        (
            "training",
            ("states",),
            ["'training' is several things: term, measure; name another of the same kind"],
        ),
        ("training", ("training",), ["'training' cannot take its own place"]),
    ],
)
def test_impossible_request_is_refused_before_anything_is_written(
    old: str, new: tuple[str, ...], reasons: list[str], content: Path
) -> None:
    change(content, "people.yml", "people:\n", "people:\n  - id: cy-west\n    name: Cy West\n")
    conference = (content / "conferences" / "2021.yml").read_text("utf-8")
    (content / "conferences" / "2021b.yml").write_text(
        conference.replace('"2021"', "2021b"), "utf-8"
    )
    pillar = (content / PILLAR).read_text("utf-8").replace("2021-R1", "2021-R2")
    (content / "recommendations" / "2021-R2.yml").write_text(
        pillar.replace("panel: 2021-P1\n", "").replace("Train officers", "Train"), "utf-8"
    )
    change(
        content,
        "glossary.yml",
        "terms:\n",
        "terms:\n  - id: training\n    term: training\n    text: Courses.\n",
    )
    before = bytes_of(content)
    with pytest.raises(ReplaceError) as caught:
        replace(content, old, *new)
    assert str(caught.value).splitlines() == reasons
    assert bytes_of(content) == before


def test_only_the_entry_of_the_same_kind_is_replaced(content: Path) -> None:
    change(
        content,
        "glossary.yml",
        "terms:\n",
        "terms:\n  - id: training\n    term: training\n    text: Courses.\n",
    )
    change(content, PANEL, "related: [2021-P1-01]", "related: [training]")
    replace(content, "training", "legislation")
    assert "related: [training]" in (content / PANEL).read_text("utf-8")
    assert "measures: [legislation]" in (content / PILLAR).read_text("utf-8")


def test_organization_takes_the_place_of_another(tmp_path: Path) -> None:
    content = shutil.copytree(ODD, tmp_path / "content")
    change(
        content,
        "organizations.yml",
        "organizations:\n",
        "organizations:\n  - id: new-council\n    name: New Council\n",
    )
    replace(content, "survivors-council", "new-council")
    assert "survivors-council" not in "".join(
        path.read_text("utf-8") for path in content.glob("*/*.yml")
    )


def test_failing_write_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yml", tmp_path / "second.yml"
    first.write_text("1")
    second.mkdir()
    with pytest.raises(OSError, match="second"):
        atomic_write_all({first: b"2", second: b"2"})
    assert first.read_text() == "1"
    assert {path.name for path in tmp_path.iterdir()} == {"first.yml", "second.yml"}


def test_command_lists_what_it_replaced_and_what_is_left_to_do(content: Path) -> None:
    change(
        content,
        PANEL,
        "    title: States train\n",
        "    title: States train\n    change_note: Was a part of 2021-P1-01.\n",
    )
    done = run_build("replace", "2021-P1-01", "2021-P1-03", "2021-P1-04", "--content", content)
    assert (done.returncode, done.stderr) == (0, "")
    today = done.stdout.rpartition("changed: ")[2].partition("\n")[0]
    assert done.stdout.splitlines() == [
        "content/panels/2021-P1.yml:32:15: takeaways[1].related[0]: in 2021-P1-02 (States act)",
        "1 reference in 1 file: 2021-P1-01 became 2021-P1-03, 2021-P1-04; nothing else was changed",
        "",
        "mentioned in texts, which stay as they are:",
        "content/panels/2021-P1.yml:35:32: takeaways[2].change_note: in 2021-P1-03 (States train)",
        "",
        "dates stay as they are: a reference alone needs no 'changed'",
        "",
        "content/panels/2021-P1.yml:17:9: 2021-P1-01 is still in force; to withdraw it, "
        "write in it:",
        "    status: withdrawn",
        "    reason: TODO",
        "    replaced_by: [2021-P1-03, 2021-P1-04]",
        f"    changed: {today}",
        "    change_note: TODO",
    ]
    again = run_build("replace", "2021-P1-01", "2021-P1-03", "--content", content)
    assert again.stdout.startswith("nothing refers to '2021-P1-01'; no file was changed\n")


def test_command_deletes_references_and_says_which_lines_change(content: Path) -> None:
    change(content, PANEL, "Demand drives the crime.\n", "Demand.\n    changed: 2021-06-20\n")
    done = run_build("replace", "2021-P1-01", "--delete", "--content", content)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 reference in 1 file: 2021-P1-01 was taken out; nothing else was" in done.stdout
    assert "replaced_by" not in done.stdout
    assert "to withdraw it, write in it instead of line 20:\n" in done.stdout


def test_command_asks_for_a_date_where_readers_filter(content: Path) -> None:
    done = run_build("replace", "states", "law-enforcement", "--content", content)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("readers filter by what changed; write 'changed")
    assert done.stdout.endswith("and a 'change_note' in 2021-P1-02, 2021-R1-01\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2021-P1-09", "2021-P1-03"), "there is no '2021-P1-09'; did you mean '2021-P1-0"),
        (("2021-P1-01", "2021-P1-33"), "there is no '2021-P1-33'; did you mean '2021-P1-03'?"),
        (("2021-P1-01",), "name what takes its place, or write --delete where nothing does"),
        (("2021-P1-01", "--delete", "2021-P1-02"), "name what takes its place, or write --delete"),
        (("ada-north", "2021-P1-01"), "nothing was written:\ncontent/panels/2021-P1.yml:12:23: "),
    ],
)
def test_impossible_command_exits_with_two(
    arguments: tuple[str, ...], said: str, content: Path
) -> None:
    before = bytes_of(content)
    done = run_build("replace", *arguments, "--content", content)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert bytes_of(content) == before
