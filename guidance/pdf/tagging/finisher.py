"""WeasyPrint finisher: meets the requirements of PDF/UA and PDF/A that WeasyPrint leaves open.

It wraps one private function of WeasyPrint, which builds the tag of a box. A test compares the
hash of its source, so that an upgrade that changes it is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf

from guidance.paths import TEMPLATES
from guidance.pdf.tagging.form_fields import complete_form
from guidance.pdf.tagging.radio_buttons import join_radio_buttons
from guidance.pdf.tagging.semantic_tags import rebuild_tags
from guidance.pdf.tagging.structure_tree import Annotation, Tag, read_structure, write_structure

WRAPPED_FUNCTION = ("weasyprint.pdf.tags", "_build_box_tree")
"""The module and the name of the private function."""
POINTS = 0.75
"""PDF points per CSS pixel."""
PRINT_FLAG = 1 << 2
"""The annotation flag "Print" (ISO 32000-1, table 165)."""
MIN_PAGES_FOR_OUTLINE = 8
"""Documents with at least this number of pages open with the list of bookmarks."""
MAX_DESCRIPTION = 100
"""The maximum length of the text of a link target, in characters."""


class Finisher:
    """Finishes the PDF of one document.

    Pass it to WeasyPrint as `finisher`, and write the PDF within `recording_boxes()`.
    """

    def __init__(self, html: Any) -> None:
        """`html` is the root element of the document."""
        self.html = html
        self.boxes: dict[int, Any] = {}
        """The layout box of each tag, by the number of the tag's PDF object."""

    @contextmanager
    def recording_boxes(self) -> Iterator[None]:
        """Record the box of each tag while WeasyPrint writes the PDF."""
        from weasyprint.pdf import tags

        original = tags._build_box_tree

        def recording(box: Any, *others: Any) -> Iterator[Any]:
            for tag in original(box, *others):
                # Pages and bodies yield the tags of their children again: the first box counts.
                self.boxes.setdefault(tag.number, box)
                yield tag

        tags._build_box_tree = recording
        try:
            yield
        finally:
            tags._build_box_tree = original

    def __call__(self, document: Any, pdf: Any) -> None:
        """Finish a PDF; WeasyPrint calls this at the end."""
        root = read_structure(pdf, self.boxes)
        join_radio_buttons(pdf, root, self.html)
        rebuild_tags(root, self.html)
        self._describe_links(root)
        _convert_bounding_boxes(root, [page.height for page in document.pages])
        write_structure(pdf, root)
        complete_form(pdf, self.html)
        _declare_pdf_ua(pdf)
        if len(document.pages) >= MIN_PAGES_FOR_OUTLINE:
            pdf.catalog["PageMode"] = "/UseOutlines"

    def _describe_links(self, root: Tag) -> None:
        """Describe each link: by its label, or by its text and the heading or URL of its target."""
        elements = {element.get("id"): element for element in self.html.iter() if element.get("id")}
        for link in (tag for tag in root.walk() if tag.name == "Link"):
            for annotation in (kid.object for kid in link.kids if isinstance(kid, Annotation)):
                text = _text(link.element)
                description = link.element.get("aria-label") or link.element.get("title")
                if not description and "Dest" in annotation:
                    target = elements[annotation["Dest"].string]
                    description = _description(text, _heading(target))
                annotation["Contents"] = pydyf.String(
                    description or _description(text, annotation["A"]["URI"].string)
                )
                annotation["F"] = PRINT_FLAG


def _heading(target: Any) -> str:
    """The label of an element, its first heading, or the beginning of its text."""
    headings = [
        each
        for each in target.iter()
        if each.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption")
    ]
    text = target.get("aria-label") or _text(headings[0] if headings else target)
    if len(text) <= MAX_DESCRIPTION:
        return text
    return f"{text[:MAX_DESCRIPTION].rpartition(' ')[0]} …"


def _description(text: str, target: str) -> str:
    """The text of a link and its target; only the target if both say the same."""
    bare = {each.removeprefix("https://").strip("/") for each in (text, target)}
    return target if not text or len(bare) == 1 else f"{text}: {target}"


def _text(element: Any) -> str:
    """The text of an element without references to notes and hidden text."""
    return " ".join("".join(_strings(element)).split())


def _strings(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.get("role") != "doc-noteref"
            and child.get("aria-hidden") != "true"
        ):
            yield from _strings(child)
        yield child.tail or ""


def _convert_bounding_boxes(root: Tag, heights: Sequence[float]) -> None:
    """Convert the bounding boxes of figures to PDF coordinates.

    WeasyPrint gives them in CSS pixels from the top of the page; PDF counts points from its
    bottom. `heights` are those of the pages, in pixels.
    """
    for tag in root.walk():
        if tag.name == "Figure" and "BBox" in tag.attributes:
            x1, y1, x2, y2 = tag.attributes["BBox"]
            height = heights[next(tag.leaves()).page]
            tag.attributes["BBox"] = pydyf.Array(
                [x1 * POINTS, (height - y2) * POINTS, x2 * POINTS, (height - y1) * POINTS]
            )


def _declare_pdf_ua(pdf: Any) -> None:
    """Declare conformance with PDF/UA-1 in the metadata of a PDF/A file.

    PDF/A requires a schema for the declaration, which `pdfua.xmp` includes.
    """
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    xmp = b"".join(metadata.stream)
    if b"pdfuaid:part" not in xmp:
        declaration = (TEMPLATES["print"] / "pdfua.xmp").read_bytes()
        metadata.stream = [xmp.replace(b"</rdf:RDF>", declaration + b"</rdf:RDF>", 1)]
