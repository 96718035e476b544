"""The same content makes the same site: wherever, whenever, by whomever and in whatever language it is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from guidance.paths import ROOT
from tests.examples import BASE
from tests.support.commands import ADDRESS, copy_project

pytestmark = pytest.mark.build

HERE = {
    "TZ": "America/St_Johns",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "1",
    "SOURCE_DATE_EPOCH": "86400",
}
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "2",
    "HOME": "/nonexistent",
    "USER": "somebody",
    "LOGNAME": "somebody",
}
SUFFIXES = {".css", ".csv", ".html", ".js", ".json", ".pdf", ".woff2", ".xlsx", ".xml", ".zip"}


def built(
    project: Path, folder: Path, mask: int, environment: dict[str, str], *before: str
) -> Path:
    """The site of the small library, built in a folder by a project that lies somewhere."""
    shutil.copytree(BASE, folder / "content")
    site = folder / "site"
    command = [
        *before,
        sys.executable,
        str(project / "build.py"),
        "all",
        "--content",
        str(folder / "content"),
        "--site-dir",
        str(site),
    ]
    inherited = {"PATH": os.environ["PATH"], "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ADDRESS}
    done = subprocess.run(
        command,
        cwd=folder,
        env=inherited | environment,
        umask=mask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return site


def tree(site: Path) -> dict[str, tuple[str, str]]:
    """Every file and folder of a site with its permissions and a hash of what it holds."""
    return {
        path.relative_to(site).as_posix(): (
            stat.filemode(path.stat().st_mode),
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in site.rglob("*")
    }


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as it is built here and today."""
    return built(ROOT, tmp_path_factory.mktemp("one"), 0o022, HERE)


def test_two_builds_in_other_folders_time_zones_languages_and_on_other_days_are_the_same(
    one: Path, tmp_path: Path
) -> None:
    other = tmp_path / "some" / "where" / "else"
    other.mkdir(parents=True)
    copy_project(other)
    here, elsewhere = (
        tree(one),
        tree(built(other, tmp_path / "the other", 0o077, ELSEWHERE, "faketime", "-f", "+400d")),
    )
    assert {
        name for name in here.keys() | elsewhere.keys() if here.get(name) != elsewhere.get(name)
    } == set()
    assert {Path(name).suffix for name in here} >= SUFFIXES
    assert {mode for mode, _ in here.values()} == {"drwxr-xr-x", "-rw-r--r--"}


def test_compressed_files_hold_the_day_of_the_content_and_no_other(one: Path) -> None:
    with zipfile.ZipFile(one / "downloads" / "site.zip") as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2021, 6, 20)}
    assert (one / "sitemap.xml.gz").read_bytes()[4:8] == (1624147200).to_bytes(4, "little")
