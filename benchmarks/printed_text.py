"""Compare the CPU time of printed text with that of plain paragraphs of the same texts.

All documents are rendered one by one, and their texts once more as the paragraphs of one tagged
file. Both times are given by 10,000 characters, so that a longer layout of the same text is dearer,
and larger type alone is not.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.table import Row, ratio, seconds
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import render_document
from guidance.pdf.rendering.url_fetcher import BASE_URL, url_fetcher
from guidance.publishing.publication import open_publication

SITE_URL = "https://bench.example.org/"
MOST = 3.3
"""The target for the ratio."""
CHARACTERS = 10_000
BLOCKS = frozenset(["p", "li", "dt", "dd", "td", "th", "caption", "h1", "h2", "h3", "h4", "h5"])
INVISIBLE = frozenset(["style", "head", "title", "script", "svg"])


@dataclass(frozen=True)
class TextCost:
    """Seconds of CPU time by 10,000 characters."""

    documents: float
    paragraphs: float

    @property
    def ratio(self) -> float:
        """How many times dearer the documents are."""
        return self.documents / self.paragraphs


def measure(content: Path, report: Callable[[str], None]) -> TextCost:
    """Measure in a process of its own, which profits from no cache of another."""
    report("printing: CPU time of printed text")
    command = [sys.executable, "-m", "benchmarks.printed_text", str(content)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return TextCost(*map(float, output.split()))


def rows(rounds: Sequence[TextCost]) -> Iterator[Row]:
    """The time of plain paragraphs, then that of documents with its ratio and target."""
    middle = sorted(rounds, key=lambda cost: cost.ratio)[len(rounds) // 2]
    yield Row("10,000 characters in plain paragraphs", [seconds(middle.paragraphs), "", ""])
    cells = [
        seconds(middle.documents),
        ratio(middle.ratio),
        ", ".join(ratio(cost.ratio) for cost in rounds),
    ]
    yield Row(
        "10,000 characters of documents", cells, f"at most {ratio(MOST)}", middle.ratio <= MOST
    )


def texts(document: PdfDocument) -> list[str]:
    """The texts of a document, each block as one."""
    from weasyprint import HTML

    root = HTML(string=document.html, base_url=BASE_URL, url_fetcher=url_fetcher())
    pieces = _pieces(root.etree_element, 0)
    joined = (
        "".join(text for _, text in group) for _, group in groupby(pieces, lambda each: each[0])
    )
    return [text for text in (" ".join(each.split()) for each in joined) if text]


def _pieces(element: Any, block: int) -> Iterator[tuple[int, str]]:
    """The pieces of text within an element, each with the number of its block."""
    if not isinstance(element.tag, str) or element.tag in INVISIBLE:
        return
    own = id(element) if element.tag in BLOCKS else block
    yield own, element.text or ""
    for child in element:
        yield from _pieces(child, own)
        yield own, child.tail or ""


def _print_plain(paragraphs: Sequence[str]) -> None:
    from weasyprint import HTML

    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    html = (
        '<html lang="en"><title>Texts</title><style>@page { size: A4 } '
        f'body {{ font: 10.75pt "Source Sans 3" }}</style><body>{body}</body></html>'
    )
    HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


def _seconds(work: Callable[[], object], characters: int) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) / characters * CHARACTERS


if __name__ == "__main__":
    documents = list(open_publication(Path(sys.argv[1]), SITE_URL).documents())
    paragraphs = [text for document in documents for text in texts(document)]
    length = sum(map(len, paragraphs))
    render_document(documents[0])  # loads modules and fonts
    print(_seconds(lambda: [render_document(each) for each in documents], length))
    print(_seconds(lambda: _print_plain(paragraphs), length))
