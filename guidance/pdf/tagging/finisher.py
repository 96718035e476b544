"""Finishing: a PDF in the making goes in, and leaves with everything that PDF/UA and PDF/A ask for and WeasyPrint leaves undone.

This is where the project looks into the parts of WeasyPrint that are not public: one function, that draws the tag of a box.
`PRIVATE` names it with the hash of its text; a test fails when that moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

from guidance.paths import TEMPLATES
from guidance.pdf.tagging.radio_buttons import join_choices
from guidance.pdf.tagging.semantic_tags import rebuild_tags
from guidance.pdf.tagging.structure_tree import Annotation, Tag, read_structure, write_structure

PRIVATE = ("weasyprint.pdf.tags", "_build_box_tree")
POINTS = 0.75
"""How many points of a PDF make a pixel of CSS."""
PRINTED = 1 << 2
"""The flag of an annotation that is printed."""
LONG = 8
"""From how many pages on a document opens with its bookmarks."""


class Finisher:
    """Finishes one document: hand it to WeasyPrint, and let it watch while the document is written."""

    def __init__(self, html: Any) -> None:
        self.html = html
        """The outermost element of the document."""
        self.boxes: dict[int, Any] = {}

    @contextmanager
    def recording_boxes(self) -> Iterator[None]:
        """Remembers which box each tag is drawn for, while WeasyPrint draws the tags."""
        from weasyprint.pdf import tags

        draw = tags._build_box_tree

        def watched(box: Any, *others: Any) -> Iterator[Any]:
            for made in draw(box, *others):
                self.boxes.setdefault(
                    made.number, box
                )  # pages and bodies pass on what their parts have made
                yield made

        tags._build_box_tree = watched
        try:
            yield
        finally:
            tags._build_box_tree = draw

    def __call__(self, document: Any, pdf: Any) -> None:
        """Finishes a PDF; WeasyPrint calls this when all else is done."""
        root = read_structure(pdf, self.boxes)
        join_choices(pdf, root, self.html)
        rebuild_tags(root, self.html)
        self._describe_links(root)
        _place_figures(root, [page.height for page in document.pages])
        write_structure(pdf, root)
        _claim_accessibility(pdf)
        if len(document.pages) >= LONG:
            pdf.catalog["PageMode"] = "/UseOutlines"

    def _describe_links(self, root: Tag) -> None:
        """Every link says where it leads: by its label, or by its words with the heading or the address behind it."""
        named = {element.get("id"): element for element in self.html.iter() if element.get("id")}
        for link in (tag for tag in root.walk() if tag.name == "Link"):
            for each in (kid.object for kid in link.kids if isinstance(kid, Annotation)):
                label = link.element.get("aria-label") or link.element.get("title")
                words = _words(link.element)
                if not label and "Dest" in each:
                    label = _joined(words, _heading(named[each["Dest"].string]))
                each["Contents"] = pydyf.String(label or _joined(words, each["A"]["URI"].string))
                each["F"] = PRINTED


def _heading(target: Any) -> str:
    """What a target is called: its label, its first heading, or else its own words as far as a line goes."""
    headings = [
        each
        for each in target.iter()
        if each.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption")
    ]
    words = target.get("aria-label") or _words(headings[0] if headings else target)
    return words if len(words) <= 100 else f"{words[:100].rpartition(' ')[0]} …"


def _joined(words: str, place: str) -> str:
    bare = (text.removeprefix("https://").strip("/") for text in (words, place))
    return place if not words or len(set(bare)) == 1 else f"{words}: {place}"


def _words(element: Any) -> str:
    """The words of an element without the marks of notes and what is hidden."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.get("role") != "doc-noteref"
            and child.get("aria-hidden") != "true"
        ):
            yield from _texts(child)
        yield child.tail or ""


def _place_figures(root: Tag, heights: list[float]) -> None:
    """The box around a figure is told in the measures of the page, from its foot."""
    for tag in root.walk():
        if tag.name == "Figure" and "BBox" in tag.attributes:
            x1, y1, x2, y2 = tag.attributes["BBox"]
            height = heights[next(tag.leaves()).page]
            tag.attributes["BBox"] = pydyf.Array(
                [x1 * POINTS, (height - y2) * POINTS, x2 * POINTS, (height - y1) * POINTS]
            )


def _claim_accessibility(pdf: Any) -> None:
    """What is archivable says that it is accessible as well, with the schema in which PDF/A wants to have that word explained."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    text = b"".join(metadata.stream)
    if b"pdfuaid:part" not in text:
        claim = (TEMPLATES["print"] / "pdfua.xmp").read_bytes()
        metadata.stream = [text.replace(b"</rdf:RDF>", claim + b"</rdf:RDF>", 1)]
