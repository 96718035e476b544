"""Write a file atomically (temporary file, then rename)."""

from __future__ import annotations

import tempfile
from pathlib import Path


def atomic_write(path: Path, content: bytes) -> None:
    """Write a file so that others see either all of it or nothing; missing folders are created."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
