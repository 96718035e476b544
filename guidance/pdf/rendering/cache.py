"""The shelf: printed files go into a folder under the key of what went into them, and come out as long as they are whole."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from guidance.output.atomic_write import atomic_write

LIMIT = 256_000_000
"""How many bytes are kept: some dozens of builds."""


@dataclass(frozen=True)
class CachedPdf:
    """A printed file on the shelf."""

    file: Path
    pages: int


@dataclass(frozen=True)
class PdfCache:
    """The folder. A file's name tells its key, its number of pages and the hash of what it holds.

    Files appear by renaming, so that a build that is killed leaves none by halves; whatever became of one since is noticed by its hash.
    """

    folder: Path

    def find(self, keys: Iterable[str]) -> dict[str, CachedPdf]:
        """The whole files among those of some keys, each marked as used just now. What is not whole is removed."""
        wanted = set(keys)
        found: dict[str, CachedPdf] = {}
        for file in self.folder.glob("*.pdf"):
            key, *told = file.name.split(".")
            if key not in wanted:
                continue
            try:
                content = file.read_bytes()
            except FileNotFoundError:
                continue  # another build has removed it meanwhile
            match told:
                case [pages, digest, _] if pages.isdigit() and digest == _digest(content):
                    file.touch()
                    found[key] = CachedPdf(file, int(pages))
                case _:
                    file.unlink(missing_ok=True)
        return found

    def put(self, key: str, pdf: bytes, pages: int) -> None:
        """A file under its key, where it appears whole or not at all."""
        atomic_write(self.folder / f"{key}.{pages}.{_digest(pdf)}.pdf", pdf)

    def prune(self, in_use: Collection[Path], limit: int = LIMIT) -> None:
        """Removes what was used longest ago, until the rest is small enough; what is in use stays in any case."""
        held = 0
        for file, (_, size) in sorted(self._files(), key=lambda each: each[1], reverse=True):
            held += size
            if held > limit and file not in in_use:
                file.unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        for file in self.folder.iterdir():
            try:
                state = file.stat()
            except FileNotFoundError:
                continue  # another build has removed it meanwhile
            yield file, (state.st_mtime_ns, state.st_size)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
