"""The page numbers of references, as in a table of contents, without a second layout.

With the CSS function `target-counter`, WeasyPrint lays pages out two or three times, until no
number changes. Here a document is laid out with estimates, which are replaced on its pages.

It changes the boxes of laid-out pages, a private part of WeasyPrint, whose version is pinned; the
tests of this module fail when the boxes change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from guidance.pdf.rendering.printing_problem import PrintingError, PrintingProblem

TARGET = "data-to"
"""The attribute of an element with a reference: `#` and the identifier of its target."""
NUMBER = "data-page"
"""The attribute that gets the page number, for the style sheet to place."""
CHARACTERS_OF_A_PAGE = 1_500
CHARACTERS_OF_A_LARGE_PAGE = 560
"""Those of a page in large print, which the class of the root element says."""
MOST_LAYOUTS = 8
TOLERANCE = 0.5
"""How far a line may exceed its column, in pixels: figures differ in their distance to letters."""


class PageNumbers:
    """The page numbers in a document."""

    def __init__(self, html: Element) -> None:
        """Write estimates into the tree of a document."""
        self.references = [element for element in html.iter() if TARGET in element.attrib]
        if self.references:
            pages = dict(_estimates(html))
            for reference in self.references:
                reference.set(NUMBER, str(pages.get(_target(reference), 1)))

    def replace_estimates(self, pages: list[Any]) -> bool:
        """Write the real numbers onto the pages of a layout, and into the tree.

        Return whether there was room for all; if not, the document has to be laid out again.
        Raises `PrintingError` if a target is on no page.
        """
        if not self.references:
            return True
        numbers = _pages_of_anchors(pages)
        if missing := {_target(each) for each in self.references} - numbers.keys():
            names = ", ".join(sorted(missing))
            raise PrintingError([PrintingProblem(f"a page number refers to {names}: not printed")])
        wrong: dict[Element, tuple[str, str]] = {}
        for reference in self.references:
            old, new = reference.attrib[NUMBER], str(numbers[_target(reference)])
            if old != new:
                wrong[reference] = (old, new)
                reference.set(NUMBER, new)
        return not wrong or _replace(pages, wrong)


def _target(reference: Element) -> str:
    return reference.attrib[TARGET].removeprefix("#")


def _pages_of_anchors(pages: list[Any]) -> dict[str, int]:
    """The number of the first page on which each identifier stands."""
    return {
        anchor: number
        for number, page in reversed([*enumerate(pages, 1)])
        for anchor in page.anchors
    }


def _estimates(html: Element) -> Iterator[tuple[str, int]]:
    """The identifiers of a document, each with an estimate of its page."""
    is_large = "large" in html.get("class", "").split()
    room = CHARACTERS_OF_A_LARGE_PAGE if is_large else CHARACTERS_OF_A_PAGE
    characters = 0
    for element in html.iter():
        if identifier := element.get("id"):
            yield identifier, 1 + characters // room
        characters += len(element.text or "") + len(element.tail or "")


def _replace(pages: list[Any], wrong: dict[Element, tuple[str, str]]) -> bool:
    """Replace numbers on pages; return whether all were found, and no line became too long."""
    replaced: set[Element] = set()
    for index, page in enumerate(pages):
        before = len(replaced)
        for line, column in _lines(page._page_box, page._page_box):
            line.width += _replace_in(line, 0, wrong, replaced)
            right_edge = column.content_box_x() + column.width
            if len(replaced) > before and line.position_x + line.width > right_edge + TOLERANCE:
                return False
        if len(replaced) > before:  # links may have moved as well
            pages[index] = type(page)(page._page_box)
    return replaced == wrong.keys()


def _lines(box: Any, column: Any) -> Iterator[tuple[Any, Any]]:
    """The lines within a box, each with the block that it is in."""
    for kid in getattr(box, "children", ()):
        child = getattr(kid, "_box", kid)  # floats and positioned boxes are wrapped in placeholders
        if type(child).__name__ == "LineBox":
            yield child, box
        yield from _lines(child, column)


def _replace_in(
    box: Any, offset: float, wrong: dict[Element, tuple[str, str]], replaced: set[Element]
) -> float:
    """Replace the numbers within a part of a line, and move what follows; return how far."""
    for child in box.children:
        if hasattr(child, "_box") or not child.is_in_normal_flow():
            continue
        if _is_whole(child):
            child.translate(dx=offset)
            continue
        child.position_x += offset
        if hasattr(child, "text"):
            old, new = wrong.get(child.element, ("", ""))
            if old and child.element_tag.endswith("::after") and old in child.text:
                replaced.add(child.element)
                offset += _replace_text(child, old, new)
        else:
            start = offset
            offset = _replace_in(child, offset, wrong, replaced)
            child.width += offset - start
    return offset


def _is_whole(box: Any) -> bool:
    """Whether a box in a line is no part of its text, such as an image or a block."""
    return not hasattr(box, "text") and type(box).__name__ != "InlineBox"


def _replace_text(box: Any, old: str, new: str) -> float:
    """Replace the last number in a box of text; return how much wider it became.

    A number that stands alone keeps its right edge, since such numbers form columns.
    """
    from weasyprint.text.line_break import split_first_line

    before, _, after = box.text.rpartition(old)
    layout, _, _, width, _, _ = split_first_line(
        before + new + after, box.style, None, None, box.justification_spacing
    )
    growth: float = width - box.width
    box.text, box.pango_layout, box.width = layout.text, layout, width
    if before or after:
        return growth
    box.position_x -= growth
    return 0
