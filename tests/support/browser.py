"""Chromium without a window, with the same flags for tests, benchmarks and scripts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
"""The browser's executable; the default is that of Debian's package.

The shell is the same engine as Chromium of the same version without the browser's own interface:
opening a page takes 40 % of the processor time, a run of axe-core 60 %.
"""

FLAGS = (
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters of printed pages as far apart as in the full browser
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium and close it at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def wait_for_paint(tab: Page) -> None:
    """Wait for the second frame of a page: before its first one, Chromium drops pressed keys."""
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def wait_for_fonts(tab: Page) -> None:
    """Load a page again until its fonts arrive in time, as they do from the cache.

    On a busy machine the first paint may wait for them in vain.
    """
    for _ in range(5):
        tab.wait_for_function("!document.documentElement.classList.contains('waits')")
        if not tab.evaluate("document.documentElement.classList.contains('plain')"):
            return
        tab.reload()
