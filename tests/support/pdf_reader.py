"""Read text, bookmarks and tags of PDF files with PDFium and pikepdf."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

MARGIN_SHARE = 0.12
"""The share of the page height, at top and bottom, for running headers and footers."""


def without_spaces(text: str) -> str:
    """Remove white space and hyphens, which differ between a page and its record.

    PDFium returns a hyphen at the end of a line as U+0002.
    """
    return re.sub(r"[\s\x02\u00ad\u2010\ufffe-]+", "", text)


def tagged_text(path: Path) -> str:
    """The text in the order of the tags, as a screen reader reads it, without running lines."""
    texts = _text_by_mark(path)
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return "".join(
            texts.get((numbers[page.objgen], mark), "")
            for page, mark in _marked_content_below(pdf.Root.StructTreeRoot)
        )


def _text_by_mark(path: Path) -> dict[tuple[int, int], str]:
    """The text of each piece of marked content, by page index and mark (MCID)."""
    document, texts = pypdfium2.PdfDocument(path), dict[tuple[int, int], str]()
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
                texts[place] = texts.get(place, "") + letters.raw.decode("utf-16-le").rstrip("\0")
        return texts
    finally:
        document.close()


def _marked_content_below(element: Any) -> Iterator[tuple[Any, int]]:
    """The page and mark of all content below an element, in reading order."""
    for kid in _kids(element):
        if isinstance(kid, int):
            yield element.Pg, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
        elif "/S" in kid:
            yield from _marked_content_below(kid)


def index_entries(path: Path) -> list[dict[str, list[tuple[str, int]]]]:
    """The indexes of a file: for each name, the words and the page of every reference."""
    texts = _text_by_mark(path)
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}

        def text_of(element: Any) -> str:
            return "".join(
                texts.get((numbers[page.objgen], mark), "")
                for page, mark in _marked_content_below(element)
            ).strip()

        def place(point: Any) -> tuple[str, int]:
            words = text_of(elements(point, "Link")[0])
            return words, int(text_of(point).removeprefix(words))

        entries = (
            [
                body
                for point in child_elements(elements(index, "L")[0])
                for body in child_elements(point)
            ]
            for index in elements(pdf, "Index")
        )
        return [
            {
                text_of(elements(entry, "P")[0]): [place(point) for point in elements(entry, "LI")]
                for entry in index
            }
            for index in entries
        ]


def type_sizes(path: Path) -> set[float]:
    """All type sizes of a file, in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        return {
            _type_size(text)
            for page in document
            for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        }
    finally:
        document.close()


@dataclass(frozen=True)
class Line:
    """A line of text in one type size."""

    size: float
    """The type size in points."""
    width: float
    """From the first to the last character, in millimetres."""
    text: str


def text_lines(path: Path) -> Iterator[Line]:
    """The lines of a file as far as they are set in one size: each baseline of one column."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            characters = page.get_textpage()
            parts: dict[tuple[float, float], list[tuple[float, float, float, float]]] = {}
            for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                baseline = round(float(text.get_matrix().f), 0)
                parts.setdefault((_type_size(text), baseline), []).append(text.get_bounds())
            for (size, _), boxes in parts.items():
                left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
                bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
                text_of_line = characters.get_text_bounded(left, bottom, right, top)
                yield Line(size, (right - left) / 72 * 25.4, text_of_line.strip())
    finally:
        document.close()


def _type_size(text: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    pypdfium2.raw.FPDFTextObj_GetFontSize(text.raw, ctypes.byref(size))
    return round(float(size.value) * abs(float(text.get_matrix().d)), 1)


def filled_share(page: Any) -> float:
    """How far down the text of a page reaches, as a share of the height between its running lines.

    Decorations, which are not tagged, do not count.
    """
    height = page.get_height()
    texts = [
        (_is_tagged(text), *text.get_bounds())
        for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    ]
    top = min(
        [
            bottom
            for is_tagged, _, bottom, _, _ in texts
            if not is_tagged and bottom > height * (1 - MARGIN_SHARE)
        ],
        default=height,
    )
    foot = max(
        [
            upper
            for is_tagged, _, _, _, upper in texts
            if not is_tagged and upper < height * MARGIN_SHARE
        ],
        default=0,
    )
    return float(
        (top - min(bottom for is_tagged, _, bottom, _, _ in texts if is_tagged)) / (top - foot)
    )


def first_line(page: Any) -> str:
    """The first line of the text of a page, without running lines."""
    lines = [
        text.get_bounds()
        for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        if _is_tagged(text)
    ]
    left, bottom, right, top = max(lines, key=lambda bounds: bounds[3])
    return str(page.get_textpage().get_text_bounded(left, bottom, right, top)).strip()


def _is_tagged(text: pypdfium2.PdfObject) -> bool:
    return bool(pypdfium2.raw.FPDFPageObj_GetMarkedContentID(text.raw) >= 0)


def page_count(path: Path) -> int:
    """The number of pages of a file."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def bookmarks(path: Path) -> list[str]:
    """The titles of all bookmarks; each heading has one."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [bookmark.get_title() for bookmark in document.get_toc()]
    finally:
        document.close()


def elements(within: pikepdf.Pdf | pikepdf.Object, *names: str) -> list[Any]:
    """The structure elements of a PDF or below an element, in reading order.

    `names` are structure types such as `H1`; without any, all elements are returned.
    """
    top = within.Root.StructTreeRoot if isinstance(within, pikepdf.Pdf) else within
    return [element for element in _elements(top) if not names or str(element.S)[1:] in names]


def child_elements(element: Any) -> list[Any]:
    """The structure elements directly within an element."""
    return [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def marked_content(element: Any) -> Iterator[tuple[Any, int]]:
    """The page and mark of the content directly within an element."""
    for kid in _kids(element):
        if isinstance(kid, int):
            yield element.Pg, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg, int(kid.MCID)


def annotations_in(element: Any) -> list[Any]:
    """The annotations (links and form fields) directly within an element."""
    return [
        kid.Obj
        for kid in _kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> Iterator[Any]:
    for part in child_elements(element):
        yield part
        yield from _elements(part)
