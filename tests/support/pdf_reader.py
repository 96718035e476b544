"""Reading PDF files with PDFium and pikepdf, which know nothing of what made them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

RUNNING = 0.12
"""The part of a page, above and below, in which running lines may stand."""


def squeezed(text: str) -> str:
    """A text without white space and hyphens, which differ between a page and its record (PDFium tells a hyphen at a line's end as U+0002)."""
    return re.sub(r"[\s\x02\u00ad\u2010\ufffe-]+", "", text)


def told_text(path: Path) -> str:
    """The text in the order of the tags, as a screen reader tells it: without running lines, and whole where it goes over a page."""
    drawn = _drawn_text(path)
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return "".join(
            drawn.get((numbers[page.objgen], mark), "")
            for page, mark in _told(pdf.Root.StructTreeRoot)
        )


def _drawn_text(path: Path) -> dict[tuple[int, int], str]:
    """What is drawn under each mark of each page."""
    document, drawn = pypdfium2.PdfDocument(path), dict[tuple[int, int], str]()
    try:
        for number, page in enumerate(document):
            textpage = page.get_textpage()
            for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                place = (number, pypdfium2.raw.FPDFPageObj_GetMarkedContentID(text.raw))
                letters = ctypes.create_string_buffer(
                    2
                    * (length := pypdfium2.raw.FPDFTextObj_GetText(text.raw, textpage.raw, None, 0))
                )
                pypdfium2.raw.FPDFTextObj_GetText(
                    text.raw,
                    textpage.raw,
                    ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)),
                    length,
                )
                drawn[place] = drawn.get(place, "") + letters.raw.decode("utf-16-le").rstrip("\0")
        return drawn
    finally:
        document.close()


def _told(element: Any) -> Iterator[tuple[Any, int]]:
    """Every mark below an element, in reading order."""
    for kid in _kids(element):
        if isinstance(kid, int):
            yield element.Pg, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
        elif "/S" in kid:
            yield from _told(kid)


def index_entries(path: Path) -> list[dict[str, list[tuple[str, int]]]]:
    """Each index of a file: every name in it with its places, which have a word or two and the number of a page."""
    drawn = _drawn_text(path)
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}

        def said(element: Any) -> str:
            return "".join(
                drawn.get((numbers[page.objgen], mark), "") for page, mark in _told(element)
            ).strip()

        def place(point: Any) -> tuple[str, int]:
            words = said(elements(point, "Link")[0])
            return words, int(said(point).removeprefix(words))

        entries = (
            [body for point in parts(elements(index, "L")[0]) for body in parts(point)]
            for index in elements(pdf, "Index")
        )
        return [
            {
                said(elements(entry, "P")[0]): [place(point) for point in elements(entry, "LI")]
                for entry in index
            }
            for index in entries
        ]


def type_sizes(path: Path) -> set[float]:
    """The sizes of all letters of a file, in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        return {
            _type_size(text)
            for page in document
            for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        }
    finally:
        document.close()


def _type_size(text: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    pypdfium2.raw.FPDFTextObj_GetFontSize(text.raw, ctypes.byref(size))
    return round(float(size.value) * abs(float(text.get_matrix().d)), 1)


def filled(page: Any) -> float:
    """How far down the text of a page reaches, as a part of what lies between its running lines; what is drawn as decoration does not count."""
    height = page.get_height()
    texts = [
        (_is_told(text), *text.get_bounds())
        for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    ]
    top = min(
        [bottom for told, _, bottom, _, _ in texts if not told and bottom > height * (1 - RUNNING)],
        default=height,
    )
    foot = max(
        [upper for told, _, _, _, upper in texts if not told and upper < height * RUNNING],
        default=0,
    )
    return float((top - min(bottom for told, _, bottom, _, _ in texts if told)) / (top - foot))


def first_words(page: Any) -> str:
    """What the first line of the text of a page says, without running lines."""
    lines = [
        text.get_bounds()
        for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        if _is_told(text)
    ]
    left, bottom, right, top = max(lines, key=lambda bounds: bounds[3])
    return str(page.get_textpage().get_text_bounded(left, bottom, right, top)).strip()


def _is_told(text: pypdfium2.PdfObject) -> bool:
    return bool(pypdfium2.raw.FPDFPageObj_GetMarkedContentID(text.raw) >= 0)


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
    return [
        kid.Obj
        for kid in _kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> Iterator[Any]:
    for part in parts(element):
        yield part
        yield from _elements(part)
