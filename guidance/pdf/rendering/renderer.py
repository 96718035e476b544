"""PDF renderer: prints documents with WeasyPrint in parallel, and caches the PDFs."""

from __future__ import annotations

import gc
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guidance.output.downloads import Download
from guidance.output.file_cache import warn_unwritable
from guidance.pdf.rendering.cache import PdfCache, RenderedPdf
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.layout.page_numbers import MOST_LAYOUTS, PageNumbers
from guidance.pdf.rendering.overflow import overflow_problems
from guidance.pdf.rendering.parts import divide, groups
from guidance.pdf.rendering.printing_problem import PrintingError, PrintingProblem
from guidance.pdf.rendering.printing_times import PrintingTimes
from guidance.pdf.rendering.process_pool import process_pool
from guidance.pdf.rendering.progress import ProgressReporter
from guidance.pdf.rendering.shared_work import (
    capture_warnings,
    font_configuration,
    line_cache,
    parsed_styles,
    style_cache,
)
from guidance.pdf.tagging.finisher import Finisher

TIMES = "times"
"""The folder of the printing times, in that of the cache."""
OBJECTS_BETWEEN_COLLECTIONS = 50_000
WORKER_KILLED = (
    "a printing process was killed, as systems do when memory runs out; "
    "build again: finished PDFs are cached"
)


@dataclass(frozen=True)
class PdfRenderer:
    """Prints the documents whose PDFs are not cached."""

    cache: Path
    """The folder of the cache; created when the first PDF is written. It may be unusable."""

    def cached(self, documents: Iterable[PdfDocument]) -> list[Download]:
        """The downloads of the documents whose PDFs are cached; nothing is printed."""
        cache = PdfCache(self.cache)
        documents = [] if cache.is_empty else list(documents)
        return _downloads(documents, cache.find(each.key for each in documents))

    def print_all(
        self,
        documents: Iterable[PdfDocument],
        reporter: ProgressReporter,
        workers: int | None = None,
    ) -> list[Download]:
        """Print the documents that are not cached, and return the downloads of all.

        The PDFs are kept in memory: what happens to the cache meanwhile does not matter. `workers`
        is the number of processes; the default is one per processor. Raises `PrintingError` with
        the problems of all documents that could not be printed.
        """
        documents = list(documents)
        cache = PdfCache(self.cache)
        pdfs = cache.find(document.key for document in documents)
        missing = [document for document in documents if document.key not in pdfs]
        reporter.expect(len(documents))
        for document in documents:
            if document.key in pdfs:
                reporter(document, False)
        if missing:
            for document, pdf in self._print(missing, workers or os.cpu_count() or 1):
                pdfs[document.key] = pdf
                reporter(document, True)
        cache.prune(pdfs.keys())
        self.printing_times.prune()
        return _downloads(documents, pdfs)

    def missing(self, documents: Iterable[PdfDocument]) -> list[PdfDocument]:
        """The documents whose PDFs are not cached."""
        documents = list(documents)
        pdfs = PdfCache(self.cache).find(document.key for document in documents)
        return [document for document in documents if document.key not in pdfs]

    def missing_work(self, documents: Iterable[PdfDocument]) -> list[float]:
        """The seconds that each group of documents that are not cached takes to print."""
        missing = self.missing(documents)
        seconds = self.printing_times.expected(missing)
        return [sum(seconds[each.path] for each in group) for group in groups(missing, seconds)]

    def print_part(
        self, documents: Iterable[PdfDocument], part: tuple[int, int], reporter: ProgressReporter
    ) -> list[PdfDocument]:
        """Print one of several parts of the documents that are not cached, and return it.

        `part` is its number, from 1, and that of all parts. Raises `PrintingError` as `print_all`.
        """
        documents = list(documents)
        number, count = part
        of_part = self._divide(self.missing(documents), count)[number - 1]
        reporter.expect(len(of_part))
        if of_part:
            for document, _ in self._print(of_part, os.cpu_count() or 1):
                reporter(document, True)
        PdfCache(self.cache).prune({document.key for document in documents})
        return of_part

    @property
    def printing_times(self) -> PrintingTimes:
        """How long each document took to print."""
        return PrintingTimes(self.cache / TIMES)

    def _divide(self, documents: Sequence[PdfDocument], count: int) -> list[list[PdfDocument]]:
        return divide(documents, self.printing_times.expected(documents), count)

    def _print(
        self, documents: Sequence[PdfDocument], workers: int
    ) -> Iterator[tuple[PdfDocument, RenderedPdf]]:
        """Yield each document with its PDF when its group is printed.

        The groups with most work begin first, so that none of them is left for a single worker at
        the end.
        """
        to_print = groups(documents, self.printing_times.expected(documents))
        problems: list[PrintingProblem] = []
        cache_errors: list[OSError] = []
        try:
            with process_pool(min(workers, len(to_print))) as pool:
                tasks = {
                    pool.submit(render_into_cache, self.cache, group): group for group in to_print
                }
                for task in as_completed(tasks):
                    printed = task.result()
                    problems += printed.problems
                    cache_errors += printed.cache_errors
                    for document in tasks[task]:
                        if pdf := printed.pdfs.get(document.key):
                            yield document, pdf
        except BrokenProcessPool:
            raise PrintingError([PrintingProblem(WORKER_KILLED)]) from None
        if cache_errors:
            warn_unwritable(self.cache, cache_errors[0])
        if problems:
            raise PrintingError(problems)


@dataclass(frozen=True)
class PrintedGroup:
    """What became of some documents, by the keys of those that were printed."""

    pdfs: dict[str, RenderedPdf] = field(default_factory=dict)
    problems: list[PrintingProblem] = field(default_factory=list)
    cache_errors: list[OSError] = field(default_factory=list)


def _downloads(documents: Iterable[PdfDocument], pdfs: Mapping[str, RenderedPdf]) -> list[Download]:
    """The downloads of those documents that have a PDF, by the key of the document."""
    return [
        Download(
            document.path,
            document.title,
            document.kind,
            pdf.pages,
            document.date,
            data=pdf.content,
        )
        for document in documents
        if (pdf := pdfs.get(document.key))
    ]


def render_into_cache(cache: Path, documents: Iterable[PdfDocument]) -> PrintedGroup:
    """Print documents one by one and cache their PDFs; problems of one do not stop the others."""
    printed = PrintedGroup()
    for document in documents:
        start = time.process_time()
        try:
            pdf = RenderedPdf(*render_document(document))
        except PrintingError as problem:
            printed.problems.extend(problem.problems)
            continue
        if error := PdfCache(cache).store(document.key, pdf):
            printed.cache_errors.append(error)
        PrintingTimes(cache / TIMES).store(document, time.process_time() - start)
        printed.pdfs[document.key] = pdf
    return printed


def render_document(document: PdfDocument) -> tuple[bytes, int]:
    """The tagged PDF of a document, and its number of pages.

    Raises `PrintingError` with everything that does not fit its pages or columns, or else with
    the warnings of WeasyPrint.
    """
    from weasyprint.urls import FatalURLFetchingError

    from guidance.pdf.rendering.layout.printed_html import PrintedHtml

    identifier = hashlib.sha256(document.path.encode()).digest()[:16]
    with capture_warnings() as warnings, collecting_rarely():
        try:
            options = {"pdf_variant": document.variant, "pdf_forms": document.fillable}
            html = PrintedHtml(document.html)
            finisher = Finisher(html.etree_element)
            layout = _layout(html, document.styles, options)
            if problems := list(overflow_problems(document, layout.pages)):
                raise PrintingError(problems)
            with finisher.recording_boxes():
                pdf: bytes = layout.write_pdf(
                    pdf_identifier=identifier, finisher=finisher, **options
                )
        except FatalURLFetchingError as error:
            raise PrintingError([PrintingProblem(f"{document.path}: {error}")]) from None
    if warnings:
        raise PrintingError([PrintingProblem(f"{document.path}: {'; '.join(warnings)}")])
    return pdf, len(layout.pages)


def _layout(html: Any, styles: str, options: Mapping[str, Any]) -> Any:
    """The layout of a document, with the page numbers in its references."""
    process = os.getpid()
    numbers = PageNumbers(html.etree_element)
    with line_cache(process).in_use(), style_cache(process).in_use():
        for _ in range(MOST_LAYOUTS):
            layout = html.render(
                font_config=font_configuration(process),
                stylesheets=[parsed_styles(process, styles)],
                **options,
            )
            if numbers.replace_estimates(layout.pages):
                break
    return layout


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Collect garbage rarely: a layout creates many objects that stay, which saves a tenth."""
    thresholds = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
