"""Files offered for download, and their public manifest.

`Download` is in this low-level package because data exports, PDFs and pages share it. It does not
depend on the records of the content.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import shorten
from typing import Any

_EDITION = re.compile(r"-((?:large-|light-)?(?:a4|letter)|a3)\.pdf$")

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’]")
NAME_LENGTH = 70
"""Characters of a title in the name of a saved file."""


@dataclass(frozen=True)
class Download:
    """A file that readers can download, in memory or on disk (`file`)."""

    path: str
    """Its URL relative to the root of the site, such as downloads/report-a4.pdf."""
    title: str
    kind: str
    """Its kind: report, handout, data, citations, schema or site."""
    pages: int | None
    """The number of its pages; None for other files than PDFs."""
    date: str
    """The latest change among its records, in ISO 8601."""
    file: Path | None = None
    """The file on disk with its content; None if it is in memory."""
    data: bytes | Callable[[], bytes] = b""
    """Its content in memory, or what makes it when it is first asked for."""
    purpose: str = ""
    """Its audience or use, in a few words."""

    @cached_property
    def content(self) -> bytes:
        """Its content, from memory or from disk."""
        if self.file:
            return self.file.read_bytes()
        return self.data() if callable(self.data) else self.data

    @property
    def edition(self) -> str:
        """Its edition by its file name, such as a4, large-letter or light-a4; else empty."""
        match = _EDITION.search(self.path)
        return match.group(1) if match else ""

    @property
    def document(self) -> str:
        """Its path without edition and suffix, which all editions of a document share."""
        return _EDITION.sub("", self.path)

    def saved_as(self, title: str) -> str:
        """The name under which browsers save it, from the title of all its editions.

        Data is saved under its own name, which programs know; then it is empty.
        """
        if not self.path.startswith("downloads/"):
            return ""
        words = " ".join(_WORD.findall(_APOSTROPHE.sub("", title.lower())))
        parts = [*shorten(words, NAME_LENGTH, placeholder="").split(), self.edition]
        return "-".join(filter(None, parts)) + Path(self.path).suffix

    @property
    def format(self) -> str:
        """The name of its file format, such as PDF or BibTeX."""
        suffix = self.path.rpartition(".")[2]
        return {"bib": "BibTeX"}.get(suffix, suffix.upper())

    @property
    def size(self) -> str:
        """Its size in kB (1000 bytes) or MB; empty if it has no content yet."""
        if not self.content:
            return ""
        return (
            f"{len(self.content) / 1e6:.1f} MB"
            if len(self.content) >= 1e6
            else f"{max(round(len(self.content) / 1e3), 1)} kB"
        )


def by_document(downloads: Iterable[Download]) -> list[list[Download]]:
    """Group downloads by document: each group has all editions of one document."""
    groups: dict[str, list[Download]] = {}
    for download in downloads:
        groups.setdefault(download.document, []).append(download)
    return list(groups.values())


def by_kind(downloads: Iterable[Download]) -> list[tuple[str, list[Download]]]:
    """Group downloads by kind, in the order of the first of each kind."""
    groups: dict[str, list[Download]] = {}
    for download in downloads:
        groups.setdefault(download.kind, []).append(download)
    return list(groups.items())


def manifest(downloads: Iterable[Download]) -> list[dict[str, Any]]:
    """Return the entries of the public manifest; the key `pages` is absent except for PDFs."""
    return [
        {
            "path": download.path,
            "title": download.title,
            "kind": download.kind,
            **({"pages": download.pages} if download.pages else {}),
            "bytes": len(download.content),
            "sha256": hashlib.sha256(download.content).hexdigest(),
            "date": download.date,
        }
        for download in downloads
    ]
