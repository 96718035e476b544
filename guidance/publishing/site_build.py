"""Build the whole site: PDFs, pages, data files and zip file, swapped in as one folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from guidance.diagnostics.problem import ContentError
from guidance.output.atomic_write import remove_old_parts
from guidance.output.checksums import write_checksums
from guidance.output.directory_swap import swap_in
from guidance.output.file import OutputFile
from guidance.output.write_files import (
    make_readable,
    write_files,
    write_new_files,
    write_zip,
)
from guidance.paths import DOCS, MKDOCS_SETTINGS, PDF_CACHE, ROOT, TEMPLATE_CACHE
from guidance.pdf.rendering.progress import ConsoleProgress
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.build_context import BuildContext
from guidance.publishing.build_state import build_fingerprint, unchanged_site
from guidance.publishing.content_history import HistoryReader
from guidance.publishing.linked_docs import linked_problems
from guidance.publishing.publication import Publication, open_publication
from guidance.publishing.site_settings import read_site_settings


class SiteGenerator(Protocol):
    """A static site generator, such as MkDocs."""

    def __call__(self, context: BuildContext, folder: Path) -> None:
        """Write the site into an empty folder."""


class IncompleteSiteError(Exception):
    """Files of a new site are missing or damaged, so that it does not replace the old one."""


@dataclass(frozen=True)
class BuiltSite:
    """The result of a build."""

    summary: str
    """Its numbers of records and PDF files."""
    is_new: bool
    """False if the same site was already there."""
    without_history: str = ""
    """Why a new site does not show the earlier wording of records; empty where it does."""


def build_site(
    content: Path,
    site: Path,
    environment: Mapping[str, str],
    generate: SiteGenerator,
    today: date | None = None,
) -> BuiltSite:
    """Build the site of a content folder, unless the same one is already there.

    Raises `ContentError`, `PrintingError`, `NpmPackageMissingError`, `IncompleteSiteError`, and
    `ForeignFilesError` if the folder `site` holds anything that the last build did not write: then
    nothing is printed. In all these cases the folder stays unchanged.
    """
    inputs = build_fingerprint(ROOT, content, environment)
    if summary := unchanged_site(site, inputs):
        return BuiltSite(summary, is_new=False)
    settings = read_site_settings(MKDOCS_SETTINGS, environment)
    if linked := linked_problems(DOCS):
        raise ContentError(linked)
    history = HistoryReader(content).read()
    publication = open_publication(content, settings.site_url, today, history.past)
    with swap_in(site) as folder:
        with ConsoleProgress() as progress:
            publication = publication.with_printed_pdfs(PdfRenderer(PDF_CACHE), progress)
        summary = f"{len(publication.library.records)} records, {len(publication.pdfs)} PDF files"
        files = tuple(publication.files())
        generate(BuildContext(publication, files), folder)
        _require_complete(files, folder)
        _write_archive(publication, folder)
        is_same = inputs == build_fingerprint(ROOT, content, environment)
        write_checksums(folder, inputs if is_same else "", summary)
        make_readable(folder)
    remove_old_parts(TEMPLATE_CACHE)
    return BuiltSite(summary, is_new=True, without_history=history.reason)


def _require_complete(files: Iterable[OutputFile], folder: Path) -> None:
    """Raise `IncompleteSiteError` unless all generated files have been written as they are."""
    for file in files:
        path = folder / (f"{file.path.removesuffix('.md')}.html" if file.is_page else file.path)
        is_written = path.is_file() and (file.is_page or path.read_bytes() == file.data)
        if not is_written:
            raise IncompleteSiteError(
                f"{file.path} is missing or damaged in the new site, as if something else had "
                "changed it; build again"
            )


def _write_archive(publication: Publication, site: Path) -> None:
    """Write the zip file of a site into it, and add it to the manifest."""
    if publication.archive:
        archive = replace(publication.archive, file=site / publication.archive.path)
        write_zip(site, site / archive.path, publication.library.date)
        write_files([publication.manifest(archive)], site)


def write_pages(publication: Publication, folder: Path) -> int:
    """Write all generated files and `navigation.json`, for another generator.

    Returns the number of generated files. Other files of the folder stay; raises
    `ForeignFilesError` if one that the last call did not write would be overwritten.
    """
    navigation = json.dumps(publication.navigation(), ensure_ascii=False, indent=1)
    files = tuple(publication.files())
    write_new_files([*files, OutputFile("navigation.json", f"{navigation}\n")], folder)
    return len(files)
