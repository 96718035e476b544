"""Checksums of a built folder: which files the last build wrote there, by path and hash.

They are in a hidden file of the folder itself, so that both always agree, however a build ends.
Only files that they list, and that are unchanged, are ever replaced or removed.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from guidance.output.atomic_write import atomic_write
from guidance.output.fingerprint import file_hash

CHECKSUMS = ".build-checksums.json"
"""The name of the file with the checksums; it is empty while a build is running."""

_DESKTOP_FILES = (".DS_Store", "Thumbs.db")
"""Files that file managers write into each folder that someone opens, and write anew."""
_EXAMPLES = 3
"""Foreign files that a message names."""


class ForeignFilesError(Exception):
    """A folder that may not be replaced: it holds files that the last build did not write."""


@dataclass(frozen=True)
class Checksums:
    """What the last build wrote into a folder."""

    files: Mapping[str, str]
    """The SHA-256 of each file, by its path below the folder."""
    inputs: str = ""
    """The fingerprint of what the files were built from; empty where it is not known."""
    summary: str = ""
    """What was built, in a few words."""


def read_checksums(folder: Path) -> Checksums | None:
    """The checksums of a folder; None if it has none, or unreadable or unfinished ones."""
    try:
        stored = json.loads((folder / CHECKSUMS).read_text("utf-8"))
        files = {str(path): str(value) for path, value in stored["files"].items()}
        return Checksums(files, str(stored["inputs"]), str(stored["summary"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_checksums(
    folder: Path, inputs: str = "", summary: str = "", only: Iterable[str] | None = None
) -> None:
    """Store the checksums of all files of a folder, or of `only` some, by their paths."""
    names = sorted(name for name, _ in _files(folder)) if only is None else sorted(only)
    files = {name: file_hash(folder / name) for name in names}
    stored = {"inputs": inputs, "summary": summary, "files": files}
    atomic_write(folder / CHECKSUMS, f"{json.dumps(stored, indent=0)}\n".encode())


def is_intact(folder: Path, checksums: Checksums) -> bool:
    """Whether a folder holds exactly the files of its checksums, unchanged."""
    try:
        names = {name for name, _ in _files(folder)}
        return names == checksums.files.keys() and all(
            is_built(folder, name, checksums) for name in names
        )
    except OSError:
        return False


def is_built(folder: Path, name: str, checksums: Checksums | None) -> bool:
    """Whether a file of a folder, by its path, is there as the last build wrote it."""
    digest = checksums.files.get(name) if checksums else None
    path = folder / name
    return bool(digest) and not path.is_symlink() and path.is_file() and file_hash(path) == digest


def require_replaceable(folder: Path) -> None:
    """Raise `ForeignFilesError` unless a folder is absent, empty, or only holds what was built."""
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise ForeignFilesError(f"{folder} is no folder; name an empty or a new one")
    if folder.is_mount():
        raise ForeignFilesError(
            f"{folder} is a mount point, which cannot be replaced; name a folder inside it"
        )
    while True:
        before = folder.stat()
        try:
            message = _refusal(folder)
        except FileNotFoundError:
            message = "is being changed"
        if _is_same(folder, before):  # else another build has replaced the folder meanwhile
            break
    if message:
        raise ForeignFilesError(f"{folder} {message}")


def _refusal(folder: Path) -> str:
    """Why a folder may not be replaced; empty if it may."""
    checksums = read_checksums(folder)
    foreign = [
        name if name.isprintable() else repr(name)
        for name in islice(_foreign(folder, checksums or Checksums({})), _EXAMPLES + 1)
    ]
    if not foreign:
        return ""
    if not checksums:
        return (
            "holds something else than a built site; name an empty or a new folder, "
            "or delete what is there yourself"
        )
    more = " and more" if len(foreign) > _EXAMPLES else ""
    return (
        "holds files that the last build did not write or that have changed since: "
        f"{', '.join(foreign[:_EXAMPLES])}{more}; move or delete them yourself "
        "(files to publish belong in docs/)"
    )


def _is_same(folder: Path, before: os.stat_result) -> bool:
    try:
        return os.path.samestat(folder.stat(), before)
    except FileNotFoundError:
        return False


def remove_built(folder: Path) -> bool:
    """Remove from a folder what its checksums list, and the folder if nothing else is in it.

    An unfinished folder is removed whole. Returns whether the folder is gone.
    """
    checksums = read_checksums(folder)
    unfinished = is_unfinished(folder)
    if checksums or unfinished:
        with suppress(OSError):
            for name, path in [*_walk(folder)]:
                is_ours = unfinished or path.name in _DESKTOP_FILES
                if name != CHECKSUMS and (is_ours or is_built(folder, name, checksums)):
                    _remove(path.unlink, path)
            for path in sorted([*_folders(folder)][1:], reverse=True):
                _remove(path.rmdir, path)
            if [path.name for path in folder.iterdir()] == [CHECKSUMS]:
                _remove((folder / CHECKSUMS).unlink, folder / CHECKSUMS)
    with suppress(OSError):
        folder.rmdir()
    return not os.path.lexists(folder)


def is_unfinished(folder: Path) -> bool:
    """Whether a folder has the empty checksums of a build that has not ended."""
    with suppress(OSError):
        status = (folder / CHECKSUMS).lstat()
        return stat.S_ISREG(status.st_mode) and not status.st_size
    return False


def _remove(remove: Callable[[], None], path: Path) -> None:
    """Remove a file or an empty folder, in a read-only folder too; keep it where that fails."""
    with suppress(OSError):
        try:
            remove()
        except PermissionError:
            path.parent.chmod(0o755)
            remove()


def _foreign(folder: Path, checksums: Checksums) -> Iterator[str]:
    """The paths of files that are not listed, and then of those that have changed."""
    yield from (name for name, _ in _files(folder) if name not in checksums.files)
    for name, _ in _files(folder):
        if name in checksums.files and not is_built(folder, name, checksums):
            yield name


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """What `_walk` yields, except the checksums and files of file managers."""
    for name, path in _walk(folder):
        if name != CHECKSUMS and path.name not in _DESKTOP_FILES:
            yield name, path


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Everything below a folder except folders, with its relative path; links are not followed.

    Raises `OSError` for a folder that cannot be read.
    """
    for here in _folders(folder):
        for path in sorted(here.iterdir()):
            if path.is_symlink() or not path.is_dir():
                yield path.relative_to(folder).as_posix(), path


def _folders(folder: Path) -> Iterator[Path]:
    """A folder and all folders below it; links are not followed. Raises `OSError`."""
    left = [folder]
    while left:
        here = left.pop()
        yield here
        with os.scandir(here) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
        left += [here / name for name in sorted(names, reverse=True)]
