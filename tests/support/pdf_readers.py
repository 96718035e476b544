"""Read the text of PDF files, with what is typed in forms, by independent programs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2
from pypdfium2 import raw


def _by_command(*command: str) -> Callable[[Path], str]:
    """The output of a command to which the path of the file is added."""

    def read(path: Path) -> str:
        done = subprocess.run(
            [str(path) if part == "FILE" else part for part in command],
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("utf-8", "replace")

    return read


def _by_pdfium(path: Path) -> str:
    """The text of all pages once the fields have become text of the page."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    text = ""
    for number in range(len(document)):
        page = document[number]
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        page.close()
        text += document[number].get_textpage().get_text_range()
    document.close()
    return text


READERS: Mapping[str, Callable[[Path], str]] = {
    "Poppler": _by_command("pdftotext", "-layout", "FILE", "-"),
    "MuPDF": _by_command("mutool", "draw", "-q", "-F", "txt", "FILE"),
    "Ghostscript": _by_command(
        "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=txtwrite", "-o-", "FILE"
    ),
    "PDFium": _by_pdfium,
}
"""Programs that read a file, by their names."""

poppler_text = _by_command("pdftotext", "-raw", "FILE", "-")
"""The text of a file in the order of its content, by Poppler."""
