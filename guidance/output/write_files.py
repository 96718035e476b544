"""Write generated files into a folder, and pack a folder as a zip file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from guidance.output.file import OutputFile


def write_files(files: Iterable[OutputFile], folder: Path) -> int:
    """Write files below a folder, and return their number."""
    count = 0
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
        count += 1
    return count


def write_zip(folder: Path, target: Path, day: str) -> None:
    """Pack all files below a folder, except the zip file itself, into a reproducible zip file.

    Equal files give equal bytes: entries are sorted by name, all with the date `day` (ISO 8601).
    """
    moment = date.fromisoformat(day)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != target)
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
