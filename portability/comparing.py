"""Compare the pages and anchors of two built sites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup


@dataclass(frozen=True)
class Difference:
    """Missing and additional parts of another site."""

    missing_pages: Sequence[str]
    """Pages of our site alone."""
    additional_pages: Sequence[str]
    """Pages of the other site alone."""
    missing_anchors: Sequence[str]
    """Anchors in the text of our pages that the other site lacks, as `page#anchor`."""

    @property
    def is_none(self) -> bool:
        """Whether the other site has all our pages and anchors."""
        return not (self.missing_pages or self.missing_anchors)


def compare(ours: Path, other: Path) -> Difference:
    """Compare our site with another; differences in the frame of pages do not count."""
    our_pages, their_pages = set(_pages(ours)), set(_pages(other))
    missing_anchors = [
        f"{page}#{name}"
        for page in sorted(our_pages & their_pages)
        for name in sorted(anchors(ours / page) - anchors(other / page))
    ]
    return Difference(
        sorted(our_pages - their_pages), sorted(their_pages - our_pages), missing_anchors
    )


def _pages(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def anchors(page: Path) -> set[str]:
    """The anchors in the text of a page, without those of its frame."""
    text = BeautifulSoup(page.read_text("utf-8"), "html.parser").find("article")
    return {str(element["id"]) for element in text.find_all(id=True)} if text else set()
