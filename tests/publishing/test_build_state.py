"""Build state: a site is built again if one of its inputs or files differs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.output.checksums import CHECKSUMS, read_checksums, write_checksums
from guidance.paths import ROOT
from guidance.publishing.build_state import build_fingerprint, build_inputs, unchanged_site
from guidance.site.npm_scripts import NPM_SCRIPTS
from tests.examples import BASE
from tests.support.commands import SITE_URL, run_build

SCRIPT_FILES = tuple(f"node_modules/{file}" for script in NPM_SCRIPTS for file in script.files)
SETTINGS = 'site_url: !ENV [SITE_URL, "https://guidance.example/"]\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one file in each folder that a build reads."""
    for name in ("content", "guidance", "hooks", "docs/.well-known"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "one.txt").write_text(name, "utf-8")
    for name in SCRIPT_FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "docs" / "one.txt").write_text("docs", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "build.py").write_text("", "utf-8")
    return tmp_path


def fingerprint_of(project: Path, **environment: str) -> str:
    return build_fingerprint(project, project / "content", environment)


@pytest.mark.parametrize(
    "name",
    [
        "content/one.txt",
        "guidance/one.txt",
        "hooks/one.txt",
        "docs/one.txt",
        "docs/.well-known/one.txt",
        *SCRIPT_FILES,
        "mkdocs.yml",
        "build.py",
    ],
)
def test_a_changed_file_changes_the_fingerprint(name: str, project: Path) -> None:
    before = fingerprint_of(project)
    assert fingerprint_of(project) == before
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert fingerprint_of(project) != before


def test_a_new_file_changes_the_fingerprint(project: Path) -> None:
    before = fingerprint_of(project)
    (project / "content" / "two.txt").write_text("", "utf-8")
    assert fingerprint_of(project) != before


def test_only_variables_in_the_settings_change_the_fingerprint(project: Path) -> None:
    before = fingerprint_of(project)
    assert fingerprint_of(project, SITE_URL=SITE_URL) != before
    assert fingerprint_of(project, TERM="dumb") == before


def test_links_and_pipes_in_the_content_are_not_read(project: Path) -> None:
    before = fingerprint_of(project)
    (project / "content" / "link").symlink_to("/dev/zero")
    os.mkfifo(project / "content" / "pipe")
    assert fingerprint_of(project) != before


_PRINT_FILES_READ = """
import sys
read = set()
sys.addaudithook(
    lambda event, values: read.add(str(values[0]))
    if event == "open" and isinstance(values[0], (str, bytes))
    else None
)
sys.path.insert(0, sys.argv.pop(1))
import build
try:
    build.cli(standalone_mode=False)
finally:
    print("\\n".join(sorted(read)))
"""


@pytest.mark.build
def test_every_file_that_a_build_reads_is_an_input(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PRINT_FILES_READ, str(ROOT), "all"]
    command += ["--content", str(BASE), "--site-dir", str(tmp_path / "site")]
    process = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"SITE_URL": SITE_URL},
        capture_output=True,
        text=True,
        check=True,
    )
    inputs = {str(path) for _, path in build_inputs(ROOT, BASE)}
    files_read = {
        line
        for line in process.stdout.splitlines()
        if line.startswith(f"{ROOT}/") and "__pycache__" not in line
    }
    exempt = tuple(f"{ROOT}/{folder}/" for folder in (".venv", ".cache"))
    assert files_read & inputs
    assert sorted(path for path in files_read - inputs if not path.startswith(exempt)) == []


def change(site: Path) -> None:
    (site / "index.html").write_text("another", "utf-8")


def add(site: Path) -> None:
    (site / "more.html").write_text("", "utf-8")


def remove(site: Path) -> None:
    (site / "index.html").unlink()


@pytest.mark.parametrize("modify", [change, add, remove])
def test_a_site_is_unchanged_until_one_of_its_files_changes(
    modify: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("complete", "utf-8")
    assert unchanged_site(tmp_path, "inputs") is None
    write_checksums(tmp_path, "inputs", "1 record")
    assert unchanged_site(tmp_path, "inputs") == "1 record"
    assert unchanged_site(tmp_path, "other inputs") is None
    modify(tmp_path)
    assert unchanged_site(tmp_path, "inputs") is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"files": 1}', '{"files": {}}', "\x00", "[" * 100_000, "\ud800"],
)
def test_unreadable_checksums_count_as_none(text: str, tmp_path: Path) -> None:
    (tmp_path / CHECKSUMS).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert read_checksums(tmp_path) is None
    assert unchanged_site(tmp_path, "") is None


def test_an_unchanged_site_is_not_built_again(site: Path) -> None:
    before = site.stat().st_ino
    process = run_build("all", "--site-dir", site)
    assert process.stdout.startswith("Nothing has changed since the site was built.\n")
    assert process.returncode == 0
    assert all(" is still the placeholder " in line for line in process.stderr.splitlines())
    assert site.stat().st_ino == before
