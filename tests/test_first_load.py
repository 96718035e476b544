"""The first load of a page is small: a reader with a slow connection reads soon."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Response

from tests.test_site import EXPECTED

FULL_LISTS = ("browse/",)
MOST = 250_000
"""Bytes of all that a page asks for before the reader does anything, each part gzipped."""


@pytest.mark.parametrize("folder", [folder for folder in EXPECTED if folder not in FULL_LISTS])
def test_a_page_loads_at_most_a_quarter_of_a_megabyte(folder: str, served: str, browser: Browser) -> None:
    context = browser.new_context()
    tab = context.new_page()
    answers: list[Response] = []
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- Playwright marks the listener, and a method takes no mark
    tab.goto(f"{served}{folder}", wait_until="networkidle")
    sizes = {answer.url.removeprefix(served): len(gzip.compress(answer.body(), mtime=0)) for answer in answers}
    context.close()
    assert sum(sizes.values()) <= MOST, sorted(sizes.items(), key=lambda pair: -pair[1])[:8]
