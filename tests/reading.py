"""Reading PDF files with PDFium and pikepdf, which know nothing of what made them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def elements(within: pikepdf.Pdf | pikepdf.Object, *names: str) -> list[Any]:
    """The structure elements of a PDF, or within an element, with some names or all of them, in reading order."""
    top = within.Root.StructTreeRoot if isinstance(within, pikepdf.Pdf) else within
    return [element for element in _elements(top) if not names or str(element.S)[1:] in names]


def parts(element: Any) -> list[Any]:
    """The structure elements right within an element."""
    return [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def marks(element: Any) -> Iterator[tuple[Any, int]]:
    """What is drawn right within an element: each page with a mark on it."""
    for kid in _kids(element):
        if isinstance(kid, int):
            yield element.Pg, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg, int(kid.MCID)


def pressed(element: Any) -> list[Any]:
    """The annotations, to be pressed or filled in, right within an element."""
    return [kid.Obj for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> Iterator[Any]:
    for part in parts(element):
        yield part
        yield from _elements(part)
