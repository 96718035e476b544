"""`build.py new session-plan`: every key with a placeholder; the rest of the file is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidance import open_library
from guidance.content import model
from guidance.editing.scaffold import ScaffoldError
from guidance.editing.session_plan_template import scaffold_session_plan
from guidance.validation.pipeline import check_folder
from tests.examples import BASE, TODAY
from tests.support.commands import run_in_process


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "content")


def test_each_key_has_a_placeholder_and_the_rest_of_the_file_is_kept(content: Path) -> None:
    panel = content / "panels" / "2021-P1.yml"
    before = panel.read_text("utf-8")
    done = run_in_process("new", "session-plan", "--panel", "2021-P1", "--content", content)
    assert done.returncode == 0, done.stderr
    text = panel.read_text("utf-8")
    assert text.startswith(before)
    for name in model.SessionPlan.model_fields:
        assert f"\n  {name}: " in text, name
    assert "session-plan 2021-P1" in done.stdout
    fields = {problem.field for problem in check_folder(content, today=TODAY).problems}
    assert "session_plan.minutes" in fields
    assert "session_plan.aims[0]" in fields
    assert "session_plan.case.record" in fields


def test_a_plan_is_valid_once_its_placeholders_are_replaced(content: Path) -> None:
    record = scaffold_session_plan(content, "2021-P1")
    lines = [line.replace("TODO", "Some words") for line in record.text.splitlines()]
    numbers = ("minutes:", "participants:", "group_size:")
    filled = [
        line.replace("Some words", "15" if "minutes" in line else "5")
        if line.strip().startswith(numbers)
        else line.replace("[Some words]", "[2021-P1-01]")
        for line in lines
        if "record: " not in line
    ]
    text = "\n".join(filled).replace("# made_up: …", "made_up: A town buys uniforms.")
    record.path.write_text(text + "\n", "utf-8")
    plan = open_library(content).panels[0].session_plan
    assert plan
    assert plan.minutes == 15
    assert plan.case
    assert plan.case.made_up == "A town buys uniforms."


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        ("", "say which panel it is for: --panel …; allowed: 2021-P1"),
        ("2021-P2", "there is no panel '2021-P2': --panel …; allowed: 2021-P1"),
    ],
)
def test_an_unknown_panel_is_named(content: Path, panel: str, message: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        scaffold_session_plan(content, panel)
    assert message in str(caught.value)


def test_a_second_plan_is_refused(content: Path) -> None:
    record = scaffold_session_plan(content, "2021-P1")
    record.path.write_text(record.text, "utf-8")
    with pytest.raises(ScaffoldError, match=r"2021-P1.yml:\d+: the panel has a session plan"):
        scaffold_session_plan(content, "2021-P1")


def test_line_ends_of_the_file_are_kept(content: Path) -> None:
    panel = content / "panels" / "2021-P1.yml"
    panel.write_bytes(panel.read_bytes().replace(b"\n", b"\r\n"))
    text = scaffold_session_plan(content, "2021-P1").text
    assert text.count("\r\n") == text.count("\n")
