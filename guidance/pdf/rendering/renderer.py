"""PDF renderer: prints documents with WeasyPrint in parallel, and caches the PDFs."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from guidance.output.downloads import Download
from guidance.output.file_cache import warn_unwritable
from guidance.pdf.rendering.cache import PdfCache, RenderedPdf
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.layout.line_cache import LineCache
from guidance.pdf.rendering.layout.page_numbers import MOST_LAYOUTS, PageNumbers
from guidance.pdf.rendering.overflow import overflow_problems
from guidance.pdf.rendering.parts import divide
from guidance.pdf.rendering.printing_problem import PrintingError, PrintingProblem
from guidance.pdf.rendering.printing_times import PrintingTimes
from guidance.pdf.rendering.process_pool import process_pool
from guidance.pdf.rendering.progress import ProgressReporter
from guidance.pdf.rendering.url_fetcher import BASE_URL, url_fetcher
from guidance.pdf.tagging.finisher import Finisher

TIMES = "times"
"""The folder of the printing times, in that of the cache."""
MOST_STYLE_SHEETS = 100
"""How many parsed style sheets a process keeps: one for each template and edition."""
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
        """Yield each document with its PDF when it is printed.

        The longest begin first, so that none of them is left for a single worker at the end.
        """
        [longest_first] = self._divide(documents, 1)
        problems: list[PrintingProblem] = []
        cache_errors: list[OSError] = []
        try:
            with process_pool(min(workers, len(documents))) as pool:
                tasks = {
                    pool.submit(render_into_cache, self.cache, document): document
                    for document in longest_first
                }
                for task in as_completed(tasks):
                    if isinstance(error := task.exception(), PrintingError):
                        problems.extend(error.problems)
                    else:
                        pdf, cache_error = task.result()
                        cache_errors += [cache_error] if cache_error else []
                        yield tasks[task], pdf
        except BrokenProcessPool:
            raise PrintingError([PrintingProblem(WORKER_KILLED)]) from None
        if cache_errors:
            warn_unwritable(self.cache, cache_errors[0])
        if problems:
            raise PrintingError(problems)


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


def render_into_cache(cache: Path, document: PdfDocument) -> tuple[RenderedPdf, OSError | None]:
    """Print one document and cache its PDF; return it, and the error if it could not be cached.

    Raises `PrintingError`.
    """
    start = time.process_time()
    pdf = RenderedPdf(*render_document(document))
    error = PdfCache(cache).store(document.key, pdf)
    PrintingTimes(cache / TIMES).store(document, time.process_time() - start)
    return pdf, error


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
    with _line_cache(process).in_use():
        for _ in range(MOST_LAYOUTS):
            layout = html.render(
                font_config=_font_configuration(process),
                stylesheets=[_parsed_styles(process, styles)],
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


@contextmanager
def capture_warnings() -> Iterator[list[str]]:
    """The messages that WeasyPrint logs as warnings or errors while the block runs."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)


@cache
def _font_configuration(process: int) -> Any:
    """The fonts of a process: loading them takes longer than the layout of a short document.

    `process` is the identifier of the process, since WeasyPrint unpacks fonts into a temporary
    folder, and a forked worker has another than its parent.
    """
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _line_cache(process: int) -> LineCache:
    """The lines that a process has broken with its fonts."""
    return LineCache()


@lru_cache(MOST_STYLE_SHEETS)
def _parsed_styles(process: int, styles: str) -> Any:
    """A style sheet, parsed once for all its documents; its fonts are those of the process.

    Raises `PrintingError` with the warnings of WeasyPrint.
    """
    from weasyprint import CSS

    with capture_warnings() as warnings:
        sheet = CSS(
            string=styles,
            base_url=BASE_URL,
            url_fetcher=url_fetcher(),
            font_config=_font_configuration(process),
        )
    if warnings:
        raise PrintingError([PrintingProblem(f"style sheet: {'; '.join(warnings)}")])
    return sheet
