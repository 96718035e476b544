"""Builds that are disturbed: each fault of a site, a cache or a folder is found and told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from guidance.output.checksums import write_checksums
from scripts.bad_days import main
from scripts.cache_damages import DAMAGES, WHILE_BUILDING
from scripts.disturbed_project import DisturbedProject, hashes
from tests.examples import EMPTY

PDF = b"%PDF-1.7"
DIGEST = hashlib.sha256(PDF).hexdigest()
CACHED = f".cache/pdf/0a.1.{DIGEST[:32]}.pdf"


@pytest.fixture
def project(tmp_path: Path) -> DisturbedProject:
    """A sound project after a build, without building anything."""
    manifest = [{"path": "downloads/a.pdf", "bytes": len(PDF), "sha256": DIGEST}]
    files = {
        "site/index.html": b"new",
        "site/downloads/a.pdf": PDF,
        "site/downloads/manifest.json": json.dumps(manifest).encode(),
        "docs/about/index.md": b"# About\n",
        CACHED: PDF,
        ".cache/templates/c0ffee": b"code",
    }
    project = DisturbedProject(tmp_path, Random(0))
    project.temporary.mkdir()
    for name, content in files.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    write_checksums(project.site)
    new = hashes(project.site)
    project.clean = [new, {**new, "index.html": hashlib.sha256(b"old").hexdigest()}]
    return project


def add_page(root: Path) -> None:
    (root / "site" / "more.html").touch()
    write_checksums(root / "site")


def test_a_sound_project_has_no_faults(project: DisturbedProject) -> None:
    assert (project.state(), project.faults()) == ("new site", [])


def test_the_old_site_is_a_fault_only_after_an_undisturbed_build(
    project: DisturbedProject,
) -> None:
    (project.site / "index.html").write_text("old", "utf-8")
    write_checksums(project.site)
    assert project.faults(may_be_old=True) == []
    assert project.faults() == ["old site"]


def test_an_unfinished_site_is_a_fault_except_after_a_kill(project: DisturbedProject) -> None:
    (project.root / ".site.build-abcdefgh").mkdir()
    assert project.faults(unfinished=project.unfinished()) == []
    assert project.faults() == ["left behind: project/.site.build-abcdefgh"]


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (
            lambda root: (root / "site/index.html").write_text("else", "utf-8"),
            "DAMAGED SITE (its checksums are not those of its files)",
        ),
        (
            add_page,
            "DAMAGED SITE (1 files, such as ['more.html'])",
        ),
        (
            lambda root: (root / "site/downloads/a.pdf").write_bytes(b""),
            "not as in the manifest: downloads/a.pdf",
        ),
        (
            lambda root: (root.parent / "temporary/weasyprint-x").mkdir(),
            "left behind: temporary/weasyprint-x",
        ),
        (lambda root: (root / "other").touch(), "left behind: project/other"),
        (lambda root: (root / ".cache/pdf/.a.part").touch(), "left behind: .cache/pdf/.a.part"),
        (lambda root: (root / CACHED).write_bytes(b"%PDF"), f"damaged: {CACHED}"),
    ],
)
def test_every_fault_is_told(
    damage: Callable[[Path], object], fault: str, project: DisturbedProject
) -> None:
    damage(project.root)
    assert fault in project.faults()


def test_versions_differ_in_one_page_and_come_back(project: DisturbedProject) -> None:
    before = hashes(project.root)
    project.switch()
    assert {path for path, _ in before.items() ^ hashes(project.root).items()} == {
        "docs/about/index.md"
    }
    project.switch()
    assert hashes(project.root) == before
    for version in (1, 1):
        project.prepare()  # changes the version only if this one is built
        assert project.version == version


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_every_damage_changes_a_cache(
    damage: Callable[[Path, Random], None], tmp_path: Path
) -> None:
    cache = tmp_path / ".cache"
    for folder in ("pdf", "templates"):
        (cache / folder).mkdir(parents=True)
        for number in range(4):
            (cache / folder / str(number)).write_text(f"content {number}", "utf-8")
    before = hashes(cache)
    damage(cache, Random(0))
    assert (hashes(cache) if cache.is_dir() else {}) != before
    assert damage.__doc__


def test_some_damages_happen_while_building() -> None:
    assert set(WHILE_BUILDING) < set(DAMAGES)


@pytest.mark.build
def test_days_of_each_kind_are_counted() -> None:
    days = ["--kills", "1", "--caches", "1", "--disks", "1", "--together", "0"]
    result = CliRunner().invoke(main, [*days, "--content", str(EMPTY)])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-4:] == [
        "kill: 1 days, 0 faults",
        "cache: 1 days, 0 faults",
        "disk: 1 days, 0 faults",
        "together: 0 days, 0 faults",
    ]
