"""Run a live preview of a copy of the project, and wait for changes in browser tabs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

TIMEOUT = 90_000
"""Milliseconds to wait for a change: much longer than it takes, since test machines are busy."""
START_TIMEOUT = 120
"""Seconds to wait for the first page, before which a preview draws the whole site."""


@dataclass(frozen=True)
class Preview:
    """A running preview."""

    folder: Path
    """The copy of the project."""
    url: str
    temporary: Path
    """The folder for temporary files of the preview, where the built pages are."""

    @property
    def log(self) -> str:
        """What the preview has reported."""
        return self.temporary.with_suffix(".txt").read_text("utf-8")

    @property
    def panel(self) -> Path:
        """The file of the panel in the small library."""
        return self.folder / "content" / "panels" / "2021-P1.yml"

    def change(self, path: Path, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file, which must be there."""
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    @contextmanager
    def temporary_change(self, path: Path, old: str, new: str) -> Iterator[None]:
        """Change a file, and restore it at the end."""
        text = path.read_text("utf-8")
        self.change(path, old, new)
        try:
            yield
        finally:
            path.write_text(text, "utf-8")

    def pages(self) -> dict[str, str]:
        """The HTML of all built pages by path, without the port in URLs; empty before the build."""
        for error_page in self.temporary.rglob("404.html"):
            site = error_page.parent
            pages = {
                page.relative_to(site).as_posix(): page.read_text("utf-8")
                for page in site.rglob("*.html")
            }
            return {name: text.replace(self.url, "http://preview/") for name, text in pages.items()}
        return {}

    def state(self) -> dict[Path, tuple[int, str]]:
        """The time of writing (in nanoseconds) and the HTML of each page except the 404 page."""
        pages = [page for page in self.temporary.rglob("*.html") if page.name != "404.html"]
        return {page: (page.stat().st_mtime_ns, page.read_text("utf-8")) for page in pages}

    def settled_state(self) -> dict[Path, tuple[int, str]]:
        """The state as soon as nothing has been written for two seconds."""
        while True:
            state = self.state()
            time.sleep(2)
            if state == self.state():
                return state


@contextmanager
def serve_preview(folder: Path, *command: str) -> Iterator[Preview]:
    """Serve a copy of the project on a free port; the address is added at the end of `command`.

    Fails if the preview ended by itself or leaves temporary files.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    temporary = Path(tempfile.mkdtemp(dir=folder))
    log = temporary.with_suffix(".txt")
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [sys.executable, *command, address],
            cwd=folder,
            env=os.environ | {"TMPDIR": str(temporary)},
            stdout=output,
            stderr=output,
        )
    try:
        yield Preview(folder, f"http://{address}/", temporary)
        assert server.poll() is None, log.read_text("utf-8")
    except Error as error:
        error.add_note(log.read_text("utf-8"))
        raise
    finally:
        _end(server)
    assert [*temporary.iterdir()] == []


def _end(server: subprocess.Popen[bytes]) -> None:
    """End a preview by one SIGTERM; fails if it does not end."""
    server.terminate()
    try:
        server.wait(timeout=60)
    finally:
        server.kill()


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until a condition is true; fails after `TIMEOUT`."""
    deadline = time.monotonic() + TIMEOUT / 1000
    while not condition():
        assert time.monotonic() < deadline, "the condition was not met in time"
        time.sleep(0.1)


def open_tab(browser: Browser, url: str) -> Page:
    """Open a page in a new tab, as soon as the server answers."""
    tab = browser.new_page()
    deadline = time.monotonic() + START_TIMEOUT
    while True:
        try:
            tab.goto(url)
        except Error:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return tab


def close_tab(tab: Page) -> None:
    """Close a tab that reloads by itself, from an empty page: during a reload it may never end."""
    tab.goto("about:blank")
    tab.close()


def wait_for(tab: Page, condition: str) -> None:
    """Wait until a condition is true in the whole page of a tab that reloads by itself."""
    tab.wait_for_function(f"document.readyState === 'complete' && ({condition})", timeout=TIMEOUT)
