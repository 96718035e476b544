"""The press: printable HTML goes in, tagged PDF files come out, each made once and kept until something that it depends on changes."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
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
from guidance.pdf.rendering.process_pool import process_pool
from guidance.pdf.rendering.progress import ProgressReporter
from guidance.pdf.rendering.url_fetcher import SCHEME, fetcher
from guidance.pdf.tagging.finisher import Finisher

ENDED = "a process that prints was ended from outside, as systems do where memory runs out; build again: what is printed already is kept"


class PrintingError(Exception):
    """A sheet that could not be printed without complaint."""


@dataclass(frozen=True)
class PdfRenderer:
    """Prints what was not printed before; `cache` is the folder in which printed files are kept between builds."""

    cache: Path

    def held(self, printables: Iterable[PdfDocument]) -> list[Download]:
        """The downloads among some documents that were printed before, without printing anything."""
        if not self.cache.is_dir():
            return []
        wanted = list(printables)
        kept = PdfCache(self.cache).find(printable.key for printable in wanted)
        return [
            Download(
                each.path,
                each.title,
                each.kind,
                kept[each.key].pages,
                each.date,
                kept[each.key].file,
            )
            for each in wanted
            if each.key in kept
        ]

    def print_all(
        self, printables: Iterable[PdfDocument], told: ProgressReporter, workers: int | None = None
    ) -> list[Download]:
        """Every document as a download, printing those that the cache lacks side by side.

        Raises `PrintingError` where something does not fit or WeasyPrint complains.
        """
        wanted = list(printables)
        held = {download.path for download in self.held(wanted)}
        missing = [printable for printable in wanted if printable.path not in held]
        told.expect(len(wanted))
        for printable in wanted:
            if printable.path in held:
                told(printable, False)
        for printable in self._printed(missing, workers or os.cpu_count() or 1):
            told(printable, True)
        downloads = self.held(wanted)
        PdfCache(self.cache).prune({download.file for download in downloads if download.file})
        return downloads

    def _printed(self, missing: list[PdfDocument], workers: int) -> Iterator[PdfDocument]:
        """Each document as soon as it is printed. The longest begin first, so that no worker is left alone with one at the end."""
        longest_first = sorted(missing, key=lambda printable: len(printable.html), reverse=True)
        failures: list[str] = []
        with process_pool(min(workers, len(missing))) as pool:
            tasks = {
                pool.submit(render_into_cache, self.cache, printable): printable
                for printable in longest_first
            }
            for task in as_completed(tasks):
                if isinstance(error := task.exception(), PrintingError):
                    failures.append(str(error))
                elif isinstance(error, BrokenProcessPool):
                    raise PrintingError(ENDED) from None
                else:
                    task.result()
                    yield tasks[task]
        if failures:
            raise PrintingError("\n".join(sorted(failures)))


def render_into_cache(cache: Path, printable: PdfDocument) -> None:
    """One document printed and kept."""
    pdf, pages = render_document(printable)
    PdfCache(cache).put(printable.key, pdf, pages)


def render_document(printable: PdfDocument) -> tuple[bytes, int]:
    """A document as a tagged PDF, and how many pages it has.

    Raises `PrintingError` with everything that does not fit its sheets or its columns, or that WeasyPrint complains of.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    identifier = hashlib.sha256(printable.path.encode()).digest()[:16]
    with capture_warnings() as heard:
        try:
            options = {"pdf_variant": printable.variant, "pdf_forms": printable.form}
            html = HTML(string=printable.html, base_url=f"{SCHEME}/", url_fetcher=fetcher())
            finisher = Finisher(html.etree_element)
            document = html.render(font_config=_fonts(os.getpid()), **options)
            if printable.frame and (
                misfits := list(printable.frame.misfits(printable.path, document.pages))
            ):
                raise PrintingError("\n".join(misfits))
            with finisher.watching():
                pdf: bytes = document.write_pdf(
                    pdf_identifier=identifier, finisher=finisher, **options
                )
        except FatalURLFetchingError as error:
            raise PrintingError(f"{printable.path}: {error}") from None
    if heard:
        raise PrintingError(f"{printable.path}: {'; '.join(heard)}")
    return pdf, len(document.pages)


@contextmanager
def capture_warnings() -> Iterator[list[str]]:
    """The messages that WeasyPrint logs as warnings or worse while the block runs."""
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
def _fonts(process: int) -> Any:
    """The fonts of all documents that a process prints: reading them takes longer than laying out a sheet. Those of another process lie in its own folder."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
