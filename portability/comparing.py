"""Comparing: the folders of two built sites go in, what the other lacks of ours comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup


@dataclass(frozen=True)
class Difference:
    """What another site lacks, or has beyond ours."""

    missing: Sequence[str]
    """Pages that only ours has."""
    further: Sequence[str]
    """Pages that only the other has."""
    lost: Sequence[str]
    """Identifiers in the text of a page that lead nowhere in the other, as page#identifier."""

    @property
    def is_none(self) -> bool:
        """Whether every address of ours leads somewhere in the other."""
        return not (self.missing or self.lost)


def compare(ours: Path, other: Path) -> Difference:
    """What stands at the addresses of our site in the other."""
    our_pages, their_pages = set(_pages(ours)), set(_pages(other))
    lost = [
        f"{page}#{name}"
        for page in sorted(our_pages & their_pages)
        for name in sorted(identifiers(ours / page) - identifiers(other / page))
    ]
    return Difference(sorted(our_pages - their_pages), sorted(their_pages - our_pages), lost)


def _pages(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def identifiers(page: Path) -> set[str]:
    """The identifiers in the text of a page; what its frame has does not count."""
    text = BeautifulSoup(page.read_text("utf-8"), "html.parser").find("article")
    return {str(element["id"]) for element in text.find_all(id=True)} if text else set()
