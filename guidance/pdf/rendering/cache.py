"""Disk cache of rendered PDFs, verified by hash."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from guidance.output.file_cache import LIMIT, FileCache


@dataclass(frozen=True)
class RenderedPdf:
    """A rendered PDF."""

    content: bytes
    pages: int


@dataclass(frozen=True)
class PdfCache:
    """A folder of PDFs named `<key>.<number of pages>.<hash of the content>.pdf`."""

    folder: Path

    @property
    def is_empty(self) -> bool:
        """Whether it holds no PDF, so that no document need be built to look for its PDF."""
        return self._files.is_empty

    def find(self, keys: Iterable[str]) -> dict[str, RenderedPdf]:
        """The intact PDFs of some keys."""
        return {
            key: RenderedPdf(file.content, int(file.label))
            for key, file in self._files.find(keys).items()
            if file.label.isdigit()
        }

    def store(self, key: str, pdf: RenderedPdf) -> OSError | None:
        """Write a PDF under its key, atomically; return the error if that fails."""
        return self._files.store(key, str(pdf.pages), pdf.content)

    def prune(self, in_use: Collection[str], limit: int = LIMIT) -> None:
        """Remove the least recently used PDFs beyond `limit` bytes, except those of keys in use."""
        self._files.prune(in_use, limit)

    @property
    def _files(self) -> FileCache:
        return FileCache(self.folder, "pdf")
