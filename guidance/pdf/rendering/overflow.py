"""Detection of text beyond the last allowed page, and of words and tables wider than their column.

It reads the boxes of laid-out pages, a private part of WeasyPrint, whose version is pinned; the
tests of this module fail when the boxes change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidance.diagnostics.problem import shorten
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.printing_problem import PrintingProblem

MM = 96 / 25.4
"""CSS pixels per millimetre."""
ENTRY = "data-entry"
"""The attribute that names the entry whose text an element has, where that is not its place."""
TOLERANCE = 0.5
"""The excess of a word over its column in millimetres that is not visible."""


def overflow_problems(document: PdfDocument, pages: Sequence[Any]) -> Iterator[PrintingProblem]:
    """Report records beyond the last allowed page, and words and tables wider than their column.

    `pages` are the pages of a document as WeasyPrint lays it out. Each problem occurs once.
    """
    if document.max_pages and len(pages) > document.max_pages:
        yield from _too_long(document, pages, document.max_pages)
    yield from dict.fromkeys(_too_wide(document, pages))


def _too_long(document: PdfDocument, pages: Sequence[Any], limit: int) -> Iterator[PrintingProblem]:
    excess = sum(_text_height(page) for page in pages[limit:])
    beyond = {
        identifier
        for number, identifier in _identifiers_of_text(pages, document.origins)
        if number > limit
    }
    for identifier in [each for each in document.origins if each in beyond] or [""]:
        yield _problem(
            document,
            identifier,
            f"stands beyond page {limit} of {document.path}, "
            f"which has {len(pages)} pages and room for {limit}: about {excess:.0f} mm too long; "
            "shorten its texts, or give this kind of document more sheets "
            "in guidance/pdf/documents/page_budget.py",
        )


def _too_wide(document: PdfDocument, pages: Sequence[Any]) -> Iterator[PrintingProblem]:
    identifier = ""
    for page in pages:
        for column, box, own, named in _descendants(page._page_box, page._page_box):
            identifier = own if own in document.origins else identifier
            entry = named if named in document.origins else identifier
            right_edge = column.content_box_x() + column.width
            excess = (box.position_x + box.width - right_edge) / MM
            if excess <= TOLERANCE:
                continue
            width = f"{excess:.1f} mm wider than its column in {document.path}"
            if hasattr(box, "text"):
                printed = box.text.strip()  # an identifier stands before the heading that has it
                yield _problem(
                    document,
                    printed if printed in document.origins else entry,
                    f"{_description(box)} is {width}; "
                    "write it so that it can be parted, or shorter",
                )
            elif type(box).__name__ == "TableBox":
                yield _problem(
                    document, entry, f"a table is {width}; shorten the words in its cells"
                )


def _problem(document: PdfDocument, identifier: str, message: str) -> PrintingProblem:
    """A problem of an entry; without a place if the content has no entry with this identifier."""
    if not (origin := document.origins.get(identifier)):
        return PrintingProblem(message)
    path, _, line = origin.rpartition(":")
    return PrintingProblem(f"{identifier}: {message}", path, int(line))


def _identifiers_of_text(
    pages: Sequence[Any], origins: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """For each box of text, the number of its page and the identifier of its entry."""
    identifier = ""
    for number, page in enumerate(pages, 1):
        for box, own in _body_boxes(page):
            identifier = own if own in origins else identifier
            if hasattr(box, "text") and identifier:
                yield number, identifier


def _text_height(page: Any) -> float:
    """The distance from the top of the page's content to the end of its text, in millimetres."""
    top = page._page_box.content_box_y()
    ends = (box.position_y + box.height for box, _ in _body_boxes(page) if hasattr(box, "text"))
    return max((float(end - top) for end in ends), default=0.0) / MM


def _body_boxes(page: Any) -> Iterator[tuple[Any, str]]:
    """All boxes of a page except headers and footers, with the `id` of their elements."""
    for outer in page._page_box.children:
        if type(outer).__name__ != "MarginBox":
            yield from ((box, own) for _, box, own, _ in _descendants(outer, outer))


def _descendants(box: Any, column: Any, entry: str = "") -> Iterator[tuple[Any, Any, str, str]]:
    """All boxes within a box, with the block that is their column, and their element's `id`.

    Last comes the entry whose text stands in the box, where the HTML names it with `data-entry`:
    lists, tables and references have texts of entries that stand elsewhere.
    """
    for kid in getattr(box, "children", ()):
        child = getattr(kid, "_box", kid)  # floats and positioned boxes are wrapped in placeholders
        element = getattr(child, "element", None)
        own, named = ("", "") if element is None else (element.get("id", ""), element.get(ENTRY))
        yield column, child, own, named or entry
        yield from _descendants(child, child if _is_column(child) else column, named or entry)


def _description(text: Any) -> str:
    """The widest part of a text box: its longest word, or the whole line if it may not wrap."""
    line = " ".join(text.text.split())
    return (
        f"the line '{shorten(line)}'"
        if text.style["white_space"] == "nowrap"
        else f"the word '{shorten(max(line.split() or [''], key=len))}'"
    )


def _is_column(box: Any) -> bool:
    """Whether lines wrap at the edges of a box. The wrapper of a table is as wide as the table."""
    return (
        type(box).__name__ in ("BlockBox", "InlineBlockBox", "TableCellBox", "MarginBox")
        and not box.is_table_wrapper
    )
