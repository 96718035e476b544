"""Build the whole site: PDFs, pages, data files and zip file, swapped in as one folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from guidance.output.directory_swap import swap_in
from guidance.output.termination import exit_on_sigterm
from guidance.output.write_files import make_readable, write_files, write_zip
from guidance.paths import BUILD_STATE, MKDOCS_SETTINGS, PDF_CACHE, ROOT
from guidance.pdf.rendering.progress import ConsoleProgress
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.build_context import BuildContext
from guidance.publishing.build_state import BuildStateStore, build_fingerprint
from guidance.publishing.publication import Publication, open_publication
from guidance.publishing.site_settings import read_site_settings


class SiteGenerator(Protocol):
    """A static site generator, such as MkDocs."""

    def __call__(self, context: BuildContext, folder: Path) -> None:
        """Write the site into an empty folder."""


@dataclass(frozen=True)
class BuiltSite:
    """The result of a build."""

    summary: str
    """Its numbers of records and PDF files."""
    is_new: bool
    """False if the same site was already there."""


def build_site(
    content: Path,
    site: Path,
    environment: Mapping[str, str],
    generate: SiteGenerator,
    today: date | None = None,
) -> BuiltSite:
    """Build the site of a content folder, unless the same one is already there.

    Raises `ContentError`, `PrintingError`, `MinisearchMissingError`, and `NotASiteError` if the
    folder `site` contains anything else. In all these cases the folder stays unchanged.
    """
    store, build = BuildStateStore(BUILD_STATE), build_fingerprint(ROOT, content, environment)
    if summary := store.find(build, site):
        return BuiltSite(summary, is_new=False)
    settings = read_site_settings(MKDOCS_SETTINGS, environment)
    publication = open_publication(content, settings.site_url, today)
    with exit_on_sigterm(), ConsoleProgress() as progress:
        publication = publication.with_printed_pdfs(PdfRenderer(PDF_CACHE), progress)
    summary = f"{len(publication.library.records)} records, {len(publication.pdfs)} PDF files"
    with swap_in(site) as folder:
        generate(BuildContext(publication, tuple(publication.files())), folder)
        _write_archive(publication, folder)
        make_readable(folder)
        store.save(build, folder, summary)
    return BuiltSite(summary, is_new=True)


def _write_archive(publication: Publication, site: Path) -> None:
    """Write the zip file of a site into it, and add it to the manifest."""
    if publication.archive:
        archive = replace(publication.archive, file=site / publication.archive.path)
        write_zip(site, site / archive.path, publication.library.date)
        write_files([publication.manifest(archive)], site)


def write_pages(publication: Publication, folder: Path) -> int:
    """Write all generated files and `navigation.json`, for another generator.

    Returns the number of generated files.
    """
    count = write_files(publication.files(), folder)
    navigation = json.dumps(publication.navigation(), ensure_ascii=False, indent=1)
    (folder / "navigation.json").write_text(f"{navigation}\n", "utf-8")
    return count
