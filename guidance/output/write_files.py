"""Write generated files into a folder, and pack a folder as a zip file."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guidance.output.atomic_write import atomic_write, atomic_write_all
from guidance.output.checksums import (
    CHECKSUMS,
    Checksums,
    ForeignFilesError,
    is_built,
    read_checksums,
    write_checksums,
)
from guidance.output.file import OutputFile

_FIRST_DAY, _LAST_DAY = "1980-01-01", "2106-02-06"
"""The dates that both zip files (1980 to 2107) and gzip files (1970 to February 2106) can hold."""


def write_files(files: Iterable[OutputFile], folder: Path) -> int:
    """Write files below a folder, and return their number.

    Each is written atomically, so that an existing file is never left truncated.
    """
    count = 0
    for file in files:
        target = folder / file.path
        if target.is_file():
            atomic_write_all({target: file.data})
        else:
            atomic_write(target, file.data)
        count += 1
    return count


def write_new_files(files: Sequence[OutputFile], folder: Path) -> None:
    """Write files below a folder that may hold others; store checksums of those written.

    Raises `ForeignFilesError` before the first of them if one would overwrite a file that the last
    call did not write.
    """
    checksums = read_checksums(folder) or Checksums({})
    foreign = [
        file.path
        for file in files
        if os.path.lexists(folder / file.path)
        and not is_built(folder, file.path, checksums)
        and not _has_content(folder / file.path, file.data)
    ]
    if foreign:
        raise ForeignFilesError(
            f"{folder} holds {foreign[0]}, which this command did not write; "
            "move it away, or name another folder"
        )
    kept = {name for name in checksums.files if is_built(folder, name, checksums)}
    write_files(files, folder)
    write_checksums(folder, only=kept | {file.path for file in files})


def _has_content(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


class OutputPathError(Exception):
    """A path at which a command may not write its file; the message says what to do."""


def check_output_path(path: Path, suffixes: Sequence[str], folders: Iterable[Path]) -> None:
    """Refuse a path without one of the suffixes, within a folder, or of a file of another format.

    Devices and pipes are written as they are. Raises `OutputPathError`.
    """
    if path.name.strip().lower() in ("", *suffixes):
        raise OutputPathError(f"the name of the file is missing, such as mine{suffixes[0]}")
    if path.exists() and not path.is_file():
        return
    if path.suffix.lower() not in suffixes:
        raise OutputPathError(
            f"{path} does not end in {' or '.join(suffixes)}; name it so, "
            f"such as {path.stem}{suffixes[0]}"
        )
    target = path.resolve()
    for folder in folders:
        if target.is_relative_to(folder.resolve()):
            raise OutputPathError(
                f"{path} lies in {folder.name}/, which holds the records alone; "
                "name a file elsewhere"
            )
    if not _is_replaceable(path):
        raise OutputPathError(
            f"{path} is no {_FORMATS[path.suffix.lower()].name}, and stays as it is; "
            "name another file"
        )


@dataclass(frozen=True)
class _Format:
    """A file format by its suffix."""

    name: str
    start: bytes
    """The first bytes of a file."""


_FORMATS = {".pdf": _Format("PDF", b"%PDF-"), ".xlsx": _Format("spreadsheet", b"PK\x03\x04")}


def _is_replaceable(path: Path) -> bool:
    """Whether a path has no file, an empty one, or one of the format that its suffix names."""
    if not path.is_file():
        return True
    start = _FORMATS[path.suffix.lower()].start
    with path.open("rb") as file:
        return file.read(len(start)) in (b"", start)


def write_output(path: Path, content: bytes) -> None:
    """Write a file that a user named: atomically, except to a device or a pipe."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_bytes(content)
    else:
        atomic_write(target, content)


def packable(day: str) -> str:
    """The date nearest to `day` (ISO 8601) that zip and gzip files can hold."""
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def write_zip(folder: Path, target: Path, day: str) -> None:
    """Pack all files below a folder into a reproducible zip file, except itself and checksums.

    Equal files give equal bytes: entries are sorted by name, all with the date `day` (ISO 8601), or
    the nearest that a zip file can hold.
    """
    moment = date.fromisoformat(packable(day))
    left_out = (target, folder / CHECKSUMS)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path not in left_out)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(
                file.relative_to(folder).as_posix(),
                (moment.year, moment.month, moment.day, 0, 0, 0),
            )
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def make_readable(folder: Path) -> None:
    """Let everyone read a folder and all below it, whatever the umask of the process.

    Folders get the permissions 0755, files 0644.
    """
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
