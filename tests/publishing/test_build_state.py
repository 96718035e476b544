"""A site that is whole and made of the same is kept: everything that goes into it counts, and so does every file of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.paths import ROOT
from guidance.publishing.build_state import BuildStateStore, build_fingerprint, build_inputs
from tests.examples import BASE
from tests.support.commands import ADDRESS

SETTINGS = 'site_url: !ENV [SITE_URL, "https://guidance.example/"]\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("content", "guidance", "hooks", "docs", "node_modules/minisearch"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "one.txt").write_text(name, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "build.py").write_text("", "utf-8")
    return tmp_path


def made_of(project: Path, **environment: str) -> str:
    return build_fingerprint(project, project / "content", environment)


@pytest.mark.parametrize(
    "name",
    [
        "content/one.txt",
        "guidance/one.txt",
        "hooks/one.txt",
        "docs/one.txt",
        "node_modules/minisearch/one.txt",
        "mkdocs.yml",
        "build.py",
    ],
)
def test_every_file_that_goes_into_a_site_counts(name: str, project: Path) -> None:
    before = made_of(project)
    assert made_of(project) == before
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert made_of(project) != before


def test_a_new_file_counts_and_so_does_a_variable_that_the_settings_name_but_no_other(
    project: Path,
) -> None:
    before = made_of(project)
    assert made_of(project, SITE_URL=ADDRESS) != before
    assert made_of(project, TERM="dumb") == before
    (project / "content" / "two.txt").write_text("", "utf-8")
    assert made_of(project) != before


def test_a_link_and_an_endless_file_in_the_content_are_not_read(project: Path) -> None:
    before = made_of(project)
    (project / "content" / "link").symlink_to("/dev/zero")
    os.mkfifo(project / "content" / "pipe")
    assert made_of(project) != before


_LISTENING = """
import sys
read = set()
sys.addaudithook(lambda event, values: read.add(str(values[0])) if event == "open" and isinstance(values[0], (str, bytes)) else None)
sys.path.insert(0, sys.argv.pop(1))
import build
try:
    build.cli(standalone_mode=False)
finally:
    print("\\n".join(sorted(read)))
"""


@pytest.mark.build
def test_everything_that_a_build_reads_of_the_project_counts(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        _LISTENING,
        str(ROOT),
        "all",
        "--content",
        str(BASE),
        "--site-dir",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"SITE_URL": ADDRESS},
        capture_output=True,
        text=True,
        check=True,
    )
    counted = {str(path) for _, path in build_inputs(ROOT, BASE)}
    read = {
        line
        for line in done.stdout.splitlines()
        if line.startswith(f"{ROOT}/") and "__pycache__" not in line
    }
    others = tuple(f"{ROOT}/{folder}/" for folder in (".venv", ".cache"))
    assert read & counted
    assert sorted(path for path in read - counted if not path.startswith(others)) == []


def change(site: Path) -> None:
    (site / "index.html").write_text("another", "utf-8")


def add(site: Path) -> None:
    (site / "more.html").write_text("", "utf-8")


def remove(site: Path) -> None:
    (site / "index.html").unlink()


@pytest.mark.parametrize("harm", [change, add, remove])
def test_a_site_is_kept_until_one_of_its_files_is_another(
    harm: Callable[[Path], None], tmp_path: Path
) -> None:
    site, keeper = tmp_path / "site", BuildStateStore(tmp_path / "cache")
    site.mkdir()
    (site / "index.html").write_text("whole", "utf-8")
    assert keeper.kept("these", site) is None
    keeper.remember("these", site, "1 record")
    assert keeper.kept("these", site) == "1 record"
    assert keeper.kept("others", site) is None
    harm(site)
    assert keeper.kept("these", site) is None


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"site": 1}', "\x00"])
def test_a_broken_note_means_building_again(broken: str, tmp_path: Path) -> None:
    site, keeper = tmp_path / "site", BuildStateStore(tmp_path / "cache")
    site.mkdir()
    keeper.remember("these", site, "1 record")
    (tmp_path / "cache" / "these.json").write_text(broken, "utf-8")
    assert keeper.kept("these", site) is None


def test_an_unchanged_site_is_left_as_it_is(site: Path) -> None:
    before = site.stat().st_ino
    command = [sys.executable, str(ROOT / "build.py"), "all", "--site-dir", str(site)]
    done = subprocess.run(
        command, env=os.environ | {"SITE_URL": ADDRESS}, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("Nothing has changed since the site was built.\n")
    assert done.stderr == ""
    assert site.stat().st_ino == before
