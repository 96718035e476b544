"""Compare the PDF renderer with plain WeasyPrint, which renders the same documents one by one.

Times are wall-clock times, because the renderer works in several processes. Each is measured in a
process of its own, so that no run profits from the caches of another. Every round measures all
cases, and the median of the rounds' ratios counts, because the load of the machine varies.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.table import Row, ratio, seconds
from guidance import open_library
from guidance.paths import ROOT
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.pdf.rendering.url_fetcher import BASE_URL, url_fetcher
from guidance.publishing.publication import open_publication

SITE_URL = "https://bench.example.org/"
ROUNDS = 3
WORKERS = 2
PLAIN, COLD, UNCHANGED, CHANGED = (
    "WeasyPrint alone",
    "all documents for the first time",
    "nothing changed",
    "one takeaway changed",
)
TARGETS = {COLD: 0.65, UNCHANGED: 0.1, CHANGED: 0.4}
TAKEAWAY = "2021-P2-01"


def measure(folder: Path, report: Callable[[str], None]) -> dict[str, float]:
    """The seconds of one round, by case.

    The cases are plain WeasyPrint, and the renderer with an empty cache, with a full cache, and
    after a record was edited. `report` receives the name of each case as it begins.
    """
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    durations: dict[str, float] = {}
    for case in (PLAIN, COLD, UNCHANGED, CHANGED):
        report(f"printing: {case}")
        if case == CHANGED:
            _edit_takeaway(content)
        command = [
            sys.executable,
            "-m",
            "benchmarks.printing",
            "plain" if case == PLAIN else "renderer",
            str(content),
            str(folder / "pdf-cache"),
        ]
        durations[case] = float(
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        )
    return durations


def rows(rounds: Sequence[dict[str, float]]) -> Iterator[Row]:
    """A row for each case with its time, its ratio to plain WeasyPrint, and its target."""
    yield Row(PLAIN, [seconds(statistics.median(durations[PLAIN] for durations in rounds)), "", ""])
    for case, most in TARGETS.items():
        ratios = [durations[case] / durations[PLAIN] for durations in rounds]
        median = statistics.median(ratios)
        cells = [
            seconds(statistics.median(durations[case] for durations in rounds)),
            ratio(median),
            ", ".join(map(ratio, ratios)),
        ]
        yield Row(case, cells, f"at most {ratio(most)}", median <= most)


def _edit_takeaway(content: Path) -> None:
    """Add a word to the text of one takeaway."""
    panel = content / "panels" / f"{TAKEAWAY.rpartition('-')[0]}.yml"
    [takeaway] = (record for record in open_library(content).records if record.id == TAKEAWAY)
    sentence = takeaway.text.splitlines()[0]
    panel.write_text(panel.read_text("utf-8").replace(sentence, f"Besides, {sentence}", 1), "utf-8")


class _SilentProgress:
    def expect(self, total: int) -> None:
        """Do nothing."""

    def __call__(self, document: PdfDocument, is_new: bool) -> None:
        """Do nothing."""


def _print_plain(documents: Sequence[PdfDocument]) -> None:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    for document in documents:
        source = {"base_url": BASE_URL, "url_fetcher": url_fetcher()}
        fonts = FontConfiguration()
        HTML(string=document.html, **source).write_pdf(
            pdf_variant=document.variant,
            pdf_forms=document.fillable,
            font_config=fonts,
            stylesheets=[CSS(string=document.styles, font_config=fonts, **source)],
        )


if __name__ == "__main__":
    printer, content, cache = sys.argv[1:]
    documents = list(open_publication(Path(content), SITE_URL).documents())
    start = time.perf_counter()
    if printer == "plain":
        _print_plain(documents)
    else:
        PdfRenderer(Path(cache)).print_all(documents, _SilentProgress(), WORKERS)
    print(time.perf_counter() - start)
