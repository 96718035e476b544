"""Write files atomically (temporary file, then rename)."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

PART = ".part"
"""The suffix of unfinished files."""

_PART_AGE = 3600
"""Seconds after which an unfinished file belongs to no running process."""


def atomic_write(path: Path, content: bytes) -> None:
    """Write a file so that others see either all of it or nothing; missing folders are created.

    Raises `OSError`; the unfinished file is removed then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _stage(path, content)
    try:
        part.replace(path)
    except BaseException:
        _remove(part)
        raise


def atomic_write_all(files: Mapping[Path, bytes]) -> None:
    """Write new content into existing files: into all of them, or, if that fails, into none.

    Each file keeps its permissions. Raises `OSError`.
    """
    former = {path: path.read_bytes() for path in files}
    staged: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            staged[path] = _stage(path, content)
            shutil.copymode(path, staged[path])
        for path, part in staged.items():
            part.replace(path)
    except BaseException:
        for path, part in staged.items():
            if not part.exists():
                atomic_write(path, former[path])
            part.unlink(missing_ok=True)
        raise


def _stage(path: Path, content: bytes) -> Path:
    """An unfinished file with the content, beside the file that it will replace."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        with part.open("xb") as file:
            file.write(content)
    except BaseException:
        _remove(part)
        raise
    return part


def _remove(part: Path) -> None:
    with suppress(OSError):
        part.unlink()


def remove_old_parts(folder: Path) -> None:
    """Remove the unfinished files that killed processes left in a folder. Errors are ignored."""
    with suppress(OSError):
        for part in folder.glob(f".*{PART}"):
            with suppress(OSError):
                if part.stat().st_mtime < time.time() - _PART_AGE:
                    part.unlink()
