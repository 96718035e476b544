"""Print a number of documents in some processes, and write the path of each when it is printed.

Tests run this program to stop or kill it.

python -m tests.support.print_in_process FOLDER NUMBER [WORKERS]
"""

from __future__ import annotations

import sys
from pathlib import Path

from guidance.output.termination import exit_on_termination
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.printing_problem import PrintingError
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.pdf.rendering.url_fetcher import SCHEME

WORDS = "<p>words and more words</p>" * 500


def document(number: int) -> PdfDocument:
    """A document of some pages in the project's font."""
    font = f"{SCHEME}/fonts/SourceSans3-Regular.ttf.woff2"
    style = f"@font-face {{ font-family: Sans; src: url({font}) }} body {{ font-family: Sans }}"
    html = f"<html lang=en><title>x</title><style>{style}</style><h1>{number}</h1>{WORDS}"
    return PdfDocument(f"downloads/{number}.pdf", str(number), "handout", html, "2021-06-14")


class PathReporter:
    """Writes the path of each printed document to stdout."""

    def expect(self, total: int) -> None:
        """Do nothing."""

    def __call__(self, document: PdfDocument, is_new: bool) -> None:
        print(document.path, flush=True)


if __name__ == "__main__":
    try:
        with exit_on_termination():
            PdfRenderer(Path(sys.argv[1])).print_all(
                map(document, range(int(sys.argv[2]))),
                PathReporter(),
                workers=int(next(iter(sys.argv[3:]), 2)),
            )
    except PrintingError as error:
        sys.exit(str(error))
