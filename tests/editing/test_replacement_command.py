"""The command `replace`: what it lists, and how it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.editing.replacing import NEW_TAKEAWAYS, PANEL, bytes_of, change
from tests.examples import BASE
from tests.support.commands import run_in_process


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small library with two more takeaways."""
    folder = shutil.copytree(BASE, tmp_path / "content")
    change(folder, PANEL, "conclusions: [2021-R1]\n", NEW_TAKEAWAYS)
    return folder


def test_command_lists_what_it_replaced_and_what_is_left_to_do(content: Path) -> None:
    change(
        content,
        PANEL,
        "    title: States train\n",
        "    title: States train\n    change_note: Was a part of 2021-P1-01.\n",
    )
    done = run_in_process("replace", "2021-P1-01", "2021-P1-03", "2021-P1-04", "--content", content)
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
    again = run_in_process("replace", "2021-P1-01", "2021-P1-03", "--content", content)
    assert again.stdout.startswith("nothing refers to '2021-P1-01'; no file was changed\n")


def test_command_deletes_references_and_says_which_lines_change(content: Path) -> None:
    change(content, PANEL, "Demand drives the crime.\n", "Demand.\n    changed: 2021-06-20\n")
    done = run_in_process("replace", "2021-P1-01", "--delete", "--content", content)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 reference in 1 file: 2021-P1-01 was taken out; nothing else was" in done.stdout
    assert "replaced_by" not in done.stdout
    assert "to withdraw it, write in it instead of line 20:\n" in done.stdout


def test_command_asks_for_a_date_where_readers_filter(content: Path) -> None:
    done = run_in_process("replace", "states", "law-enforcement", "--content", content)
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
    done = run_in_process("replace", *arguments, "--content", content)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert bytes_of(content) == before
