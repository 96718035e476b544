"""Printing: a folder and a number go in, so many documents are printed side by side into it, and each is told as soon as it is there.

python -m tests.support.print_in_process FOLDER NUMBER
"""

from __future__ import annotations

import sys
from pathlib import Path

from guidance.output.termination import exit_on_sigterm
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import PdfRenderer, PrintingError
from guidance.pdf.rendering.url_fetcher import SCHEME

WORDS = "<p>words and more words</p>" * 500


def document(number: int) -> PdfDocument:
    """Some pages in the publication's type."""
    face = f"@font-face {{ font-family: Sans; src: url({SCHEME}/fonts/SourceSans3-Regular.ttf.woff2) }} body {{ font-family: Sans }}"
    html = f"<html lang=en><title>x</title><style>{face}</style><h1>{number}</h1>{WORDS}"
    return PdfDocument(f"downloads/{number}.pdf", str(number), "handout", html, "2021-06-14")


class Aloud:
    """Says what is printed."""

    def expect(self, total: int) -> None:
        """Nothing: the number is known."""

    def __call__(self, document: PdfDocument, printed: bool) -> None:
        print(document.path, flush=True)


if __name__ == "__main__":
    try:
        with exit_on_sigterm():
            PdfRenderer(Path(sys.argv[1])).print_all(
                map(document, range(int(sys.argv[2]))), Aloud(), workers=2
            )
    except PrintingError as error:
        sys.exit(str(error))
