"""Write files atomically (temporary file, then rename)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def atomic_write(path: Path, content: bytes) -> None:
    """Write a file so that others see either all of it or nothing; missing folders are created."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _stage(path, content).replace(path)


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
        for path, file in staged.items():
            file.replace(path)
    except OSError:
        for path, file in staged.items():
            if not file.exists():
                path.write_bytes(former[path])
            file.unlink(missing_ok=True)
        raise


def _stage(path: Path, content: bytes) -> Path:
    """A temporary file with the content, beside the file that it will replace."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            Path(file.name).unlink()
            raise
    return Path(file.name)
