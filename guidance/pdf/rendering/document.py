"""A document to print: its HTML, and the key under which its PDF is cached."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guidance.pdf.rendering.toolchain import toolchain_fingerprint

_PAPER = re.compile(r"(-light)?-(a3|a4|letter)\.pdf$")


@dataclass(frozen=True)
class PdfDocument:
    """The input of the renderer, with the data of its PDF for the manifest of downloads."""

    path: str
    """Its path under the site, such as downloads/report-a4.pdf."""
    title: str
    kind: str
    """Its kind in the manifest of downloads, such as report or handout."""
    html: str
    date: str
    """The latest change among its records, in ISO 8601."""
    fillable: bool = False
    """Whether its inputs become form fields, which PDF/A does not allow."""
    max_pages: int | None = None
    """How many pages it may have; None for any number."""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
    """`path:line` of each identifier, for messages about text that does not fit."""
    styles: str = ""
    """Its style sheet. Documents share it, and each process parses it once."""

    @property
    def group(self) -> str:
        """Its path without the paper and without `light`.

        The documents of a group have the same lines of text. One process prints all of them, so
        that it breaks these lines once.
        """
        return _PAPER.sub("", self.path)

    @property
    def variant(self) -> str:
        """The standard that the file conforms to, by WeasyPrint's name for it."""
        return "pdf/ua-1" if self.fillable else "pdf/a-2a"

    @cached_property
    def key(self) -> str:
        """SHA-256 of everything that affects the PDF, and of the page limit."""
        parts = (
            toolchain_fingerprint(),
            self.variant,
            str(self.max_pages),
            self.path,
            self.styles,
            self.html,
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()
