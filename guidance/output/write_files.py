"""Writing: files go into a folder or into a zip here, and nowhere else."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from guidance.output.file import OutputFile


def write_files(files: Iterable[OutputFile], folder: Path) -> int:
    """Files written under a folder; returns how many."""
    count = 0
    for published in files:
        target = folder / published.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(published.data)
        count += 1
    return count


def write_zip(folder: Path, target: Path, day: str) -> None:
    """All files of a folder as one zip, but the zip itself: in the order of their names, all of one day, so that the same files make the same zip."""
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
