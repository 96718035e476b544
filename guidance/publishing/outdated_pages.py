"""Redrawing: what the pages of a preview are made of goes in, as it was drawn last and as it is now; which pages have to be drawn again comes out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guidance.output.file import OutputFile
from guidance.output.fingerprint import files_in, fingerprint
from guidance.paths import LOCALES, THEME
from guidance.publishing.publication import Publication

FRAMING = (THEME, LOCALES)
"""The folders of what stands around the text of every page."""


@dataclass(frozen=True)
class PageHashes:
    """What all pages of a site are made of."""

    frame: str
    """A hash of what every page has in common: navigation, theme, words, settings, pages written by hand, and what is wrong now."""
    pages: Mapping[str, str]
    """A hash of what each generated page has for itself, by its path."""

    def is_outdated(self, before: PageHashes | None, page: str) -> bool:
        """Whether a page is another one than it was before; those written by hand belong to the frame."""
        return (
            not before
            or before.frame != self.frame
            or before.pages.get(page) != self.pages.get(page)
        )


def page_hashes(
    publication: Publication, files: Iterable[OutputFile], by_hand: Path, settings: Path
) -> PageHashes:
    """What the pages of a publication are made of, beside pages written by hand and the settings of the site."""
    structured, origins = publication.structured(), publication.origins
    framing = [
        (settings.name, settings),
        *(named for folder in (*FRAMING, by_hand) for named in files_in(folder)),
    ]
    told = (
        json.dumps(publication.navigation()),
        publication.acknowledgement,
        repr(publication.troubles),
    )
    return PageHashes(
        fingerprint(framing, told),
        {
            file.path: _hash(
                file.content, file.theme_template, structured.get(file.path), origins.get(file.path)
            )
            for file in files
            if file.path.endswith(".md")
        },
    )


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
