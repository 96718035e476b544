"""The documentation matches the project: paths, commands, targets, layers, and lists of pages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from build import cli
from guidance.paths import ROOT
from tests.test_architecture import LAYERS

HANDBOOK = ROOT / "docs" / "contributing"
DECISIONS = HANDBOOK / "decisions"
PAGES = [
    *sorted(HANDBOOK.rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "NOTICE.md")),
]
COMPLETE_FOLDERS = ("content", "docs", "tests")
"""Folders whose subfolders are all in the tree of the repository."""


def tracked_files() -> set[str]:
    process = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name for name in process.stdout.splitlines() if (ROOT / name).exists()}


def architecture() -> str:
    return (HANDBOOK / "architecture.md").read_text("utf-8")


def paths_in_tree(heading: str) -> Iterator[str]:
    """The paths in the tree below a heading of the architecture page."""
    tree = re.search(rf"^## {heading}\n.*?```text\n(.*?)```", architecture(), re.DOTALL | re.M)
    assert tree
    parents: list[str] = []
    for line in tree[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name, description = line.strip().split("  ", 1)
        assert description
        parents[depth:] = [name.rstrip("/")]
        yield "/".join(parents)


def test_everything_in_the_trees_exists() -> None:
    paths = [*paths_in_tree("Repository"), *paths_in_tree("Modules")]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_file_and_folder_at_the_top_is_in_the_tree() -> None:
    files = tracked_files()
    folders = {Path(name).parent.as_posix() for name in files} - {"."}
    top_folders = {folder.partition("/")[0] for folder in folders}
    subfolders = {folder for folder in folders if folder.rpartition("/")[0] in COMPLETE_FOLDERS}
    top_files = {name for name in files if "/" not in name and not name.startswith(".")}
    expected = top_folders | subfolders | top_files
    assert sorted(expected - {*paths_in_tree("Repository")}) == []


def test_every_package_and_module_is_in_the_tree() -> None:
    modules = {
        name.removesuffix("/__init__.py")
        for name in tracked_files()
        if re.match(r"(benchmarks|guidance|hooks|portability|scripts)/.*\.py$", name)
    }
    assert sorted(modules - {*paths_in_tree("Modules")}) == []


def test_the_table_of_layers_matches_the_tested_layers() -> None:
    rows = re.findall(r"^\| (\d+) \| (.*?) \|", architecture(), re.MULTILINE)
    assert [(int(number), tuple(re.findall(r"`(\w+)`", names))) for number, names in rows] == [
        *enumerate(LAYERS)
    ]


def path_exists(path: str) -> bool:
    """Whether a path exists in the project or in the package; capitals match any name.

    Examples of content files and paths of the built site count as existing.
    """
    top, _, rest = path.partition("/")
    folders = [folder for folder in (ROOT, ROOT / "guidance") if (folder / top).is_dir()]
    if not folders or top in {"", ".cache", ".venv"} or path == "site/index.html":
        return True
    if top == "content" and rest.endswith(".yml"):
        return True
    pattern = re.sub(r"\b[A-Z]{3,}\b", "*", path.rstrip("/"))
    return any([*folder.glob(pattern)] for folder in folders)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_on_a_page_exists(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    paths = re.findall(r"`([\w./-]+/[\w.-]*)`", text)
    paths += re.findall(r"pytest ([\w./-]+)", text)
    missing = [path for path in paths if not path_exists(path)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_and_target_on_a_page_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:`|^ *)make (?:--silent )?([a-z-]+)", text, re.M)) <= targets
    assert set(re.findall(r"build\.py ([a-z]+)", text)) <= {*cli.commands}
    for script in re.findall(r"python -m scripts\.(\w+)", text):
        assert (ROOT / "scripts" / f"{script}.py").exists()


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_a_help_text(name: str) -> None:
    assert cli.commands[name].help


def test_the_readme_names_the_two_main_commands_and_ci_runs_the_tests() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make        #" in readme
    assert "make test   #" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    for page in HANDBOOK.rglob("*.md"):
        assert page.relative_to(ROOT / "docs").as_posix() in navigation


def test_the_list_of_decisions_has_the_title_of_each() -> None:
    titles = [
        f"- [{record.read_text('utf-8').partition(chr(10))[0].removeprefix('# ')}]({record.name})"
        for record in sorted(DECISIONS.glob("0*.md"))
    ]
    lines = (DECISIONS / "index.md").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("- ")] == titles


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("0*.md")), ids=lambda path: path.stem)
def test_a_decision_has_context_decision_and_consequences(path: Path) -> None:
    headings = re.findall(r"^## (.*)", path.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


def test_locked_requirements_have_hashes_and_no_address_of_an_index() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / name).read_text("utf-8")
        packages = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)
        assert len(packages) > 30
        assert text.count("--hash=sha256:") >= len(packages)
        assert "http" not in text
        assert "index-url" not in text
