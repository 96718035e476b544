"""Completion and diagnostics of the YAML language server with the schemas."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from guidance.paths import ROOT
from tests.support.language_server import LanguageServer

FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.yml"))
PANEL = "content/panels/2021-P2.yml"
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))


def nest_settings(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings with dotted names as the nested groups that a language server expects."""
    groups: dict[str, Any] = {}
    for name, value in settings.items():
        *above, last = name.split(".")
        group = groups
        for step in above:
            group = group.setdefault(step, {})
        group[last] = value
    return groups


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """A session in a copy of the project, with its settings and up-to-date schemas."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "content", project / "content")
    process = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "schemas", "--into", str(project / "schemas")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    with LanguageServer(project, nest_settings(SETTINGS)) as server:
        yield server


def panel(*changes: tuple[str, str]) -> str:
    text = (ROOT / PANEL).read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def test_settings_assign_a_schema_to_every_content_file() -> None:
    files_with_schema = {
        path.relative_to(ROOT).as_posix()
        for files in SETTINGS["yaml.schemas"].values()
        for path in ROOT.glob(files)
    }
    assert files_with_schema == set(FILES)
    assert all((ROOT / schema).is_file() for schema in SETTINGS["yaml.schemas"])


@pytest.mark.parametrize("name", FILES)
def test_valid_file_has_no_diagnostics(name: str, server: LanguageServer) -> None:
    assert server.open_file(name, (ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nature: finding", "nature: opinion"),
        ("forms: [forced-labour]", "forms: [forced-labor]"),
        ("person: lucienne-manton", "person: lucienne-mantn"),
        ("panel_title:", "panel_titel:"),
        ("number: 2\n", ""),
        ("changed: 2026-11-21", "changed: yesterday"),
    ],
)
def test_mistake_has_a_diagnostic_in_its_line(
    before: str, after: str, server: LanguageServer
) -> None:
    line = panel()[: panel().index(before)].count("\n")
    diagnostics = server.open_file(
        f"content/panels/wrong-{len(before)}-{len(after)}.yml", panel((before, after))
    )
    assert diagnostics
    assert line in {each["range"]["start"]["line"] for each in diagnostics} or after == ""


def test_completion_offers_identifiers_with_their_titles(server: LanguageServer) -> None:
    text = "id: 2021-P9\nmoderator:\n  person: \ntakeaways:\n  - id: 2021-P9-01\n    nature: \n"
    text += "".join(f"    {key}:\n      - \n" for key in ("actors", "instruments", "related"))
    server.open_file("content/panels/2021-P9.yml", text)
    completions = {
        line: server.completions("content/panels/2021-P9.yml", line, column)
        for line, column in ((3, 11), (6, 13), (8, 9), (10, 9), (12, 9))
    }
    assert {"helga-maria-schmid", "valiant-richey"} <= set(completions[3])
    assert set(completions[6]) == {"finding", "obligation", "recommendation", "practice"}
    assert {"states", "law-enforcement"} <= set(completions[8])
    assert "Palermo Protocol" in completions[10]["palermo-protocol"]
    assert "2021-R1-01" in completions[12]


def test_completion_offers_and_explains_keys(server: LanguageServer) -> None:
    text = panel()
    server.open_file("content/panels/2021-P8.yml", f"{text}    \n")
    below = server.completions("content/panels/2021-P8.yml", text.count("\n") + 1, 5)
    assert any(key.startswith("erratum") for key in below)
    line = text[: text.index("takeaways_title:")].count("\n") + 1
    assert "The heading over the takeaways" in server.hover("content/panels/2021-P8.yml", line, 3)
