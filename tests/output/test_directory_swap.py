"""The swap of a site: a build that fails or is killed leaves the old site complete."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from guidance.output.checksums import ForeignFilesError
from guidance.output.directory_swap import swap_in
from guidance.paths import ROOT
from tests.examples import BASE
from tests.support.commands import SITE_URL
from tests.support.kill_at_each_step import NEW, OLD, no_exchange, read, write, write_site

pytestmark = pytest.mark.slow

FILE_SIZE_LIMIT = 300_000
"""In bytes: more than any page of the small site, less than its zip file."""


@pytest.fixture
def old_site(tmp_path: Path) -> Path:
    """A site of a few files."""
    write_site(OLD, tmp_path / "site")
    return tmp_path / "site"


def start_build(
    site: Path, repository: str = "https://code.example.org/", file_size_limit: int = 0
) -> subprocess.Popen[str]:
    """Start a build of the small library; its PDFs come from the cache after the first one."""
    command = [sys.executable, str(ROOT / "build.py"), "all"]
    command += ["--content", str(BASE), "--site-dir", str(site)]
    limit = ["prlimit", f"--fsize={file_size_limit}"] if file_size_limit else []
    return subprocess.Popen(
        [*limit, *command],
        env=os.environ | {"SITE_URL": SITE_URL, "REPO_URL": repository},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_pages(build: subprocess.Popen[str], folder: Path) -> None:
    """Wait until a build writes its pages."""
    while not list(folder.glob(".site.build-*/assets")):
        assert build.poll() is None
        time.sleep(0.01)


def kill_at_each_step(folder: Path, method: str, stop_signal: str) -> list[dict[str, Any]]:
    """All files after a kill at each step, and after the next build."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.support.kill_at_each_step", folder, method, stop_signal],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(process.stdout))


@pytest.mark.parametrize("stop_signal", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_a_kill_at_any_step_leaves_the_old_site_or_the_new_one(
    stop_signal: str, tmp_path: Path
) -> None:
    steps = kill_at_each_step(tmp_path, "exchange", stop_signal)
    assert [
        step["after"]["site"] for step in steps if step["after"]["site"] not in (OLD, NEW)
    ] == []
    assert {step["after"]["site"]["index.html"] for step in steps} == {"old", "new"}


@pytest.mark.parametrize("method", ["exchange", "move"])
@pytest.mark.parametrize("stop_signal", ["SIGTERM", "SIGINT"])
def test_a_build_that_is_stopped_after_the_swap_still_removes_the_old_site(
    method: str, stop_signal: str, tmp_path: Path
) -> None:
    states = [step["after"] for step in kill_at_each_step(tmp_path, method, stop_signal)]
    swapped = [state for state in states if state.get("site") == NEW]
    assert swapped
    assert [state for state in swapped if len(state) > 1] == []


def test_without_an_exchange_a_kill_leaves_the_old_site_in_its_place_or_beside_it(
    tmp_path: Path,
) -> None:
    steps = kill_at_each_step(tmp_path, "move", "SIGKILL")
    for step in steps:
        [aside] = [files for name, files in step["after"].items() if name.endswith("-old")] or [{}]
        assert step["after"].get("site", aside) in (OLD, NEW)
    assert any("site" not in step["after"] for step in steps)


@pytest.mark.parametrize("method", ["exchange", "move"])
def test_a_disk_that_is_full_from_any_step_on_leaves_the_old_site_and_nothing_else(
    method: str, tmp_path: Path
) -> None:
    steps = kill_at_each_step(tmp_path, method, "FULL")
    assert len(steps) > len(NEW)
    assert [step["after"] for step in steps if step["after"] != {"site": OLD}] == []
    assert [step["next"] for step in steps if step["next"] != {"site": NEW}] == []


@pytest.mark.parametrize("method", ["exchange", "move"])
def test_the_next_build_removes_what_a_killed_one_left(method: str, tmp_path: Path) -> None:
    steps = kill_at_each_step(tmp_path, method, "SIGKILL")
    assert any(len(step["after"]) > 1 for step in steps)
    assert [step["next"] for step in steps if step["next"] != {"site": NEW}] == []


def test_an_old_site_set_aside_is_moved_back_even_by_a_build_that_fails(old_site: Path) -> None:
    old_site.rename(old_site.with_name(".site.build-abcdefgh-old"))
    with pytest.raises(RuntimeError), swap_in(old_site):
        raise RuntimeError("build failed")
    assert {path.name: read(path) for path in old_site.parent.iterdir()} == {"site": OLD}


def test_a_failed_build_leaves_the_old_site(old_site: Path) -> None:
    def fail() -> None:
        with swap_in(old_site) as new:
            write(NEW, new)
            raise RuntimeError("build failed")

    with pytest.raises(RuntimeError):
        fail()
    assert {path.name: read(path) for path in old_site.parent.iterdir()} == {"site": OLD}


def test_a_successful_build_replaces_the_old_site_without_an_exchange(old_site: Path) -> None:
    with swap_in(old_site, no_exchange) as new:
        write(NEW, new)
    assert {path.name: read(path) for path in old_site.parent.iterdir()} == {"site": NEW}


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    write({"letter.txt": "private"}, tmp_path / "site")
    with pytest.raises(ForeignFilesError), swap_in(tmp_path / "site"):
        pass
    assert {path.name: read(path) for path in tmp_path.iterdir()} == {
        "site": {"letter.txt": "private"}
    }


def test_folders_in_use_and_folders_of_others_stay(old_site: Path) -> None:
    mine = old_site.with_name(".site.build-of-mine")
    mine.mkdir()
    with swap_in(old_site) as running:
        write(OLD, running)
        with swap_in(old_site) as other:
            write(NEW, other)
        assert read(running) == OLD
    assert sorted(path.name for path in old_site.parent.iterdir()) == [mine.name, "site"]


@pytest.mark.build
def test_a_build_killed_while_it_writes_pages_leaves_the_old_site(old_site: Path) -> None:
    build = start_build(old_site)
    wait_for_pages(build, old_site.parent)
    build.kill()
    build.communicate()
    assert build.returncode == -signal.SIGKILL
    assert read(old_site) == OLD


@pytest.mark.build
def test_a_build_terminated_while_it_writes_pages_leaves_nothing_behind(old_site: Path) -> None:
    build = start_build(old_site)
    wait_for_pages(build, old_site.parent)
    build.terminate()
    _, output = build.communicate()
    assert build.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in output
    assert {path.name: read(path) for path in old_site.parent.iterdir()} == {"site": OLD}


@pytest.mark.build
def test_a_build_without_disk_space_reports_it_and_leaves_the_old_site(old_site: Path) -> None:
    build = start_build(old_site, file_size_limit=FILE_SIZE_LIMIT)
    _, output = build.communicate()
    assert build.returncode == 1
    assert re.search(r"^This could not be read or written: File too large", output, re.MULTILINE)
    assert "Traceback" not in output
    assert {path.name: read(path) for path in old_site.parent.iterdir()} == {"site": OLD}


@pytest.mark.build
def test_two_concurrent_builds_do_not_mix(tmp_path: Path) -> None:
    site = tmp_path / "site"
    repositories = ("https://one.example.org/", "https://two.example.org/")
    for build in [start_build(site, repository) for repository in repositories]:
        _, output = build.communicate()
        assert build.returncode == 0, output
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    repositories_in_pages = {
        repository
        for page in site.rglob("*.html")
        for repository in repositories
        if repository in page.read_text("utf-8")
    }
    assert len(repositories_in_pages) == 1
