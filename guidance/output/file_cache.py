"""Disk cache of files, each verified by the hash in its name.

A cache only saves time: whatever it lacks is made again, and what cannot be stored is no error.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guidance.output.atomic_write import atomic_write, remove_old_parts
from guidance.output.disk_errors import description

LIMIT = 256_000_000
"""The size of a cache in bytes: the PDFs of some dozens of builds."""

_LOG = logging.getLogger(__name__)
_NAME = re.compile(r"[0-9a-z]+\.[0-9a-z-]+\.[0-9a-f]{32}\.[a-z0-9]+")


@dataclass(frozen=True)
class CachedFile:
    """An intact file of a cache."""

    path: Path
    label: str
    """What was stored with it, such as a number of pages."""
    content: bytes


@dataclass(frozen=True)
class FileCache:
    """A folder of files named `<key>.<label>.<hash of the content>.<suffix>`.

    Keys are lower-case letters and digits, labels may have hyphens. Files are written atomically,
    so that a killed build leaves no partial file under such a name; later damage is found by the
    hash.
    """

    folder: Path
    suffix: str
    """The suffix of its files without the dot."""

    @property
    def is_empty(self) -> bool:
        """Whether it holds no file."""
        return next(self._files(), None) is None

    def find(self, keys: Iterable[str]) -> dict[str, CachedFile]:
        """The intact files of some keys, marked as used now. Damaged files are removed."""
        keys_to_find = set(keys)
        found: dict[str, CachedFile] = {}
        for path in self._files():
            key, label, digest, suffix = path.name.split(".")
            if key not in keys_to_find or suffix != self.suffix or path.is_symlink():
                continue
            with suppress(OSError):
                content = path.read_bytes() if path.is_file() else b""
                if _digest(content) == digest:
                    found[key] = CachedFile(path, label, content)
                    path.touch()
                else:
                    path.unlink()
        return found

    def store(self, key: str, label: str, content: bytes) -> OSError | None:
        """Write a file under its key, atomically; return the error if that fails."""
        name = f"{key}.{label}.{_digest(content)}.{self.suffix}"
        try:
            atomic_write(self.folder / name, content)
        except OSError as error:
            return error
        return None

    def prune(self, in_use: Collection[str] = (), limit: int = LIMIT) -> None:
        """Remove the least recently used files beyond `limit` bytes, except those of keys in use.

        Only files with names of a cache are removed, and the unfinished files of killed processes.
        """
        remove_old_parts(self.folder)
        total, used = 0, []
        for path in self._files():
            with suppress(OSError):
                status = path.stat()
                used.append((status.st_mtime_ns, status.st_size, path))
        for _, size, path in sorted(used, reverse=True):
            total += size
            if total > limit and path.name.partition(".")[0] not in in_use:
                with suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[Path]:
        """The files with names of a cache; none if the folder cannot be read."""
        try:
            paths = [*self.folder.iterdir()]
        except OSError:
            return
        yield from (path for path in paths if _NAME.fullmatch(path.name))


def warn_unwritable(folder: Path, error: OSError) -> None:
    """Tell once for a cache that it could not be written, and what helps."""
    _LOG.warning(
        "The cache %s could not be written, so the next build takes longer: %s",
        folder,
        description(error),
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
