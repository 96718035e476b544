"""Hash of files by name and content, the same wherever they lie."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def fingerprint(files: Iterable[tuple[str, Path]], told: Iterable[str] = ()) -> str:
    """A hash of files, each with a name and what it holds, and of what else is told."""
    whole = hashlib.sha256()
    for name, path in files:
        whole.update(f"{name}\0{_hash(path)}\n".encode())
    for line in told:
        whole.update(f"{line}\n".encode())
    return whole.hexdigest()


def _hash(path: Path) -> str:
    """What a file holds; of a link, where it leads. Whatever cannot be read is a problem of the content, and told as one by the check."""
    try:
        if path.is_symlink():
            return str(path.readlink())
        if not path.is_file():
            return "no file"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return str(error.strerror)


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file in a folder with its path there, in their order; what Python compiled and what is hidden does not count."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name != "__pycache__" and not name.startswith(".")
        )
        for name in sorted(names):
            if not name.startswith("."):
                yield (Path(here) / name).relative_to(folder).as_posix(), Path(here) / name
