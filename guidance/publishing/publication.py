"""The publication of a library: all generated files, for MkDocs or another generator."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from guidance.exports.catalog import DataCatalog
from guidance.i18n import Words, open_words
from guidance.library.assemble import open_library
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.output.downloads import Download, manifest
from guidance.output.file import OutputFile
from guidance.pdf.documents.builder import STANDARD_EDITIONS, DocumentBuilder, Edition
from guidance.pdf.documents.conference_handouts import (
    build_pack,
    build_poster,
    build_worksheet,
)
from guidance.pdf.documents.custom_handout import Selection, build_selection
from guidance.pdf.documents.handouts import build_handouts
from guidance.pdf.documents.report import build_report
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.progress import ProgressReporter
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.rendering.environment import environment
from guidance.site.minisearch import minisearch_script
from guidance.site.navigation import Navigation, navigation
from guidance.site.pages import Site
from guidance.site.permanent_pages import citation_files, permanent_pages
from guidance.site.search_data import search_data
from guidance.site.structured_data import JsonLd, StructuredData
from guidance.site.stylesheet import style_sheets
from guidance.site.views.problems import ProblemView
from guidance.site.webfonts import font_files


@dataclass(frozen=True)
class Publication:
    """Everything that is published of one library at one URL."""

    library: Library
    words: Words
    urls: Urls
    pdfs: tuple[Download, ...] = ()
    """The printed documents."""
    archive: Download | None = None
    """The zip file of the whole site, without content: it is written after the site."""
    problems: Sequence[ProblemView] = ()
    """In a preview, the problems of a newer, invalid state of the content."""

    @cached_property
    def site(self) -> Site:
        """The pages."""
        return Site(
            self.library,
            self.words,
            self.urls,
            (*self.downloads, *([self.archive] if self.archive else [])),
            self.problems,
        )

    @cached_property
    def downloads(self) -> tuple[Download, ...]:
        """All downloads except the zip file of the site: the PDFs, then the data files."""
        return (
            *self.pdfs,
            *DataCatalog(self.library, self.words, self.urls, self.acknowledgement).all(),
        )

    @cached_property
    def origins(self) -> dict[str, str]:
        """The content file of each generated page, by the path of the page."""
        return {page.path: page.origin for page in self.site.pages()}

    @property
    def acknowledgement(self) -> str:
        """The acknowledgement that the permission to copy asks for."""
        return self.words(
            "acknowledgement", publisher=self.library.conferences[-1].imprint.publisher
        )

    def documents(self) -> Iterator[PdfDocument]:
        """All documents to print: those of each conference, then the handouts."""
        builder = self._builder
        for conference in self.library.conferences:
            for build in (build_report, build_pack, build_worksheet, build_poster):
                yield from (build(builder, conference, edition) for edition in STANDARD_EDITIONS)
        yield from build_handouts(builder)

    def custom_handout(
        self, values: Mapping[str, Sequence[str]], edition: Edition, name: str
    ) -> PdfDocument:
        """A handout of the records with the selected values, by facet.

        Raises `SelectionError` for an unknown value, and if no record has all facets.
        """
        return build_selection(
            self._builder, Selection(Facets(self.library, self.words), values), edition, name
        )

    @cached_property
    def _builder(self) -> DocumentBuilder:
        return DocumentBuilder(self.library, self.words, self.urls)

    def with_printed_pdfs(self, renderer: PdfRenderer, progress: ProgressReporter) -> Publication:
        """A copy with PDFs of all documents, and with the zip file among its downloads.

        Raises `PrintingError` if a document does not fit its pages.
        """
        archive = Download(
            "downloads/site.zip",
            self.words("downloads.zip"),
            "site",
            None,
            self.library.date,
            purpose=self.words("downloads.zip-use"),
        )
        pdfs = tuple(renderer.print_all(self.documents(), progress))
        return replace(self, pdfs=pdfs, archive=archive)

    def with_cached_pdfs(self, renderer: PdfRenderer) -> Publication:
        """A copy with the cached PDFs; nothing is printed."""
        return replace(self, pdfs=tuple(renderer.cached(self.documents())))

    def navigation(self) -> Navigation:
        """The navigation of the generated pages."""
        return navigation(self.site)

    @cached_property
    def structured_data(self) -> Mapping[str, JsonLd]:
        """Schema.org data of pages, by the path of the page."""
        builder = StructuredData(self.library, self.words, self.urls)
        return {page.path: data for page in self.site.pages() if (data := builder.of_page(page))}

    def files(self) -> Iterator[OutputFile]:
        """All generated files of the site: pages, permanent addresses, downloads and assets."""
        pages = tuple(self.site.rendered_pages())
        for page, markdown in pages:
            yield OutputFile(
                page.path, markdown, origin=page.origin, theme_template=page.type.theme_template
            )
        yield OutputFile("assets/search-data.js", search_data(self.site, pages))
        yield OutputFile("assets/minisearch.js", minisearch_script())
        yield from permanent_pages(self.site)
        yield from citation_files(self.site)
        for download in self.downloads:
            yield OutputFile(download.path, download.data, file=download.file)
        yield self.manifest()
        yield from style_sheets(environment(self.library, self.words))
        yield from font_files()

    def manifest(self, *more: Download) -> OutputFile:
        """The list of all downloads except itself.

        `more` is for the zip file of the site, which is added after the list inside it was written.
        """
        return OutputFile(
            "downloads/manifest.json",
            json.dumps(manifest((*self.downloads, *more)), ensure_ascii=False, indent=1) + "\n",
        )


def open_publication(content: Path, site_url: str) -> Publication:
    """Open a content folder for publication at a URL.

    Raises `ContentError` with every problem of the content.
    """
    library = open_library(content)
    return Publication(library, open_words(), Urls(library, site_url.rstrip("/") + "/"))
