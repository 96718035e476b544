"""What has no place in a content folder is a problem at its place."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from guidance import ContentError, open_library
from guidance.diagnostics.rules import Rule
from tests.examples import BASE


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "content")
    return tmp_path / "content"


def found(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        open_library(content)
    assert {problem.rule for problem in caught.value.problems} == {Rule.KNOWN_FILE}
    return [str(problem) for problem in caught.value.problems]


def test_a_folder_that_cannot_be_read_is_a_problem(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its records would be missing from the site, and nothing would say so."""
    scan = os.scandir

    def refuse(path: Any = ".") -> Any:
        if Path(path).name == "panels":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(content) == [
        "content/panels:1:1: folder: cannot be read (Permission denied); check its permissions"
    ]


def test_folders_deep_within_one_another_are_a_problem(content: Path) -> None:
    descriptor = os.open(content, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("a", dir_fd=descriptor)
        inner = os.open("a", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(descriptor)
    problems = found(content)
    subprocess.run(["rm", "-r", content], check=True)  # no Python can
    [problem] = problems
    assert problem.endswith("lies too deep; put its files where the others are, or delete it")


def test_a_second_folder_that_differs_in_capitals_is_a_problem(content: Path) -> None:
    shutil.copytree(content / "sources", content / "Sources")
    assert (
        "content/sources/report.yml:1:1: file: differs from 'Sources/report.yml' only in capitals "
        "or accents, and many computers keep one of the two; rename or delete one"
    ) in found(content)


@pytest.mark.parametrize("name", ["notes.md", "panels/.hidden.yml", "source-hashes/x.txt"])
def test_a_link_is_a_problem_whatever_its_name(name: str, content: Path) -> None:
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).symlink_to(content / "people.yml")
    assert [problem.split(":")[0] for problem in found(content)] == [f"content/{name}"]


def test_a_repository_of_the_content_alone_is_no_problem(content: Path) -> None:
    (content / ".git").mkdir()
    (content / "README.md").write_text("# Content\n", "utf-8")
    assert open_library(content).records
