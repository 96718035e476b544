"""How long documents took to print: kept in the cache, to divide the next printing into parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guidance.output.file_cache import FileCache
from guidance.pdf.rendering.document import PdfDocument

SECONDS_PER_CHARACTER = 15e-6
"""Processor time of a document that was never printed, by the length of its HTML."""
LIMIT = 4_000_000
"""The size of all files in bytes; each has about fifty."""


@dataclass(frozen=True)
class PrintingTimes:
    """A folder of one small file for each document, named by its path under the site.

    A changed document has another key in the cache of PDFs, but its path stays, and so does
    roughly its time.
    """

    folder: Path

    def expected(self, documents: Iterable[PdfDocument]) -> dict[str, float]:
        """The processor time of each document in seconds, by its path."""
        documents = list(documents)
        recorded = self._files.find(_key(document) for document in documents)
        return {
            document.path: int(file.label) / 1000
            if (file := recorded.get(_key(document))) and file.label.isdigit()
            else len(document.html) * SECONDS_PER_CHARACTER
            for document in documents
        }

    def store(self, document: PdfDocument, seconds: float) -> None:
        """Record the processor time of a document instead of an earlier one, if that succeeds."""
        label = str(round(seconds * 1000))
        for file in self._files.find([_key(document)]).values():
            if file.label != label:
                with suppress(OSError):
                    file.path.unlink()
        self._files.store(_key(document), label, document.path.encode())

    def prune(self) -> None:
        """Remove those least recently used beyond `LIMIT`."""
        self._files.prune(limit=LIMIT)

    @property
    def _files(self) -> FileCache:
        return FileCache(self.folder, "txt")


def _key(document: PdfDocument) -> str:
    return hashlib.sha256(document.path.encode()).hexdigest()
