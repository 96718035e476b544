"""One generated file of the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OutputFile:
    """One generated file of the site, in memory."""

    path: str
    """Its path relative to the site, such as assets/guidance.css; pages end in .md."""
    content: str | bytes = ""
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
        """Its content as bytes."""
        return self.content.encode() if isinstance(self.content, str) else self.content
