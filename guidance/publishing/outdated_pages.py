"""Detect outdated pages of a preview by hashes of their inputs."""

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

SHARED_FOLDERS = (THEME, LOCALES)
"""Folders whose files every page depends on."""


@dataclass(frozen=True)
class PageHashes:
    """Hashes of everything that the pages of a site depend on."""

    shared: str
    """Hash of the shared inputs: navigation, theme, interface words, settings, pages written by
    hand, and the problems of the content."""
    pages: Mapping[str, str]
    """Hash of each generated page, by its path."""

    def is_outdated(self, before: PageHashes | None, page: str) -> bool:
        """Whether a page differs from an earlier state. Pages written by hand count as shared."""
        return (
            not before
            or before.shared != self.shared
            or before.pages.get(page) != self.pages.get(page)
        )


def page_hashes(
    publication: Publication, files: Iterable[OutputFile], docs: Path, settings: Path
) -> PageHashes:
    """Hash the pages of a publication; `docs` contains the pages written by hand."""
    structured_data, origins = publication.structured_data, publication.origins
    terms = publication.terms
    shared_files = [
        (settings.name, settings),
        *(named_file for folder in (*SHARED_FOLDERS, docs) for named_file in files_in(folder)),
    ]
    shared_values = (
        json.dumps(publication.navigation()),
        repr(publication.problems),
    )
    return PageHashes(
        fingerprint(shared_files, shared_values),
        {
            file.path: _hash(
                file.content,
                file.theme_template,
                structured_data.get(file.path),
                origins.get(file.path),
                terms.get(file.path),
            )
            for file in files
            if file.is_page
        },
    )


def _hash(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()


class PageTracker:
    """Compares the pages of each build of a preview with those of the build before."""

    def __init__(self) -> None:
        self._previous: PageHashes | None = None
        self._last_finished: PageHashes | None = None
        self._current: PageHashes | None = None

    def begin(self, hashes: PageHashes) -> bool:
        """Begin a build; return whether the site's folder has to be emptied for it.

        That is the case if pages were added or removed. All pages are outdated then, and also after
        an unfinished build.
        """
        self._previous, self._last_finished, self._current = self._last_finished, None, hashes
        has_other_pages = (
            self._previous is not None and self._previous.pages.keys() != hashes.pages.keys()
        )
        if has_other_pages:
            self._previous = None
        return has_other_pages

    def is_outdated(self, page: str) -> bool:
        """Whether a page has to be rendered in this build."""
        return not self._current or self._current.is_outdated(self._previous, page)

    def finish(self) -> None:
        """End a build that rendered all its pages."""
        self._last_finished = self._current
