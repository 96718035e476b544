"""One file of the site: its content in memory, or its place on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class OutputFile:
    """One file of the site: its content stands here, or on disk at `file`."""

    uri: str
    content: str | bytes = ""
    file: Path | None = None
    origin: str = ""
    """The content file that its edit button opens, relative to the content folder's parent."""
    frame: str = ""
    """The template of the theme that frames it, where it is not the one of every page; other generators frame it as they like."""

    @property
    def data(self) -> bytes:
        """What the file holds."""
        if self.file:
            return self.file.read_bytes()
        return self.content.encode() if isinstance(self.content, str) else self.content
