"""Printing: the project's own content goes in; how long the press takes beside plain WeasyPrint, which renders the same HTML one after another, comes out.

Each time is that of a clock, since workers side by side are the point, and each is taken in a process of its own, so that none profits from another.
All ways take turns in each round, and the middle of the rounds' ratios counts: on a machine that is busy otherwise both swing.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.table import Row, seconds, times
from guidance import open_library
from guidance.paths import ROOT
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.pdf.rendering.url_fetcher import SCHEME, url_fetcher
from guidance.publishing.publication import open_publication

ADDRESS = "https://bench.example.org/"
ROUNDS = 3
WORKERS = 2
ALONE, COLD, UNCHANGED, CHANGED = (
    "WeasyPrint alone",
    "all documents for the first time",
    "nothing changed",
    "one takeaway changed",
)
TARGETS = {COLD: 0.65, UNCHANGED: 0.1, CHANGED: 0.4}
TAKEAWAY = "2021-P2-01"


def measure(folder: Path, told: Callable[[str], None]) -> dict[str, float]:
    """The seconds of one round: WeasyPrint alone, then the press with an empty cache, with a full one, and after the change of a record."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    spent: dict[str, float] = {}
    for what in (ALONE, COLD, UNCHANGED, CHANGED):
        told(f"printing: {what}")
        if what == CHANGED:
            _change(content)
        command = [
            sys.executable,
            "-m",
            "benchmarks.printing",
            "alone" if what == ALONE else "press",
            str(content),
            str(folder / "press"),
        ]
        spent[what] = float(
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        )
    return spent


def rows(rounds: Sequence[dict[str, float]]) -> Iterator[Row]:
    """Every way with its time, its ratio and its target."""
    yield Row(ALONE, [seconds(statistics.median(spent[ALONE] for spent in rounds)), "", ""])
    for what, most in TARGETS.items():
        ratios = [spent[what] / spent[ALONE] for spent in rounds]
        ratio = statistics.median(ratios)
        cells = [
            seconds(statistics.median(spent[what] for spent in rounds)),
            times(ratio),
            ", ".join(map(times, ratios)),
        ]
        yield Row(what, cells, f"at most {times(most)}", ratio <= most)


def _change(content: Path) -> None:
    """A takeaway gains a word."""
    panel = content / "panels" / f"{TAKEAWAY.rpartition('-')[0]}.yml"
    [takeaway] = (record for record in open_library(content).records if record.id == TAKEAWAY)
    sentence = takeaway.text.splitlines()[0]
    panel.write_text(panel.read_text("utf-8").replace(sentence, f"Besides, {sentence}", 1), "utf-8")


class _Silent:
    def expect(self, total: int) -> None:
        """Nothing: only the time counts."""

    def __call__(self, document: PdfDocument, printed: bool) -> None:
        """Nothing: only the time counts."""


def _alone(documents: Sequence[PdfDocument]) -> None:
    from weasyprint import HTML

    for document in documents:
        html = HTML(string=document.html, base_url=f"{SCHEME}/", url_fetcher=url_fetcher())
        html.write_pdf(pdf_variant=document.variant, pdf_forms=document.fillable)


if __name__ == "__main__":
    way, where, cache = sys.argv[1:]
    documents = list(open_publication(Path(where), ADDRESS).documents())
    begun = time.perf_counter()
    if way == "alone":
        _alone(documents)
    else:
        PdfRenderer(Path(cache)).print_all(documents, _Silent(), WORKERS)
    print(time.perf_counter() - begun)
