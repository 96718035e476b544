"""Pages of the site printed by the browser: content only, on white, nothing clipped."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from guidance.publishing.publication import Publication
from tests.support.commands import SITE_URL
from tests.support.page_reader import read_pages
from tests.support.site_pages import ONE_OF_EACH_KIND

A4_HEIGHT = 297
LEFT_OUT = (
    ".trail, .footer__ways, .jumps, .cite, .filter, .browse__actions, .browse__lead, "
    ".home-search, button, .suggest, .here, .printed, .formats, .change__details, .headerlink, "
    ".unseen, h1:has(~ .browse), script, style"
)
"""Controls, links to PDFs, citations, comparisons and ways through the site: not for paper."""
TEXTS = """left => {
    const texts = [];
    const collect = element => {
        for (const node of element.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent);
            else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(left)
                && node.checkVisibility()) collect(node);
        }
    };
    collect(document.querySelector('#main'));
    collect(document.querySelector('.md-footer'));
    return texts.join(' ');
}"""
"""All text of a page and of its terms that the screen shows, but what is left out."""


@pytest.fixture(scope="module")
def printed_pages(
    browser: Browser, server_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, tuple[str, Path]]:
    """The text that the screen shows of a page of each kind, and its PDF by the browser."""
    folder = tmp_path_factory.mktemp("print")
    context = browser.new_context(color_scheme="dark", viewport={"width": 1200, "height": 900})
    tab, found = context.new_page(), {}
    for number, page in enumerate(ONE_OF_EACH_KIND):
        tab.emulate_media(media="screen")
        tab.goto(f"{server_url}{page}")
        text = str(tab.evaluate(TEXTS, LEFT_OUT))
        file = folder / f"{number}.pdf"
        tab.emulate_media(media="print")
        file.write_bytes(tab.pdf(format="A4", print_background=True))
        found[page] = text, file
    context.close()
    return found


def words_of(file: Path) -> str:
    """The text of a PDF, by Poppler."""
    command = ["pdftotext", "-raw", str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("folder", ONE_OF_EACH_KIND)
def test_every_text_of_a_page_is_printed(
    folder: str, printed_pages: Mapping[str, tuple[str, Path]]
) -> None:
    text, file = printed_pages[folder]
    shown, printed = (Counter(re.findall(r"\w+", each)) for each in (text, words_of(file)))
    assert shown.total() > 20
    assert shown - printed == Counter()


@pytest.mark.parametrize("folder", [page for page in ONE_OF_EACH_KIND if page != "404.html"])
def test_a_printed_page_has_acknowledgement_address_and_date(
    folder: str, printed_pages: Mapping[str, tuple[str, Path]], publication: Publication
) -> None:
    text = "".join(words_of(printed_pages[folder][1]).split())
    assert "NotanofficialOSCEpublication" in text
    assert f"{SITE_URL}{folder}" in text
    date = publication.words.day(publication.library.date)
    assert "Asof" + "".join(date.split()) in text


def test_no_printed_page_is_half_empty(printed_pages: Mapping[str, tuple[str, Path]]) -> None:
    shares = {
        (folder, number): max((word.bottom for word in page.words), default=0) / A4_HEIGHT
        for folder, (_, file) in printed_pages.items()
        for number, page in enumerate(read_pages(file)[:-1], 1)
    }
    assert shares
    assert {page: f"{share:.0%}" for page, share in shares.items() if share < 0.6} == {}


def test_the_head_of_the_home_page_is_printed_in_light(
    printed_pages: Mapping[str, tuple[str, Path]],
) -> None:
    document = pypdfium2.PdfDocument(printed_pages[""][1])
    for page in document:
        picture = page.render(scale=0.5).to_pil().convert("L")
        dark = sum(picture.histogram()[:128]) / (picture.width * picture.height)
        assert dark < 0.1
    document.close()


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
