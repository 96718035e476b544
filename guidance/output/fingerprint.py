"""Hash files by name and content, independently of their location."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def fingerprint(files: Iterable[tuple[str, Path]], values: Iterable[str] = ()) -> str:
    """Return one SHA-256 hash (hexadecimal) of named files and further values, in their order."""
    total = hashlib.sha256()
    for name, path in files:
        total.update(f"{name}\0{file_hash(path)}\n".encode())
    for value in values:
        total.update(f"{value}\n".encode())
    return total.hexdigest()


def file_hash(path: Path) -> str:
    """Return the hash of a file's content; of a link, its target.

    Other kinds of files are never opened, since reading a pipe or a device may not end.
    An unreadable file is no error here: the check of the content reports it.
    """
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
    """Yield all files below a folder, sorted, each with its relative path.

    Hidden files and compiled Python are left out.
    """
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name != "__pycache__" and not name.startswith(".")
        )
        for name in sorted(names):
            if not name.startswith("."):
                yield (Path(here) / name).relative_to(folder).as_posix(), Path(here) / name
