"""One generated file of the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

Content = str | bytes


@dataclass(frozen=True)
class OutputFile:
    """One generated file of the site, in memory.

    A file that is expensive to make is made when its content is first asked for: a preview serves
    few of all files, and lists all of them after each edit.
    """

    path: str
    """Its path relative to the site, such as assets/guidance.css; pages end in .md."""
    source: Content | Callable[[], Content] = ""
    """Its content, or what makes it."""
    origin: str = ""
    """The content file that the edit button opens, relative to the content folder's parent."""
    theme_template: str = ""
    """The template of the MkDocs theme for a page; empty for the default one."""

    @property
    def is_page(self) -> bool:
        """Whether it is the Markdown of a page."""
        return self.path.endswith(".md")

    @cached_property
    def content(self) -> Content:
        """Its content, made once."""
        return self.source() if callable(self.source) else self.source

    @property
    def data(self) -> bytes:
        """Its content as bytes."""
        return self.content.encode() if isinstance(self.content, str) else self.content
