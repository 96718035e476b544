"""A document to print: its HTML, and the key under which its PDF is cached."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from guidance.pdf.rendering.overflow import PageBudget
from guidance.pdf.rendering.toolchain import toolchain_fingerprint


@dataclass(frozen=True)
class PdfDocument:
    """A document ready for printing."""

    path: str
    """Its address under the site, such as downloads/report-a4.pdf."""
    title: str
    kind: str
    html: str
    date: str
    """The latest change among its records, in ISO 8601."""
    form: bool = False
    """Whether people fill it in: its inputs then become fields of a form, which PDF/A does not foresee."""

    frame: PageBudget | None = None
    """What it has to fit; None where it may look as it will."""

    @property
    def variant(self) -> str:
        """What the file claims to be, as WeasyPrint names it."""
        return "pdf/ua-1" if self.form else "pdf/a-2a"

    @cached_property
    def key(self) -> str:
        """The hash of everything that goes into the file."""
        return hashlib.sha256(
            "\0".join(
                (
                    toolchain_fingerprint(),
                    self.variant,
                    str((self.form, self.frame and self.frame.pages)),
                    self.path,
                    self.html,
                )
            ).encode()
        ).hexdigest()
