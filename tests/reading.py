"""Reading PDF files with PDFium and pikepdf, which know nothing of what made them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

MM = 72 / 25.4


def squeezed(text: str) -> str:
    """A text without white space and hyphens, which differ between a page and its record (PDFium tells a hyphen at a line's end as U+0002)."""
    return re.sub(r"[\s\x02\u00ad\u2010\ufffe-]+", "", text)


def body_text(path: Path, top: float = 20, bottom: float = 19) -> str:
    """The text of all pages between the running headers and footers; margins in millimetres."""
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            width, height = page.get_size()
            texts.append(page.get_textpage().get_text_bounded(0, bottom * MM, width, height - top * MM))
        return "\n".join(texts)
    finally:
        document.close()


def page_count(path: Path) -> int:
    """How many pages a file has."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def bookmarks(path: Path) -> list[str]:
    """The titles of all bookmarks: one a heading."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [bookmark.get_title() for bookmark in document.get_toc()]
    finally:
        document.close()


def tags(path: Path) -> Iterator[str]:
    """The names of all structure elements in reading order."""
    with pikepdf.open(path) as pdf:
        yield from _tags(pdf.Root.StructTreeRoot)


def _tags(element: pikepdf.Object) -> Iterator[str]:
    if "/S" in element:
        yield str(element.S).removeprefix("/")
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tags(kid)
