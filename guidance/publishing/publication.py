"""The publication of a library: all generated files, for MkDocs or another generator."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from guidance.exports.catalog import DataCatalog
from guidance.history.past import Past
from guidance.i18n import Words, open_words
from guidance.library.assemble import KnownContent, open_library
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.on_demand import OnDemand
from guidance.output.downloads import Download, manifest
from guidance.output.file import OutputFile
from guidance.paths import DOCS
from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.custom_handout import (
    Selection,
    build_selection,
    build_selection_worksheet,
    selected_worksheet,
)
from guidance.pdf.documents.document_list import build_documents
from guidance.pdf.documents.edition import Edition
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.progress import ProgressReporter
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.rendering.environment import environment
from guidance.rendering.terms_view import TermsView
from guidance.site.changes.feeds import feeds
from guidance.site.list_scripts import list_scripts
from guidance.site.navigation import Navigation, navigation
from guidance.site.npm_scripts import npm_scripts
from guidance.site.pages import Site
from guidance.site.permanent_pages import (
    citation_files,
    citation_formats,
    moved_pages,
    permanent_index,
    permanent_pages,
)
from guidance.site.search.data import search_data
from guidance.site.search.page_results import handbook_results
from guidance.site.search.results import search_results
from guidance.site.selection.data import selection_scripts
from guidance.site.structured_data import JsonLd, StructuredData
from guidance.site.stylesheet import style_sheets
from guidance.site.views.problems import ProblemView
from guidance.site.webfonts import font_files
from guidance.worksheets.spreadsheet import worksheet_downloads, worksheet_spreadsheet


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
    past: Past | None = None
    """The earlier versions of the content; None where they are not known."""
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
            self.past,
            self.problems,
        )

    @cached_property
    def downloads(self) -> tuple[Download, ...]:
        """All downloads except the zip file of the site: PDFs, worksheets, then the data files."""
        return (
            *self.pdfs,
            *worksheet_downloads(self.library, self.words),
            *DataCatalog(self.library, self.words, self.urls).all(),
        )

    @cached_property
    def origins(self) -> dict[str, str]:
        """The content file of each page that is made of one, by the path of the page."""
        return {page.path: page.origin for page in self.site.pages() if page.origin}

    @cached_property
    def terms(self) -> Mapping[str, TermsView]:
        """The terms of use of the documents on which each page draws, by the path of the page."""
        pages = self.site.by_path
        return OnDemand(pages, lambda path: self.site.terms_of(pages[path]))

    def documents(self) -> Iterator[PdfDocument]:
        """All documents to print: those of each conference, then the handouts."""
        return build_documents(self._builder)

    def custom_handout(
        self, chosen: Mapping[str, Sequence[str]], edition: Edition, name: str, title: str = ""
    ) -> PdfDocument:
        """A handout of the records with the chosen values, by option; `title` is its own.

        Raises `SelectionError` for an unknown value, and if no record has all facets.
        """
        return build_selection(self._builder, self._selection(chosen), edition, name, title)

    def custom_worksheet(
        self, chosen: Mapping[str, Sequence[str]], edition: Edition, name: str, title: str = ""
    ) -> PdfDocument:
        """A worksheet of those records with the chosen values that ask for action.

        Raises `SelectionError` as `custom_handout` does, and if no record asks for action.
        """
        return build_selection_worksheet(
            self._builder, self._selection(chosen), edition, name, title
        )

    def custom_spreadsheet(
        self, chosen: Mapping[str, Sequence[str]], title: str = ""
    ) -> tuple[bytes, str]:
        """The spreadsheet of `custom_worksheet`, with its title; raises `SelectionError`."""
        worksheet = selected_worksheet(self._selection(chosen))
        heading = self.words("worksheet.title", title=title or self.words("browse.selection"))
        return worksheet_spreadsheet(worksheet, self.library, self.words, heading), heading

    def _selection(self, chosen: Mapping[str, Sequence[str]]) -> Selection:
        return Selection(Facets(self.library, self.words), chosen)

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
    def structured_data(self) -> Mapping[str, JsonLd | None]:
        """Schema.org data of each page, by the path of the page; None for a type without any."""
        builder = StructuredData(self.library, self.words, self.urls)
        pages = self.site.by_path
        return OnDemand(pages, lambda path: builder.of_page(pages[path]))

    def files(self) -> Iterator[OutputFile]:
        """All generated files of the site: pages, permanent addresses, downloads and assets."""
        yield from self.pages
        yield from self.assets()

    @cached_property
    def pages(self) -> tuple[OutputFile, ...]:
        """The pages; each is drawn when its content is first asked for."""
        return tuple(
            OutputFile(
                page.path,
                partial(self.site.markdown, page),
                origin=page.origin,
                theme_template=page.type.theme_template,
            )
            for page in self.site.pages()
        )

    def assets(self) -> Iterator[OutputFile]:
        """All generated files except the pages; most are made when they are first asked for."""
        yield OutputFile("assets/search-data.js", self._search_data)
        yield from npm_scripts()
        yield from list_scripts(self.site)
        citations = citation_formats(self.site)
        yield from selection_scripts(self.site, citations)
        yield from permanent_pages(self.site)
        yield permanent_index(self.site)
        yield from moved_pages(self.site)
        yield from citation_files(citations)
        yield from feeds(self.site)
        for download in self.downloads:
            yield OutputFile(download.path, partial(_content_of, download))
        yield self.manifest()
        yield from style_sheets(environment(self.library, self.words))
        yield from font_files()

    def _search_data(self) -> str:
        """The data of the search: of the content, and of the handbook for editors."""
        drawn = ((self.site.by_path[file.path], str(file.content)) for file in self.pages)
        results = search_results(self.site, drawn)
        handbook = handbook_results(DOCS, self.words)
        return search_data(self.site, (*results, *handbook))

    def manifest(self, *more: Download) -> OutputFile:
        """The list of all downloads except itself.

        `more` is for the zip file of the site, which is added after the list inside it was written.
        """

        def text() -> str:
            entries = manifest((*self.downloads, *more))
            return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"

        return OutputFile("downloads/manifest.json", text)


def _content_of(download: Download) -> bytes:
    return download.content


def open_publication(
    content: Path,
    site_url: str,
    today: date | None = None,
    past: Past | None = None,
    known: KnownContent | None = None,
) -> Publication:
    """Open a content folder for publication at an address; with `today`, no date lies behind it.

    `past` is that of the folder, for the page of changes; with `known`, only changed files are read
    again.
    Raises `ContentError` with every problem of the content.
    """
    library = open_library(content, today=today, known=known)
    urls = Urls(library, site_url.rstrip("/") + "/")
    return Publication(library, open_words(), urls, past=past)
