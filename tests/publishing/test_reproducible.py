"""Reproducible builds: equal content makes an equal site in every environment."""

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
from tests.support.commands import SITE_URL, copy_project

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


def build(
    project: Path, folder: Path, mask: int, environment: dict[str, str], *before: str
) -> Path:
    """Build the site of the small library with a copy of the project; return its folder."""
    shutil.copytree(BASE, folder / "content")
    site = folder / "site"
    command = [*before, sys.executable, str(project / "build.py"), "all"]
    command += ["--content", str(folder / "content"), "--site-dir", str(site)]
    base_environment = {
        "PATH": os.environ["PATH"],
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": SITE_URL,
    }
    process = subprocess.run(
        command,
        cwd=folder,
        env=base_environment | environment,
        umask=mask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return site


def tree(site: Path) -> dict[str, tuple[str, str]]:
    """The permissions and the hash of every file and folder of a site, by path."""
    return {
        path.relative_to(site).as_posix(): (
            stat.filemode(path.stat().st_mode),
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in site.rglob("*")
    }


@pytest.fixture(scope="module")
def first_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built in an ordinary environment."""
    return build(ROOT, tmp_path_factory.mktemp("one"), 0o022, HERE)


def test_folder_umask_locale_time_zone_and_day_do_not_change_the_site(
    first_site: Path, tmp_path: Path
) -> None:
    other = tmp_path / "some" / "where" / "else"
    other.mkdir(parents=True)
    copy_project(other)
    faketime = ("faketime", "-f", "+400d")
    here = tree(first_site)
    elsewhere = tree(build(other, tmp_path / "the other", 0o077, ELSEWHERE, *faketime))
    assert {
        name for name in here.keys() | elsewhere.keys() if here.get(name) != elsewhere.get(name)
    } == set()
    assert {Path(name).suffix for name in here} >= SUFFIXES
    assert {mode for mode, _ in here.values()} == {"drwxr-xr-x", "-rw-r--r--"}


def test_compressed_files_have_the_date_of_the_content(first_site: Path) -> None:
    with zipfile.ZipFile(first_site / "downloads" / "site.zip") as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2021, 6, 20)}
    assert (first_site / "sitemap.xml.gz").read_bytes()[4:8] == (1624147200).to_bytes(4, "little")
