"""Sites built from example libraries, without PDFs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance import Library
from guidance.library.citations import Citation
from guidance.publishing.publication import Publication, open_publication
from tests.examples import ODD
from tests.support.commands import SITE_URL, copy_project
from tests.support.server import serve


@pytest.fixture(scope="session")
def odd_publication() -> Publication:
    """The publication of the library of odd shapes."""
    return open_publication(ODD, SITE_URL)


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the library of odd shapes. Tests must not change it."""
    project = copy_project(tmp_path_factory.mktemp("odd"), ODD)
    site = project / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(site)]
    environment = {"SITE_URL": SITE_URL, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def library(odd_library: Library) -> Library:
    """In this folder, the library of odd shapes."""
    return odd_library


@pytest.fixture(scope="session")
def publication(odd_publication: Publication) -> Publication:
    """In this folder, the publication of the library of odd shapes."""
    return odd_publication


@pytest.fixture(scope="session")
def site(odd_site: Path) -> Path:
    """In this folder, the site of the library of odd shapes."""
    return odd_site


@pytest.fixture(scope="session")
def citations(odd_publication: Publication) -> dict[str, Citation]:
    """In this folder, the citations of the library of odd shapes, by identifier."""
    return dict(odd_publication.site.citations)


@pytest.fixture(scope="session")
def server_url(odd_site: Path) -> Iterator[str]:
    """In this folder, the URL of the site of the library of odd shapes.

    The fixture of all tests would serve the site of the first test in a session that asks for it.
    """
    with serve(odd_site) as url:
        yield url
