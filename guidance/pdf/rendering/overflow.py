"""Fit: the pages of a document as they are laid out go in, what outgrows its sheets or its column comes out in an editor's words.

The boxes of a page are a private part of WeasyPrint, whose version is pinned; the tests of this room fail when the boxes change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from guidance.diagnostics.problem import shortened

MM = 96 / 25.4
"""How many pixels of CSS a millimetre has."""
TOLERANCE = 0.5
"""By how many millimetres a word may stand out: less is not seen."""
SHEETS = {
    "panel": 2,
    "panel-large": 7,
    "pillar": 1,
    "pillar-large": 2,
    "worksheet": 2,
    "pack": 12,
}
"""How many sheets of two pages there are for each kind of handout; the poster has a single page."""
RECORDS_A_SHEET = 8
"""An actor's handout has as many sheets as its records ask for, so many records to a sheet."""


def max_pages(kind: str, *, is_large: bool = False, records: int = 0) -> int:
    """How many pages a document of a kind may have."""
    if kind == "poster":
        return 1
    if kind == "actor":
        return 2 * ceil(records / RECORDS_A_SHEET)
    return 2 * SHEETS[f"{kind}-large" if is_large else kind]


@dataclass(frozen=True)
class PageBudget:
    """What a document has to fit."""

    pages: int | None = None
    """How many pages it may have; None where it may have any number."""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The file and line of each identifier that it may hold."""

    def misfits(self, path: str, pages: Sequence[Any]) -> Iterator[str]:
        """Each record that stands beyond the last page, and each word or table that is wider than its column."""
        if self.pages and len(pages) > self.pages:
            yield from self._beyond(path, pages, self.pages)
        told: set[str] = set()
        for message in self._wide(path, pages):
            if message not in told:
                told.add(message)
                yield message

    def _beyond(self, path: str, pages: Sequence[Any], allowed: int) -> Iterator[str]:
        much = sum(_filled(page) for page in pages[allowed:])
        standing = {place for number, place in self._places(pages) if number > allowed}
        for place in [place for place in self.origins if place in standing] or [""]:
            yield (
                f"{self._told(place)}stands beyond page {allowed} of {path}, which has {len(pages)} pages and room for {allowed}: "
                f"about {much:.0f} mm too long; shorten its texts, or give this kind of document more sheets in guidance/pdf/rendering/overflow.py"
            )

    def _places(self, pages: Sequence[Any]) -> Iterator[tuple[int, str]]:
        """The identifier to which each piece of text belongs, with the number of the page."""
        place = ""
        for number, page in enumerate(pages, 1):
            for box, identifier in _boxes(page):
                place = identifier if identifier in self.origins else place
                if hasattr(box, "text") and place:
                    yield number, place

    def _wide(self, path: str, pages: Sequence[Any]) -> Iterator[str]:
        place = ""
        for page in pages:
            for outer, box, identifier in _within(page._page_box, page._page_box):
                place = identifier if identifier in self.origins else place
                over = (box.position_x + box.width - outer.content_box_x() - outer.width) / MM
                if over > TOLERANCE and hasattr(box, "text"):
                    width = f"{over:.1f} mm wider than its column in {path}"
                    yield f"{self._told(place)}{_called(box)} is {width}; write it so that it can be parted, or shorter"
                elif over > TOLERANCE and type(box).__name__ == "TableBox":
                    yield f"{self._told(place)}a table is {over:.1f} mm wider than its column in {path}; shorten the words in its cells"

    def _told(self, place: str) -> str:
        return f"{self.origins[place]}: {place}: " if place in self.origins else ""


def _filled(page: Any) -> float:
    """How far down its text reaches on a page, in millimetres."""
    top = page._page_box.content_box_y()
    return (
        max(
            (
                float(box.position_y + box.height - top)
                for box, _ in _boxes(page)
                if hasattr(box, "text")
            ),
            default=0.0,
        )
        / MM
    )


def _boxes(page: Any) -> Iterator[tuple[Any, str]]:
    """Every box of the text of a page, without the running lines, with the identifier of its element."""
    for outer in page._page_box.children:
        if type(outer).__name__ != "MarginBox":
            yield from ((box, identifier) for _, box, identifier in _within(outer, outer))


def _within(box: Any, outer: Any) -> Iterator[tuple[Any, Any, str]]:
    """Every box within another, each with the block in whose column it stands and the identifier of its element."""
    for held in getattr(box, "children", ()):
        child = getattr(
            held, "_box", held
        )  # what stands apart from the flow is held by a placeholder
        element = getattr(child, "element", None)
        yield outer, child, element.get("id", "") if element is not None else ""
        yield from _within(child, child if _is_column(child) else outer)


def _called(text: Any) -> str:
    """What is too wide: a word, or a line that may not be broken."""
    line = " ".join(text.text.split())
    return (
        f"the line '{shortened(line)}'"
        if text.style["white_space"] == "nowrap"
        else f"the word '{shortened(max(line.split() or [''], key=len))}'"
    )


def _is_column(box: Any) -> bool:
    """Whether lines break at the edges of a box; what WeasyPrint wraps around a table is as wide as the table."""
    return (
        type(box).__name__ in ("BlockBox", "InlineBlockBox", "TableCellBox", "MarginBox")
        and not box.is_table_wrapper
    )
