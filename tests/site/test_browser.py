"""The built site in a real browser: requests, errors and narrow windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.site_pages import EXPECTED_PAGES

BADLY_BROKEN = r"""() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    const lines = (node, start, end) => {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        return [...range.getClientRects()].filter(box => box.width);
    };
    while (texts.nextNode()) {
        const node = texts.currentNode, around = node.parentElement;
        if (!around.checkVisibility() || around.closest("pre, code, svg")) continue;
        if (around.offsetWidth < 2) continue;
        const before = node.previousSibling;
        if (/^[,;:.]/.test(node.data) && before?.nodeType === Node.ELEMENT_NODE) {
            const [mark] = lines(node, 0, 1), last = [...before.getClientRects()].at(-1);
            if (mark && last && mark.top >= last.bottom) found.push(before.textContent + node.data);
        }
        if (around.clientWidth > 160 || lines(node, 0, node.length).length < 2) continue;
        for (const word of node.data.matchAll(/[A-Za-z]{2,12}/g))
            if (lines(node, word.index, word.index + word[0].length).length > 1)
                found.push(word[0]);
    }
    return found;
}"""
"""Marks that begin a line, and short words that are broken in narrow places."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all pages, with the cache that a reader has."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def traffic(tab: Page) -> Iterator[tuple[list[str], list[str]]]:
    """URLs that the tab requests, and errors in it."""
    requests: list[str] = []
    failures: list[str] = []
    listeners: dict[str, Callable[[Any], None]] = {
        "request": lambda request: requests.append(request.url),
        "requestfailed": lambda request: (
            failures.append(request.url) if request.failure != "net::ERR_ABORTED" else None
        ),  # loading of an icon ends with the page
        "response": lambda response: (
            failures.append(response.url) if response.status >= 400 else None
        ),
        "console": lambda message: (
            failures.append(message.text) if message.type in ("error", "warning") else None
        ),
        "pageerror": lambda error: failures.append(str(error)),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)  # type: ignore[call-overload]
    yield requests, failures
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)


@pytest.mark.parametrize("folder", EXPECTED_PAGES)
def test_a_page_requests_only_its_own_host_and_logs_no_error(
    folder: str, server_url: str, tab: Page, traffic: tuple[list[str], list[str]]
) -> None:
    requests, failures = traffic
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(f"{server_url}{folder}")
        tab.evaluate("document.fonts.ready.then(() => true)")
    assert requests
    assert [url for url in requests if not url.startswith((server_url, "data:", "blob:"))] == []
    assert failures == []


@pytest.mark.parametrize(
    "folder", [*EXPECTED_PAGES, "contributing/", "contributing/architecture.html"]
)
def test_a_page_does_not_scroll_sideways(folder: str, server_url: str, tab: Page) -> None:
    tab.goto(f"{server_url}{folder}")
    for width in (320, 360, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= width, width
        assert tab.evaluate(BADLY_BROKEN) == [], width


def test_text_uses_the_font_of_the_site(server_url: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{server_url}2022/panels/1/")
    tab.evaluate("document.fonts.ready.then(() => true)")
    loaded = tab.evaluate(
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)"
    )
    tab.close()
    assert "Guidance Sans" in {family.strip('"') for family in loaded}


def test_a_permanent_address_redirects_to_the_record(server_url: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{server_url}id/2022-P1-02/")
    tab.wait_for_url("**/2022/panels/1/**")
    assert tab.url.endswith("2022/panels/1/index.html#2022-P1-02")
    tab.close()


def test_pages_work_from_a_folder_without_a_server(site: Path, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto((site / "index.html").as_uri())
    tab.click(".index--years a")
    tab.wait_for_url("**/2024/index.html")
    assert tab.inner_text("h1") == "Fair work, again"
    tab.close()
