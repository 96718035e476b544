"""Shared fixtures: the project's content, the site built from it, and a browser."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guidance import Library, open_library
from guidance.library.citations import Citation, Citations
from guidance.paths import ROOT
from guidance.publishing.publication import Publication, open_publication
from tests.examples import BASE, EMPTY, ODD, SINGLE
from tests.support.browser import chromium
from tests.support.commands import SITE_URL, run_build
from tests.support.server import serve

BROWSER_FIXTURES = {"browser"}
BUILD_FIXTURES = {"build_result", "site", "server_url", "sites", "odd_site"}
FOLDERS = {"pdf": "pdf", "real_content": "content", "ordinary_work": "build"}
"""The folders of tests that have a marker of their own, each with the marker."""
SLOWEST = (
    "site/test_accessibility.py",
    "publishing/test_preview.py",
    "test_build.py",
    "security/test_costs.py",
    "publishing/test_caches.py",
    "pdf/documents/test_conference_handouts.py",
    "pdf/test_conformance.py",
    "site/test_first_load.py",
    "real_content/test_accessibility.py",
    "security/test_mutations.py",
    "site/test_browse.py",
    "pdf/rendering/test_renderer.py",
    "site/test_search.py",
    "editing/test_diff.py",
    "site/test_browser.py",
    "publishing/test_reproducible.py",
)
"""Modules that take longest: they run first, so that no worker is left with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their fixtures and folder, and put the slowest modules first."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BROWSER_FIXTURES:
            item.add_marker("browser")
        if fixtures & BUILD_FIXTURES:
            item.add_marker("build")
        for folder, marker in FOLDERS.items():
            if item.nodeid.startswith(f"tests/{folder}/"):
                item.add_marker(marker)
    order = {f"tests/{name}": number for number, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: order.get(item.nodeid.partition("::")[0], len(order)))


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own content."""
    return open_library(ROOT / "content")


@pytest.fixture(scope="session")
def base_library() -> Library:
    """A small library: one conference with a panel and a pillar."""
    return open_library(BASE)


@pytest.fixture(scope="session")
def odd_library() -> Library:
    """A library with several conferences and documents of odd shapes."""
    return open_library(ODD)


@pytest.fixture(scope="session")
def single_library() -> Library:
    """A library with one record in all."""
    return open_library(SINGLE)


@pytest.fixture(scope="session")
def empty_library() -> Library:
    """A library without records."""
    return open_library(EMPTY)


@pytest.fixture(scope="session")
def publication() -> Publication:
    """The publication of the project's own content, at the address of tests."""
    return open_publication(ROOT / "content", SITE_URL)


@pytest.fixture(scope="session")
def citations(publication: Publication) -> dict[str, Citation]:
    """The citations of the project's own content, by identifier."""
    found = Citations(publication.library, publication.words, publication.urls).all()
    return {citation.id: citation for citation in found}


@pytest.fixture(scope="session")
def build_result(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the project's own site, and the output of the command that built it.

    One worker of pytest-xdist builds it, the others wait. Tests must not change it.
    """
    temporary = tmp_path_factory.getbasetemp()
    shared = temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary
    site, result = shared / "built" / "site", shared / "built" / "result.json"
    result.parent.mkdir(exist_ok=True)
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result.exists():
            done = run_build("all", "--site-dir", site)
            result.write_text(json.dumps([done.returncode, done.stdout + done.stderr]), "utf-8")
        status, output = json.loads(result.read_text("utf-8"))
    assert status == 0, output
    return site, output


@pytest.fixture(scope="session")
def site(build_result: tuple[Path, str]) -> Path:
    """The folder of the built site."""
    return build_result[0]


@pytest.fixture(scope="session")
def server_url(site: Path) -> Iterator[str]:
    """The address of the built site on this machine, which ends with a slash."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with chromium() as running:
        yield running
