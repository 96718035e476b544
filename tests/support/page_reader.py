"""Read the pages of a PDF with Poppler and MuPDF, which have no part in writing it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

MM = 72 / 25.4
"""Points per millimetre."""


@dataclass(frozen=True)
class Word:
    """A word with its edges, in millimetres from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PrintedPage:
    """A page with its words, by Poppler."""

    width: float
    """Its width in millimetres."""
    height: float
    words: Sequence[Word]

    @property
    def text(self) -> str:
        """Its words with one space between them."""
        return " ".join(word.text for word in self.words)

    def text_below(self, share: float) -> str:
        """The words below a share of the height of A4 or Letter."""
        return " ".join(word.text for word in self.words if word.top > share * 280)


def read_pages(path: Path) -> list[PrintedPage]:
    """The pages of a file, by `pdftotext -bbox`."""
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True)
    xhtml = re.sub(rb"<!DOCTYPE[^>]*>| xmlns=\"[^\"]*\"", b"", done.stdout)
    root = ElementTree.fromstring(xhtml)
    return [
        PrintedPage(
            float(page.get("width", 0)) / MM,
            float(page.get("height", 0)) / MM,
            [
                Word(
                    word.text or "",
                    *(float(word.get(edge, 0)) / MM for edge in ("xMin", "yMin", "xMax", "yMax")),
                )
                for word in page.iter("word")
            ],
        )
        for page in root.iter("page")
    ]


@dataclass(frozen=True)
class Run:
    """Letters of one font and size, by MuPDF."""

    text: str
    font: str
    size: float
    """In points."""


def read_runs(path: Path) -> list[list[Run]]:
    """The runs of letters of each page of a file, by `mutool draw -F stext`."""
    done = subprocess.run(
        ["mutool", "draw", "-q", "-F", "stext", str(path)], capture_output=True, check=True
    )
    root = ElementTree.fromstring(done.stdout)
    return [list(_runs(page)) for page in root.iter("page")]


def _runs(page: ElementTree.Element) -> list[Run]:
    letters = [
        (font.get("name", ""), round(float(font.get("size", 0)), 2), char.get("c", ""))
        for font in page.iter("font")
        for char in font.iter("char")
    ]
    return [
        Run("".join(letter for *_, letter in group), font, size)
        for (font, size), group in groupby(letters, key=lambda each: each[:2])
    ]
