"""Documentation is tested: the map of the code, the commands, the words about files."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from build import cli
from guidance.paths import ROOT

HELD_WHOLE = ("", ".ci", "content", "docs", "guidance", "guidance/templates", "hooks", "tests")
"""Folders in which every folder stands on the map; of those with code at the top level, every file as well."""


def tracked() -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}


def on_the_map() -> set[str]:
    text = (ROOT / "docs" / "contributing" / "architecture.md").read_text("utf-8")
    tree = re.search(r"```text\n(.*?)```", text, re.DOTALL)
    assert tree
    paths: set[str] = set()
    above: list[str] = []
    for line in tree[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name, told = line.strip().split("  ", 1)
        assert told
        above[depth:] = [name.rstrip("/")]
        paths.add("/".join(above))
    return paths


def test_everything_on_the_map_exists() -> None:
    assert [path for path in on_the_map() if not (ROOT / path).exists()] == []


def test_every_room_of_the_house_is_on_the_map() -> None:
    files = tracked()
    folders = {Path(name).parent.as_posix() for name in files} - {"."}
    rooms = {
        folder for folder in folders if folder.rpartition("/")[0] in HELD_WHOLE or "/" not in folder
    }
    top = {name for name in files if "/" not in name and not name.startswith(".")}
    modules = {
        name
        for name in files
        if re.fullmatch(r"guidance/\w+\.py", name) and not name.endswith("__init__.py")
    }
    assert sorted((rooms | top | modules) - on_the_map()) == []


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_explains_itself(name: str) -> None:
    assert cli.commands[name].help


def test_the_readme_names_the_two_commands_and_ci_calls_the_second() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make        #" in readme
    assert "make test   #" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_decision_stands_in_the_list_and_in_the_navigation() -> None:
    folder = ROOT / "docs" / "contributing" / "decisions"
    listed, navigation = (
        (folder / "index.md").read_text("utf-8"),
        (ROOT / "mkdocs.yml").read_text("utf-8"),
    )
    for record in folder.glob("0*.md"):
        assert f"({record.name})" in listed
        assert record.name in navigation


def test_locked_requirements_have_hashes_and_no_address_of_an_index() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / name).read_text("utf-8")
        packages = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)
        assert len(packages) > 30
        assert text.count("--hash=sha256:") >= len(packages)
        assert "http" not in text
        assert "index-url" not in text
