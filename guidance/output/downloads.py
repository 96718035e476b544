"""Downloads: files go in, what readers and the manifest need to know of each comes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

_EDITION = re.compile(r"-((?:large-)?(?:a4|letter))\.pdf$")


@dataclass(frozen=True)
class Download:
    """A file that readers can take away."""

    path: str
    """Its address under the site, such as downloads/report-a4.pdf."""
    title: str
    kind: str
    """What it is: report, handout, data, citations, schema or site."""
    pages: int | None
    """How many it has; None where it is nothing printed."""
    date: str
    """The latest change among its records, in ISO 8601."""
    file: Path | None = None
    """Where it lies now, if on disk."""
    made: bytes = b""
    """What it holds, if it lies nowhere yet."""
    purpose: str = ""
    """For whom or what it is, in a few words."""

    @cached_property
    def content(self) -> bytes:
        """What the file holds."""
        return self.file.read_bytes() if self.file else self.made

    @property
    def edition(self) -> str:
        """Its edition, as the name of its file ends: a4, letter, large-a4 or large-letter; empty of what is nothing printed."""
        found = _EDITION.search(self.path)
        return found.group(1) if found else ""

    @property
    def document(self) -> str:
        """What all its editions share of its address."""
        return _EDITION.sub("", self.path)

    @property
    def format(self) -> str:
        """The name of its format."""
        suffix = self.path.rpartition(".")[2]
        return {"bib": "BibTeX"}.get(suffix, suffix.upper())

    @property
    def size(self) -> str:
        """Its size as people read it, in kB (1000 bytes) or MB; empty of what is not made yet."""
        if not self.content:
            return ""
        return (
            f"{len(self.content) / 1e6:.1f} MB"
            if len(self.content) >= 1e6
            else f"{max(round(len(self.content) / 1e3), 1)} kB"
        )


def by_document(downloads: Iterable[Download]) -> list[list[Download]]:
    """Downloads in groups of one document, each in all its editions."""
    groups: dict[str, list[Download]] = {}
    for download in downloads:
        groups.setdefault(download.document, []).append(download)
    return list(groups.values())


def by_kind(downloads: Iterable[Download]) -> list[tuple[str, list[Download]]]:
    """Downloads in groups of one kind, in the order in which the kinds come first."""
    groups: dict[str, list[Download]] = {}
    for download in downloads:
        groups.setdefault(download.kind, []).append(download)
    return list(groups.items())


def manifest(downloads: Iterable[Download]) -> list[dict[str, Any]]:
    """Every download as the public manifest lists it; what has no pages has no such key."""
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
