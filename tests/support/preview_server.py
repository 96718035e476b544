"""Run a live preview of a copy of the project, and wait for changes in browser tabs."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Error, Page

TIMEOUT = 90_000
"""Milliseconds to wait for a change: much longer than it takes, since test machines are busy."""
START_TIMEOUT = 120
"""Seconds to wait for the first page."""
_LIVE_RELOAD = re.compile(r"livereload\(\d+, \d+\)")
_SITEMAP_ADDRESS = re.compile(r"<loc>([^<]+)</loc>")


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

    def page(self, path: str) -> str:
        """The HTML of a page, without what differs between previews of the same site."""
        try:
            with urlopen(self.url + path, timeout=TIMEOUT / 1000) as answer:
                html: str = answer.read().decode()
        except HTTPError as error:
            html = error.read().decode()
        return _LIVE_RELOAD.sub("livereload()", html).replace(self.url, "http://preview/")

    @property
    def answers(self) -> bool:
        """Whether the preview has begun to answer."""
        try:
            return bool(self.page("index.html"))
        except URLError:
            return False

    @property
    def state(self) -> str:
        """The number of the last state of the site, by which open pages know that it changed."""
        with urlopen(f"{self.url}livereload/0/0", timeout=TIMEOUT / 1000) as answer:
            number: str = answer.read().decode()
        return number

    def pages(self) -> dict[str, str]:
        """Every page of the site by its path, with the page for what is not found."""
        addresses = _SITEMAP_ADDRESS.findall(self.page("sitemap.xml"))
        paths = [address.removeprefix("http://preview/") for address in addresses]
        names = [f"{path}index.html" if path[-1:] in ("", "/") else path for path in paths]
        return {name: self.page(name) for name in (*names, "404.html")}


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
