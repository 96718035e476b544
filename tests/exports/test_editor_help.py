"""Completion and diagnostics of the YAML language server with the schemas."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from guidance.paths import ROOT
from tests.examples import ODD
from tests.support.commands import run_build
from tests.support.language_server import LanguageServer

FILES = sorted(f"content/{path.relative_to(ODD).as_posix()}" for path in ODD.rglob("*.yml"))
PANEL = "content/panels/2022-P1.yml"
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
    shutil.copytree(ODD, project / "content")
    process = run_build("schemas", "--content", ODD, "--into", project / "schemas")
    assert process.returncode == 0, process.stderr
    with LanguageServer(project, nest_settings(SETTINGS)) as server:
        yield server


def text_of(name: str) -> str:
    """The text of a content file of the example library."""
    return (ODD / name.removeprefix("content/")).read_text("utf-8")


def panel(*changes: tuple[str, str]) -> str:
    text = text_of(PANEL)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def test_settings_assign_a_schema_to_every_content_file() -> None:
    files_with_schema = {
        f"content/{path.relative_to(ODD).as_posix()}"
        for files in SETTINGS["yaml.schemas"].values()
        for path in ODD.glob(files.removeprefix("content/"))
    }
    assert files_with_schema == set(FILES)
    assert all((ROOT / schema).is_file() for schema in SETTINGS["yaml.schemas"])


@pytest.mark.parametrize("name", FILES)
def test_valid_file_has_no_diagnostics(name: str, server: LanguageServer) -> None:
    assert server.open_file(name, text_of(name)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nature: finding", "nature: opinion"),
        ("forms: [forced-labour]", "forms: [forced-labor]"),
        ("person: carla-west", "person: carla-wst"),
        ("organization: labour-union", "organization: labor-union"),
        ("related: [2022-P1-S1", "related: [2022-P1-S9"),
        ("takeaways_title:", "takeaways_titel:"),
        ("number: 1\n", ""),
        ("changed: 2026-01-10", "changed: yesterday"),
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
    text = "id: 2022-P9\nmoderators:\n  - person: \n  - organization: \n"
    text += "takeaways:\n  - id: 2022-P9-01\n    nature: \n"
    text += "".join(
        f"    {key}:\n      - \n" for key in ("actors", "instruments", "related", "reaffirms")
    )
    server.open_file("content/panels/2022-P9.yml", text)
    completions = {
        line: server.completions("content/panels/2022-P9.yml", line, column)
        for line, column in ((3, 13), (4, 19), (7, 13), (9, 9), (11, 9), (13, 9), (15, 9))
    }
    assert {"ada-north", "ben-south"} <= set(completions[3])
    assert {"labour-union", "survivors-council"} <= set(completions[4])
    assert set(completions[7]) == {"finding", "obligation", "recommendation", "practice"}
    assert {"states", "civil-society"} <= set(completions[9])
    assert "Work Treaty" in completions[11]["work-treaty"]
    assert {"2022-R1-01", "2022-P1-S1", "field-manual"} <= set(completions[13])
    assert "2018-account-01" in completions[15]


def test_completion_offers_what_a_conference_concluded(server: LanguageServer) -> None:
    text = 'id: "2018"\nconclusions:\n  - \n'
    server.open_file("content/conferences/2018b.yml", text)
    completions = server.completions("content/conferences/2018b.yml", 3, 5)
    assert {"2022-P1", "2022-R1", "2018-account-01"} <= set(completions)


def test_completion_offers_and_explains_keys(server: LanguageServer) -> None:
    text = panel().partition("discussion_questions:")[0]
    server.open_file("content/panels/2022-P8.yml", f"{text}    \n")
    below = server.completions("content/panels/2022-P8.yml", text.count("\n") + 1, 5)
    assert any(key.startswith("erratum") for key in below)
    line = text[: text.index("takeaways_title:")].count("\n") + 1
    assert "The heading over the takeaways" in server.hover("content/panels/2022-P8.yml", line, 3)
