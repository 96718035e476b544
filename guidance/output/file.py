"""One generated file of the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class OutputFile:
    """One generated file of the site, in memory (`content`) or on disk (`file`)."""

    path: str
    """Its path relative to the site, such as assets/guidance.css; pages end in .md."""
    content: str | bytes = ""
    file: Path | None = None
    """The file on disk with its content; None if it is in `content`."""
    origin: str = ""
    """The content file that the edit button opens, relative to the content folder's parent."""
    theme_template: str = ""
    """The template of the MkDocs theme for a page; empty for the default one."""

    @property
    def is_page(self) -> bool:
        """Whether it is the Markdown of a page."""
        return self.path.endswith(".md")

    @property
    def data(self) -> bytes:
        """Its content as bytes. Raises `OSError` if the file on disk cannot be read."""
        if self.file:
            return self.file.read_bytes()
        return self.content.encode() if isinstance(self.content, str) else self.content
