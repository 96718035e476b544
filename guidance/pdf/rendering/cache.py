"""Disk cache of rendered PDFs, verified by hash."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from guidance.output.atomic_write import atomic_write

LIMIT = 256_000_000
"""The size of the cache in bytes: the PDFs of some dozens of builds."""


@dataclass(frozen=True)
class CachedPdf:
    """A PDF in the cache."""

    file: Path
    pages: int


@dataclass(frozen=True)
class PdfCache:
    """A folder of PDFs named `<key>.<number of pages>.<hash of the content>.pdf`.

    Files are written atomically, so that a killed build leaves no partial PDF under such a name;
    later damage is detected by the hash.
    """

    folder: Path

    def find(self, keys: Iterable[str]) -> dict[str, CachedPdf]:
        """The intact PDFs of some keys, marked as used now. Damaged PDFs are removed."""
        keys_to_find = set(keys)
        pdfs: dict[str, CachedPdf] = {}
        for file in self.folder.glob("*.pdf"):
            key, *rest = file.name.split(".")
            if key not in keys_to_find:
                continue
            try:
                content = file.read_bytes()
            except FileNotFoundError:
                continue  # another build has just removed it
            match rest:
                case [pages, digest, _] if pages.isdigit() and digest == _digest(content):
                    file.touch()
                    pdfs[key] = CachedPdf(file, int(pages))
                case _:
                    file.unlink(missing_ok=True)
        return pdfs

    def store(self, key: str, pdf: bytes, pages: int) -> None:
        """Write a PDF under its key, atomically."""
        atomic_write(self.folder / f"{key}.{pages}.{_digest(pdf)}.pdf", pdf)

    def prune(self, in_use: Collection[Path], limit: int = LIMIT) -> None:
        """Remove the least recently used files beyond `limit` bytes, except files in use."""
        total = 0
        for file, (_, size) in sorted(self._files(), key=lambda each: each[1], reverse=True):
            total += size
            if total > limit and file not in in_use:
                file.unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        """Each file with the time of its last use, in nanoseconds, and its size in bytes."""
        for file in self.folder.iterdir():
            try:
                status = file.stat()
            except FileNotFoundError:
                continue  # another build has just removed it
            yield file, (status.st_mtime_ns, status.st_size)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
