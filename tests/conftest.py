"""What many tests share: the content, and the site built from it as people build it."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from guidance import Library, open_library
from guidance.paths import ROOT
from guidance.publishing.publication import Publication, open_publication

ADDRESS = "https://demand.example.org/"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own content."""
    return open_library(ROOT / "content")


@pytest.fixture(scope="session")
def publication() -> Publication:
    """What is published of the project's own content at an address for tests."""
    return open_publication(ROOT / "content", ADDRESS)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The whole site, built by the command that people use, and all that the command said."""
    site = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, str(ROOT / "build.py"), "all", "--site-dir", str(site)]
    done = subprocess.run(
        command, env=os.environ | {"SITE_URL": ADDRESS}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return site, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(built: tuple[Path, str]) -> Path:
    """The folder of the built site."""
    return built[0]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the server's log is no concern of the tests."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address at which the built site is served on this machine."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_FLAGS))
        yield chromium
        chromium.close()
