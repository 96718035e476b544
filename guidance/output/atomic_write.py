"""Appearing: a path and bytes go in; the file is there whole or not at all, whoever else writes it and whatever ends the program."""

from __future__ import annotations

import tempfile
from pathlib import Path


def atomic_write(path: Path, content: bytes) -> None:
    """Writes a file beside its place and moves it there; its folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
