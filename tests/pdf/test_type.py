"""Type of printed documents: sizes, length of lines, and what is copied from them."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pypdfium2
import pytest

from tests.support.pdf_reader import Line, text_lines, type_sizes

RUNNING_TEXT = (10.5, 11)
"""Type sizes of running text, in points."""
COLUMN = (92, 116.5)
"""The width of its column, in millimetres."""
WIDE = ("guide", "questions")
"""Sheets whose lists and lines to write on begin in the margin."""
LARGER = ("-key-messages", "-feedback")
"""Sheets without running text: what they hold is larger, or a table."""
CHARACTERS = (60, 75)
"""Characters of a line that fills the column."""
UNWANTED = "\u2010\u00ad\ufb00\ufb01\ufb02\ufb03\ufb04"
"""Hyphens of another kind than those on a keyboard, and ligatures."""


@pytest.fixture(scope="module")
def files(site: Path) -> list[Path]:
    """The files in standard type: all but those in large print and the poster."""
    found = [
        file
        for file in sorted((site / "downloads").rglob("*.pdf"))
        if "-large-" not in file.stem and "poster" not in file.stem
    ]
    assert found
    return found


def test_no_type_is_smaller_than_8_points(site: Path) -> None:
    sizes = {file.name: min(type_sizes(file)) for file in (site / "downloads").rglob("*.pdf")}
    assert sizes
    assert {name: size for name, size in sizes.items() if size < 8} == {}


def test_running_text_is_set_for_reading(files: list[Path]) -> None:
    """Lines that fill the column have 60 to 75 characters, and none is wider than the column.

    Contents and sheets for answers in report and pack begin in the margin.
    """
    for file in files:
        lines = [line for line in text_lines(file) if is_running_text(line)]
        full = [line for line in lines if line.width > COLUMN[1] * 0.93]
        if file.stem.removesuffix("-a4").removesuffix("-letter").endswith(LARGER):
            continue
        assert full, file.name
        is_wide = any(f"-{sheet}-" in file.stem for sheet in WIDE)
        if not (file.stem.startswith(("report", "trainers-pack")) or is_wide):
            assert max(line.width for line in lines) <= COLUMN[1], file.name
        assert CHARACTERS[0] <= median(len(line.text) for line in full) <= CHARACTERS[1], file.name


def is_running_text(line: Line) -> bool:
    """Whether a line is set in the size of running text."""
    return RUNNING_TEXT[0] <= line.size <= RUNNING_TEXT[1]


def test_copied_text_has_no_ligatures_and_no_foreign_hyphens(site: Path) -> None:
    for file in sorted((site / "downloads").rglob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert not set(text) & set(UNWANTED), file.name
