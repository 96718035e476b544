"""The pages of the built site: their folders, and their parsed HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

from guidance.paths import ROOT

EXPECTED_PAGES = (
    "",
    "2021/",
    "2021/foreword/",
    "2021/interview/",
    *(f"2021/panels/{number}/" for number in (1, 2, 3, 4)),
    *(f"2021/pillars/{number}/" for number in (1, 2, 3, 4)),
    "2021/programme/",
    "2021/figures/",
    "2021/side-events/",
    "for-policymakers/",
    "for-trainers/",
    "for-editors/",
    "browse/",
    "browse/coverage/",
    "people/",
    "people/helga-maria-schmid/",
    "instruments/",
    "instruments/palermo-protocol/",
    "resources/",
    "sources/",
    "sources/2014-joining-forces/",
    "sources/2019-proskauer-blog/",
    "sources/2020-report-update/",
    "sources/2021-confronting-demand/",
    "sources/2022-technology-study/",
    "glossary/",
    "downloads/",
    "about/",
    "changes/",
    "accessibility/",
)
"""The pages of the project's own content; an empty string is the home page."""

RECORD_ADDRESS = "id/2021-P2-03/"
"""The permanent address of one record."""

ONE_OF_EACH_KIND = (
    "",
    "2021/",
    "2021/interview/",
    "2021/panels/2/",
    "2021/pillars/1/",
    "people/",
    "glossary/",
    "downloads/",
    "contributing/content.html",
    "404.html",
)
"""A page of each kind that differs in layout."""


def _handbook(folder: str) -> list[str]:
    pages = sorted((ROOT / "docs" / folder).glob("*.md"))
    return [folder, *(f"{folder}{page.stem}.html" for page in pages if page.stem != "index")]


EVERY_PAGE = (
    *EXPECTED_PAGES,
    *_handbook("contributing/"),
    *_handbook("contributing/decisions/"),
    "404.html",
    RECORD_ADDRESS,
)
"""All pages, but of the permanent addresses only that of one record."""


@cache
def parse(path: Path) -> BeautifulSoup:
    """Parse a page; each file is read once."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def content_pages(site: Path) -> list[Path]:
    """Every page of a built site except the permanent addresses."""
    return sorted(path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "id")
