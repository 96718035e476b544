"""Nothing is lost: stopped, killed, failing or without room at any point, the old site stands whole, and two builds at once do not mix."""

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

from guidance.output.directory_swap import swap_in
from guidance.paths import ROOT
from tests.conftest import ADDRESS
from tests.examples import BASE
from tests.support.kill_at_each_step import NEW, OLD, read, write

ROOM = 300_000
"""More than any page of the small site, less than its zip."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A site of a few files."""
    write(OLD, tmp_path / "site")
    return tmp_path / "site"


def started(
    site: Path, repository: str = "https://code.example.org/", room: int = 0
) -> subprocess.Popen[str]:
    """A build of the small library that goes on by itself; `room` is the size in bytes that a file may have. What is printed is the same for all."""
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "all",
        "--content",
        str(BASE),
        "--site-dir",
        str(site),
    ]
    limit = ["prlimit", f"--fsize={room}"] if room else []
    return subprocess.Popen(
        [*limit, *command],
        env=os.environ | {"SITE_URL": ADDRESS, "REPO_URL": repository},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def killed(folder: Path, way: str, sign: str) -> list[dict[str, Any]]:
    """What stood there after a kill at each step, and after the next build."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kill_at_each_step", folder, way, sign],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))


@pytest.mark.parametrize("sign", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_killed_or_stopped_at_any_step_the_old_site_or_the_new_one_stands_whole(
    sign: str, tmp_path: Path
) -> None:
    steps = killed(tmp_path, "exchange", sign)
    assert [
        step["after"]["site"] for step in steps if step["after"]["site"] not in (OLD, NEW)
    ] == []
    assert {step["after"]["site"]["index.html"] for step in steps} == {"old", "new"}


def test_where_folders_cannot_be_exchanged_the_old_site_stands_or_waits_beside_its_place(
    tmp_path: Path,
) -> None:
    steps = killed(tmp_path, "move", "SIGKILL")
    for step in steps:
        [aside] = [files for name, files in step["after"].items() if name.endswith("-old")] or [{}]
        assert step["after"].get("site", aside) in (OLD, NEW)
    assert any("site" not in step["after"] for step in steps)


@pytest.mark.parametrize("way", ["exchange", "move"])
def test_the_next_build_clears_away_what_a_killed_one_left(way: str, tmp_path: Path) -> None:
    steps = killed(tmp_path, way, "SIGKILL")
    assert any(len(step["after"]) > 1 for step in steps)
    assert [step["next"] for step in steps if step["next"] != {"site": NEW}] == []


def test_the_old_site_that_waits_beside_its_place_is_put_back_even_by_a_build_that_fails(
    old: Path,
) -> None:
    old.rename(old.with_name(".site.build-abcdefgh-old"))
    with pytest.raises(RuntimeError), swap_in(old):
        raise RuntimeError("no more paper")
    assert {path.name: read(path) for path in old.parent.iterdir()} == {"site": OLD}


def test_a_failed_build_leaves_the_old_site_whole(old: Path) -> None:
    def fail() -> None:
        with swap_in(old) as fresh:
            write(NEW, fresh)
            raise RuntimeError("no more paper")

    with pytest.raises(RuntimeError):
        fail()
    assert {path.name: read(path) for path in old.parent.iterdir()} == {"site": OLD}


def test_what_another_build_is_using_and_what_only_looks_like_it_stays(old: Path) -> None:
    mine = old.with_name(".site.build-of-mine")
    mine.mkdir()
    with swap_in(old) as running:
        write(OLD, running)
        with swap_in(old) as other:
            write(NEW, other)
        assert read(running) == OLD
    assert sorted(path.name for path in old.parent.iterdir()) == [mine.name, "site"]


def test_a_build_that_is_killed_amid_its_pages_leaves_the_old_site_whole(old: Path) -> None:
    build = started(old)
    while not list(old.parent.glob(".site.build-*/assets")):
        assert build.poll() is None
        time.sleep(0.01)
    build.kill()
    build.communicate()
    assert build.returncode == -signal.SIGKILL
    assert read(old) == OLD


def test_a_build_that_is_stopped_amid_its_pages_tidies_up(old: Path) -> None:
    build = started(old)
    while not list(old.parent.glob(".site.build-*/assets")):
        assert build.poll() is None
        time.sleep(0.01)
    build.terminate()
    _, said = build.communicate()
    assert build.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in said
    assert {path.name: read(path) for path in old.parent.iterdir()} == {"site": OLD}


def test_a_build_without_room_says_so_and_leaves_the_old_site_whole(old: Path) -> None:
    build = started(old, room=ROOM)
    _, said = build.communicate()
    assert build.returncode == 1
    assert re.search(r"^This could not be read or written: File too large", said, re.MULTILINE)
    assert "Traceback" not in said
    assert {path.name: read(path) for path in old.parent.iterdir()} == {"site": OLD}


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    site = tmp_path / "site"
    repositories = ("https://one.example.org/", "https://two.example.org/")
    for build in [started(site, repository) for repository in repositories]:
        _, said = build.communicate()
        assert build.returncode == 0, said
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    told = {
        repository
        for page in site.rglob("*.html")
        for repository in repositories
        if repository in page.read_text("utf-8")
    }
    assert len(told) == 1
