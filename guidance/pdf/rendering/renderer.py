"""PDF renderer: prints documents with WeasyPrint in parallel, and caches the PDFs."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from guidance.output.downloads import Download
from guidance.pdf.rendering.cache import PdfCache
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.overflow import overflow_problems
from guidance.pdf.rendering.printing_problem import PrintingError, PrintingProblem
from guidance.pdf.rendering.process_pool import process_pool
from guidance.pdf.rendering.progress import ProgressReporter
from guidance.pdf.rendering.url_fetcher import SCHEME, url_fetcher
from guidance.pdf.tagging.finisher import Finisher

WORKER_KILLED = (
    "a printing process was killed, as systems do when memory runs out; "
    "build again: finished PDFs are cached"
)


@dataclass(frozen=True)
class PdfRenderer:
    """Prints the documents whose PDFs are not cached."""

    cache: Path
    """The folder of the cache; created when the first PDF is written."""

    def cached(self, documents: Iterable[PdfDocument]) -> list[Download]:
        """The downloads of the documents whose PDFs are cached; nothing is printed."""
        if not self.cache.is_dir():
            return []
        documents = list(documents)
        pdfs = PdfCache(self.cache).find(document.key for document in documents)
        return [
            Download(
                document.path,
                document.title,
                document.kind,
                pdf.pages,
                document.date,
                pdf.file,
            )
            for document in documents
            if (pdf := pdfs.get(document.key))
        ]

    def print_all(
        self,
        documents: Iterable[PdfDocument],
        reporter: ProgressReporter,
        workers: int | None = None,
    ) -> list[Download]:
        """Print the documents that are not cached, and return the downloads of all.

        `workers` is the number of processes; the default is one per processor. Raises
        `PrintingError` with the problems of all documents that could not be printed.
        """
        documents = list(documents)
        cached = {download.path for download in self.cached(documents)}
        missing = [document for document in documents if document.path not in cached]
        reporter.expect(len(documents))
        for document in documents:
            if document.path in cached:
                reporter(document, False)
        for document in self._print(missing, workers or os.cpu_count() or 1):
            reporter(document, True)
        downloads = self.cached(documents)
        PdfCache(self.cache).prune({download.file for download in downloads if download.file})
        return downloads

    def _print(self, documents: Sequence[PdfDocument], workers: int) -> Iterator[PdfDocument]:
        """Yield each document when it is printed.

        The longest begin first, so that none of them is left for a single worker at the end.
        """
        longest_first = sorted(documents, key=lambda document: len(document.html), reverse=True)
        problems: list[PrintingProblem] = []
        with process_pool(min(workers, len(documents))) as pool:
            tasks = {
                pool.submit(render_into_cache, self.cache, document): document
                for document in longest_first
            }
            for task in as_completed(tasks):
                if isinstance(error := task.exception(), PrintingError):
                    problems.extend(error.problems)
                elif isinstance(error, BrokenProcessPool):
                    raise PrintingError([PrintingProblem(WORKER_KILLED)]) from None
                else:
                    task.result()
                    yield tasks[task]
        if problems:
            raise PrintingError(problems)


def render_into_cache(cache: Path, document: PdfDocument) -> None:
    """Print one document and cache its PDF. Raises `PrintingError`."""
    pdf, pages = render_document(document)
    PdfCache(cache).store(document.key, pdf, pages)


def render_document(document: PdfDocument) -> tuple[bytes, int]:
    """The tagged PDF of a document, and its number of pages.

    Raises `PrintingError` with everything that does not fit its pages or columns, or else with
    the warnings of WeasyPrint.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    identifier = hashlib.sha256(document.path.encode()).digest()[:16]
    with capture_warnings() as warnings:
        try:
            options = {"pdf_variant": document.variant, "pdf_forms": document.fillable}
            html = HTML(string=document.html, base_url=f"{SCHEME}/", url_fetcher=url_fetcher())
            finisher = Finisher(html.etree_element)
            layout = html.render(font_config=_font_configuration(os.getpid()), **options)
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
