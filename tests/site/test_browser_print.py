"""Pages of the site printed by the browser: content only, on white, nothing clipped."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.support.site_pages import ONE_OF_EACH_KIND


@pytest.fixture(scope="module")
def print_tab(browser: Browser) -> Iterator[Page]:
    """A tab that emulates printing on A4 from dark colours."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 700, "height": 990})
    tab = context.new_page()
    tab.emulate_media(media="print", color_scheme="dark")
    yield tab
    context.close()


@pytest.mark.parametrize("folder", ONE_OF_EACH_KIND)
def test_a_printed_page_is_content_on_white_without_clipping(
    folder: str, server_url: str, print_tab: Page
) -> None:
    print_tab.goto(f"{server_url}{folder}")
    backgrounds = print_tab.evaluate(
        """[document.documentElement, document.body]
            .map(element => getComputedStyle(element).backgroundColor)"""
    )
    assert backgrounds == ["rgb(255, 255, 255)"] * 2
    for part in (".md-header", ".md-tabs", ".md-sidebar", ".md-skip", ".footer__ways"):
        assert print_tab.locator(part).first.is_hidden(), part
    assert print_tab.evaluate("document.scrollingElement.scrollWidth") <= 700
    clipped_elements = print_tab.evaluate(
        """[...document.querySelectorAll('#main *')]
            .filter(element => element.scrollWidth > element.clientWidth + 1
                && getComputedStyle(element).overflowX !== 'visible')
            .map(element => element.className || element.tagName)"""
    )
    assert [name for name in clipped_elements if name != "unseen"] == []


def test_a_wide_table_fits_the_paper(server_url: str, print_tab: Page) -> None:
    print_tab.goto(f"{server_url}contributing/content.html")
    pdf = print_tab.pdf(format="A4", print_background=True)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) >= 1
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=0.5).to_pil().convert("L")
    width, height = picture.size
    assert all(
        picture.getpixel(spot) == 255
        for spot in ((2, 2), (width - 3, 2), (2, height - 3), (width - 3, height // 2))
    )
