"""The pages of the built site: their folders, and their parsed HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

from guidance.paths import ROOT
from guidance.publishing.publication import open_publication
from guidance.site.permanent_pages import MOVED
from tests.examples import ODD
from tests.support.commands import SITE_URL

EXPECTED_PAGES = tuple(page.folder for page in open_publication(ODD, SITE_URL).site.pages())
"""The folders of the pages of the library of odd shapes; an empty string is the home page."""

RECORD_ADDRESS = "id/2022-P1-01/"
"""The permanent address of one record."""

ONE_OF_EACH_KIND = (
    "",
    "topics/",
    "topics/actor/states/",
    "law/",
    "2018/",
    "2022/",
    "2022/panels/1/",
    "2022/pillars/1/",
    "2022/figures/",
    "2022/side-events/",
    "people/",
    "sources/2019-declaration/",
    "glossary/",
    "downloads/",
    "about/",
    "contributing/content.html",
    "404.html",
)
"""A page of each kind that differs in layout."""


def _handbook(folder: str) -> list[str]:
    pages = sorted((ROOT / "docs" / folder).glob("*.md"))
    return [folder, *(f"{folder}{page.stem}.html" for page in pages if page.stem != "index")]


_DECISIONS = _handbook("contributing/decisions/")

EVERY_PAGE = (
    *EXPECTED_PAGES,
    *_handbook("contributing/"),
    *_DECISIONS,
    "404.html",
    RECORD_ADDRESS,
)
"""All pages, but of the permanent addresses only that of one record."""

EVERY_SHAPE = tuple(folder for folder in EVERY_PAGE if folder not in _DECISIONS[2:])
"""All pages, but of the decision records, which have all the same shape, only one."""


@cache
def parse(path: Path) -> BeautifulSoup:
    """Parse a page; each file is read once."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def content_pages(site: Path) -> list[Path]:
    """Every page of a built site except the permanent addresses and those of moved pages."""
    small = ("id/", *MOVED)
    return sorted(
        path
        for path in site.rglob("*.html")
        if not path.relative_to(site).as_posix().startswith(small)
    )
