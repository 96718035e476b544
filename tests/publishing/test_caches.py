"""A cache is only a cache: the site is the same with damaged, removed and unusable caches."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guidance.paths import ROOT
from tests.examples import EMPTY, SINGLE
from tests.support.commands import SITE_URL, copy_project, run_build

pytestmark = pytest.mark.build


def files_of(site: Path) -> dict[str, str]:
    """The hash of each file of a site, by path."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a library of one record, and its site."""
    folder = copy_project(tmp_path_factory.mktemp("project"), SINGLE)
    if (ROOT / ".cache" / "pdf").is_dir():
        shutil.copytree(ROOT / ".cache" / "pdf", folder / ".cache" / "pdf")  # prints less
    build(folder, folder / "site")
    return folder


@pytest.fixture(scope="module")
def whole_site(project: Path) -> dict[str, str]:
    return files_of(project / "site")


def build(project: Path, site: Path) -> str:
    """Build a site that is not there, and return what the command tells on stderr."""
    process = run_build("all", "--site-dir", site, project=project)
    assert process.returncode == 0, process.stderr
    return process.stderr


def test_damaged_files_in_all_caches_are_made_again(
    project: Path, whole_site: dict[str, str], tmp_path: Path
) -> None:
    files = sorted(path for path in (project / ".cache").rglob("*") if path.is_file())
    assert {path.parent.name for path in files} == {"fonts", "pdf", "templates", "times"}
    for number, path in enumerate(files):
        content = path.read_bytes()
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        path.write_bytes((b"", content[:middle], flipped, content + b"\n")[number % 4])
    build(project, tmp_path / "site")
    assert files_of(tmp_path / "site") == whole_site
    assert not [*(project / ".cache").rglob("*.part")]


def test_a_cache_that_is_removed_while_building_makes_no_difference(
    project: Path, whole_site: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, str(project / "build.py"), "all", "--site-dir"]
    process = subprocess.Popen(
        [*command, str(tmp_path / "site")],
        env=os.environ | {"SITE_URL": SITE_URL},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None:
        if [*tmp_path.glob(".site.build-*")]:  # printing has begun
            shutil.rmtree(project / ".cache", ignore_errors=True)
        time.sleep(0.05)
    _, output = process.communicate()
    assert process.returncode == 0, output
    assert files_of(tmp_path / "site") == whole_site


def test_a_cache_that_cannot_be_written_is_told_once_and_the_build_goes_on(
    project: Path, whole_site: dict[str, str], tmp_path: Path
) -> None:
    shutil.rmtree(project / ".cache", ignore_errors=True)
    (project / ".cache").write_text("no folder", "utf-8")
    try:
        messages = build(project, tmp_path / "site").splitlines()
    finally:
        (project / ".cache").unlink()
    assert files_of(tmp_path / "site") == whole_site
    told = [line.partition(" could not be written, ")[0] for line in messages if "cache " in line]
    assert [*filter(None, told)] == [
        f"The cache {project / '.cache' / name}" for name in ("pdf", "fonts")
    ]


def test_files_for_the_root_of_the_site_are_published_from_the_documentation(
    tmp_path: Path,
) -> None:
    """A name for GitHub Pages, and what services look for below a fixed address."""
    project = copy_project(tmp_path, EMPTY)
    (project / "docs" / "CNAME").write_text("www.example.org\n", "utf-8")
    (project / "docs" / ".well-known").mkdir()
    (project / "docs" / ".well-known" / "security.txt").write_text("Contact: …\n", "utf-8")
    (project / "docs" / ".hidden").write_text("mine\n", "utf-8")
    for _ in range(2):
        build(project, project / "site")
        assert (project / "site" / "CNAME").read_text("utf-8") == "www.example.org\n"
        assert (project / "site" / ".well-known" / "security.txt").is_file()
        assert not (project / "site" / ".hidden").exists()
        (project / "docs" / ".well-known" / "more.txt").write_text("more\n", "utf-8")
    assert (project / "site" / ".well-known" / "more.txt").is_file()


@pytest.mark.parametrize("year", ["1975", "1800"])
def test_content_of_a_year_before_the_formats_of_packed_files_is_built(
    year: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path, EMPTY)
    for path in (project / "content").rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("2020", year), "utf-8")
    conference = project / "content" / "conferences" / "2020.yml"
    conference.rename(conference.with_name(f"{year}.yml"))
    build(project, project / "site")
