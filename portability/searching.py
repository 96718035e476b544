"""Searching: a built site goes in; how many results its own search gives for some words, from a server and from a folder, comes out."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as NothingFoundError

WORDS = "public procurement"
RESULTS = ".search__result, [role=option]"
"""A result in our search, and one in Zensical's."""
LONGEST = 10_000


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: who asked for what is no concern here."""


def results(browser: Browser, address: str) -> int:
    """How many results are shown, of the first that come, for the words typed into the search of a page."""
    tab = browser.new_page()
    tab.goto(f"{address}about/index.html", wait_until="networkidle")
    tab.keyboard.press("/")
    tab.keyboard.type(WORDS, delay=30)
    try:
        tab.locator(RESULTS).first.wait_for(timeout=LONGEST)
    except NothingFoundError:
        return 0
    else:
        return tab.locator(RESULTS).count()
    finally:
        tab.close()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site on this machine, for a while."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
