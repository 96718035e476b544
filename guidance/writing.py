"""Writing: files and folders go to disk here, and nowhere else."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from guidance.publication import Published

MARK = "downloads/manifest.json"
"""The file by which a built site is known."""


def write_files(files: Iterable[Published], folder: Path) -> int:
    """Files written under a folder; returns how many."""
    count = 0
    for published in files:
        target = folder / published.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(published.data)
        count += 1
    return count


class NotASiteError(Exception):
    """A folder that may not be replaced, since it holds something else than a built site."""


def write_zip(folder: Path, target: Path, day: str) -> None:
    """All files of a folder as one zip, but the zip itself: in the order of their names, all of one day, so that the same files make the same zip."""
    moment = date.fromisoformat(day)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != target)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), (moment.year, moment.month, moment.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """A fresh folder beside another, which takes its place when all went well; else the old one stays as it was.

    Raises `NotASiteError` where the old one is neither empty nor a built site.
    """
    folder = folder.resolve()
    if folder.exists() and not _is_replaceable(folder):
        raise NotASiteError(f"{folder} holds something else than a built site; name an empty or a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        fresh.chmod(0o755)
        yield fresh
        old = fresh.with_name(f"{fresh.name}-old")
        if folder.exists():
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _is_replaceable(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir()))
