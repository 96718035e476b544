"""The command `new`: what it prints, and how it refuses."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from guidance.diagnostics.rules import Rule
from tests.editing.new_records import problems
from tests.support.commands import run_build, run_in_process


def test_commands_after_a_new_conference_work_in_their_order(content: Path) -> None:
    done = run_in_process("new", "conference", "--name", "2023 Fair Work", "--content", content)
    commands = [
        shlex.split(line.replace("…", f"Words of line {number}"))
        for number, line in enumerate(done.stdout.splitlines())
        if line.startswith("  python build.py ")
    ]
    kinds = [arguments[3] for arguments in commands]
    assert kinds[0] == "source"
    assert kinds.index("person") < kinds.index("panel") < kinds.index("takeaway")
    assert kinds.index("instrument") < kinds.index("pillar") < kinds.index("recommendation")
    for arguments in commands:
        assert run_in_process(*arguments[2:]).returncode == 0, arguments
    assert {rule for _, rule, _ in problems(content)} == {Rule.PLACEHOLDER}


def test_command_prints_place_and_next_steps(content: Path) -> None:
    done = run_in_process(
        "new",
        "takeaway",
        "--panel",
        "2021-P1",
        "--name",
        "Buyers: who they are",
        "--content",
        content,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "content/panels/2021-P1.yml:33: takeaway 2021-P1-03",
        "Next: replace each TODO (lines 36, 37, 38, 39); comments after '#' may stay.",
        "Then: make check",
    ]
    assert '    title: "Buyers: who they are"  # A few words' in (
        content / "panels" / "2021-P1.yml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("takeaway", "--panel", "2021-P2"),
            "there is no panel '2021-P2'; allowed: 2021-P1; did you mean '2021-P1'?",
        ),
        (("takeaway",), "say to which panel the takeaway belongs: --panel …; allowed: 2021-P1"),
        (("takeaway", "--pillar", "2021-R1"), "a takeaway takes no --pillar, but --panel"),
        (
            ("source",),
            (
                "say what the source is called, with its year in front: --name '2022 Technology "
                "study'; its file is called after it"
            ),
        ),
        (
            ("source", "--name", "Study of work"),
            (
                "say what the source is called, with its year in front: --name '2022 Technology "
                "study'; its file is called after it"
            ),
        ),
        (
            ("conference", "--name", "2021"),
            "the identifier '2021' is taken; for another conference in that year: --name 2021b",
        ),
    ],
)
def test_impossible_request_exits_with_two_and_advice(
    arguments: tuple[str, ...], said: str, content: Path
) -> None:
    done = run_in_process("new", *arguments, "--content", content)
    assert done.returncode == 2
    assert done.stderr.endswith(f"Error: {said}\n")
    assert problems(content) == []


def test_unreadable_file_exits_with_its_problem(content: Path) -> None:
    (content / "people.yml").write_text("people:\n\t- id: x\n", "utf-8")
    done = run_build("new", "person", "--content", content)
    assert done.returncode == 1
    assert done.stderr.startswith("content/people.yml:2:1: file: a tab stands here")
