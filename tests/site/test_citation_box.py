"""The citation box of records and reports: with and without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from guidance import Library
from guidance.library.citations import Citation
from guidance.publishing.publication import Publication
from tests.support.commands import SITE_URL

CITE = 'article.record:has([id="2022-P1-01"]) details.cite'


@pytest.fixture
def record_page(server_url: str, browser: Browser) -> Any:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(f"{server_url}2022/panels/1/index.html")
    yield tab
    context.close()


def test_the_page_of_a_conference_with_a_report_has_its_citation(
    site: Path, citations: dict[str, Citation]
) -> None:
    page = BeautifulSoup((site / "2022" / "index.html").read_text("utf-8"), "html.parser")
    text = page.select_one(".cite__text")
    assert text is not None
    assert text.get_text() == citations["2022"].text
    for link in page.select(".cite__files a"):
        assert (site / "2022" / str(link["href"])).is_file()


def test_buttons_copy_citation_url_and_text(
    record_page: Page, citations: dict[str, Citation]
) -> None:
    record_page.click(f"{CITE} > summary")
    status = record_page.locator(f"{CITE} [role=status]")
    wanted = {
        "Copy citation": citations["2022-P1-01"].text,
        "Copy address": f"{SITE_URL}id/2022-P1-01/",
        "Copy text": "Pay by the day hides the hours\n\n"
        "Where pay is by the day, nobody counts the hours.",
    }
    for name, text in wanted.items():
        record_page.locator(CITE).get_by_role("button", name=name).click()
        record_page.wait_for_function(
            "status => status.textContent === 'Copied'", arg=status.element_handle()
        )
        assert record_page.evaluate("navigator.clipboard.readText()") == text


def test_copying_works_by_keyboard_and_without_the_clipboard_api(
    server_url: str, browser: Browser, citations: dict[str, Citation]
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))"
    )
    tab.goto(f"{server_url}2022/panels/1/index.html")
    tab.locator(f"{CITE} > summary").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_function(
        "document.querySelector('.cite[open] [role=status]').textContent === 'Copied'"
    )
    assert tab.evaluate("document.activeElement.dataset.copy") == "citation"
    assert tab.evaluate("navigator.clipboard.readText()") == citations["2022-P1-01"].text
    context.close()


def test_without_scripts_there_is_a_citation_and_no_button(
    server_url: str, browser: Browser, citations: dict[str, Citation]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server_url}2022/panels/1/index.html")
    tab.click(f"{CITE} > summary")
    assert tab.locator(f"{CITE} .cite__text").inner_text() == citations["2022-P1-01"].text
    assert tab.locator(f"{CITE} button:visible").count() == 0
    assert tab.locator(f"{CITE} .cite__files a:visible").count() == 3
    context.close()


def test_citation_box_takes_little_html(site: Path, library: Library) -> None:
    html = (site / "2022" / "panels" / "1" / "index.html").read_text("utf-8")
    parts = [part.partition("</details>")[0] for part in html.split('<details class="cite"')[1:]]
    assert len(parts) == len(library.current_records_of("2022-P1"))
    assert max(len(part.encode()) for part in parts) < 1600


def test_print_has_no_citation_box(publication: Publication) -> None:
    assert all('class="cite"' not in printable.html for printable in publication.documents())
