"""First load of a page on a slow connection: size, layout shifts and fonts."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, Route

from guidance.publishing.publication import Publication
from guidance.site.page import PageType
from tests.support.browser import wait_for_fonts

FULL_LISTS = ("browse/",)
MAX_BYTES = 250_000
"""Gzipped bytes of everything that a page requests before the reader does anything."""


TABS = 16
"""Pages that load at the same time, since each is watched for half a second at its end."""


def record_response(responses: list[Response], response: Response) -> None:
    responses.append(response)


def bytes_of_first_loads(
    browser: Browser, server_url: str, folders: Sequence[str]
) -> dict[str, dict[str, int]]:
    """The gzipped bytes of each response that a page requests, by folder; without a cache."""
    loads: dict[str, list[Response]] = {folder: [] for folder in folders}
    contexts = [browser.new_context() for _ in folders]
    tabs = [context.new_page() for context in contexts]
    for tab, (folder, responses) in zip(tabs, loads.items(), strict=True):
        tab.on("response", partial(record_response, responses))
        tab.goto(f"{server_url}{folder}", wait_until="commit")
    for tab in tabs:
        tab.wait_for_load_state("networkidle")
    every_response = {each.url: each for responses in loads.values() for each in responses}
    compressed = {
        url: len(gzip.compress(response.body(), mtime=0))
        for url, response in every_response.items()
    }
    sizes = {
        folder: {each.url.removeprefix(server_url): compressed[each.url] for each in responses}
        for folder, responses in loads.items()
    }
    for context in contexts:
        context.close()
    return sizes


def largest_of_each_type(site: Path, publication: Publication) -> list[str]:
    """The folder of the largest page of each type; all pages of a type request the same files."""
    largest: dict[PageType, tuple[int, str]] = {}
    for page in publication.site.pages():
        size = (site / page.folder / "index.html").stat().st_size
        largest[page.type] = max(largest.get(page.type, (0, "")), (size, page.folder))
    return [folder for _, folder in largest.values()]


def test_a_page_loads_at_most_a_quarter_of_a_megabyte(
    site: Path, publication: Publication, server_url: str, browser: Browser
) -> None:
    largest = largest_of_each_type(site, publication)
    folders = [folder for folder in largest if folder not in FULL_LISTS]
    too_large = {}
    for some in batched(folders, TABS):
        for folder, sizes in bytes_of_first_loads(browser, server_url, some).items():
            assert "assets/stylesheets" in " ".join(sizes), folder
            if sum(sizes.values()) > MAX_BYTES:
                too_large[folder] = sorted(sizes.items(), key=lambda pair: -pair[1])[:8]
    assert too_large == {}


def batched(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


_SHIFTS = """(() => {
    window.shifts = [];
    const record = list => shifts.push(...list.getEntries().map(entry => entry.value));
    new PerformanceObserver(record).observe({ type: "layout-shift", buffered: true });
})()"""


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("folder", ["", "2022/panels/1/", "browse/"])
def test_the_layout_does_not_shift_on_a_slow_connection(
    folder: str, width: int, server_url: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    slow = {
        "offline": False,
        "latency": 150,
        "downloadThroughput": 400_000,
        "uploadThroughput": 90_000,
    }
    context.new_cdp_session(tab).send("Network.emulateNetworkConditions", slow)
    tab.add_init_script(_SHIFTS)
    tab.goto(f"{server_url}{folder}index.html", wait_until="networkidle")
    shifts = tab.evaluate("shifts")
    context.close()
    assert sum(shifts) < 0.01, shifts


def test_fonts_are_requested_before_the_first_paint(server_url: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(server_url, wait_until="networkidle")
    weights = tab.evaluate(
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.weight)"
    )
    tab.close()
    assert {"400", "600"} <= set(weights)


def used_fonts(tab: Page, parts: Sequence[str]) -> set[str]:
    """The families with which the browser draws some elements."""
    session = tab.context.new_cdp_session(tab)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    families = set()
    for part in parts:
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": part})["nodeId"]
        families |= {
            font["familyName"]
            for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        }
    return families


def continue_later(route: Route, seconds: float) -> None:
    """Let a request wait, as on a slow connection; Playwright lets one wait after the other."""
    time.sleep(seconds)
    route.continue_()


def test_the_headline_has_its_own_face_on_a_first_visit(server_url: str, browser: Browser) -> None:
    """Also where its fonts arrive late; where they arrive too late, the system's face stays."""
    for delay, expected in ((0.4, "Guidance Sans"), (1.8, "")):
        context = browser.new_context()
        tab = context.new_page()
        tab.route("**/*.woff2", partial(continue_later, seconds=delay))
        tab.goto(server_url, wait_until="networkidle")
        families = used_fonts(tab, ("h1",))
        context.close()
        assert (families == {expected}) if expected else ("Guidance Sans" not in families)


_FROM_A_FOLDER = ("", "2022/panels/1/", "2022/figures/", "glossary/", "about/", "browse/")


@pytest.mark.parametrize("folder", _FROM_A_FOLDER)
def test_fonts_load_from_a_folder(folder: str, site: Path, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto((site / folder / "index.html").as_uri(), wait_until="networkidle")
    wait_for_fonts(tab)
    tab.evaluate("document.fonts.ready")
    families = used_fonts(tab, ("h1", "main p", ".md-tabs__link"))
    tab.close()
    assert families == {"Guidance Sans"}
