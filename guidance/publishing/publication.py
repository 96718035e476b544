"""A publication: a library goes in, everything that stands on the site comes out as files, for MkDocs or any other generator."""

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
from guidance.site.pages import Site, Trouble
from guidance.site.permanent_pages import citation_files, permanent_pages
from guidance.site.search_index import search_data
from guidance.site.structured_data import JsonLd, StructuredData
from guidance.site.stylesheet import style_sheets
from guidance.site.webfonts import font_files


@dataclass(frozen=True)
class Publication:
    """All that is published of one library at one address."""

    library: Library
    words: Words
    urls: Urls
    downloads: tuple[Download, ...] = ()
    """What is printed."""
    archive: Download | None = None
    """The zip of the whole site, where one will stand beside it; it is made when the site is there."""
    troubles: tuple[Trouble, ...] = ()
    """What keeps a newer state from being shown, in a preview."""

    @cached_property
    def site(self) -> Site:
        """Its pages."""
        return Site(
            self.library,
            self.words,
            self.urls,
            (*self.offered, *([self.archive] if self.archive else [])),
            self.troubles,
        )

    @cached_property
    def offered(self) -> tuple[Download, ...]:
        """All downloads but the zip of the site: what is printed, then the data."""
        return (
            *self.downloads,
            *DataCatalog(self.library, self.words, self.urls, self.acknowledgement).all(),
        )

    @cached_property
    def origins(self) -> dict[str, str]:
        """The content file behind each generated page, by the path of the page."""
        return {page.path: page.origin for page in self.site.pages()}

    @property
    def acknowledgement(self) -> str:
        """The words that the permission to copy asks for."""
        return self.words(
            "acknowledgement", publisher=self.library.conferences[-1].imprint.publisher
        )

    def documents(self) -> Iterator[PdfDocument]:
        """Every document that is printed: for each conference the report, the trainer's pack, the worksheet and the poster, then the handouts."""
        builder = self._builder
        for conference in self.library.conferences:
            for build in (build_report, build_pack, build_worksheet, build_poster):
                yield from (build(builder, conference, edition) for edition in STANDARD_EDITIONS)
        yield from build_handouts(builder)

    def selected(
        self, chosen: Mapping[str, Sequence[str]], edition: Edition, name: str
    ) -> PdfDocument:
        """A handout of exactly what was chosen. Raises `SelectionError`."""
        return build_selection(
            self._builder, Selection(Facets(self.library, self.words), chosen), edition, name
        )

    @cached_property
    def _builder(self) -> DocumentBuilder:
        return DocumentBuilder(self.library, self.words, self.urls)

    def printed(self, press: PdfRenderer, told: ProgressReporter) -> Publication:
        """The same publication, whole: with every document printed, and with a zip of its site to come."""
        archive = Download(
            "downloads/site.zip",
            self.words("downloads.zip"),
            "site",
            None,
            self.library.date,
            purpose=self.words("downloads.zip-use"),
        )
        return replace(
            self, downloads=tuple(press.print_all(self.documents(), told)), archive=archive
        )

    def with_cached_pdfs(self, press: PdfRenderer) -> Publication:
        """The same publication with those documents that are printed already."""
        return replace(self, downloads=tuple(press.cached(self.documents())))

    def navigation(self) -> Navigation:
        """The generated pages as the navigation shows them."""
        return navigation(self.site)

    def structured(self) -> dict[str, JsonLd]:
        """What pages tell machines about their content, by the path of the page."""
        structured = StructuredData(self.library, self.words, self.urls)
        return {page.path: data for page in self.site.pages() if (data := structured.of_page(page))}

    def files(self) -> Iterator[OutputFile]:
        """Every generated file of the site: pages, permanent addresses, data, downloads, search, styles and fonts."""
        rendered = tuple(self.site.rendered_pages())
        for page, markdown in rendered:
            yield OutputFile(
                page.path, markdown, origin=page.origin, theme_template=page.type.theme_template
            )
        yield OutputFile("assets/search-data.js", search_data(self.site, rendered))
        yield OutputFile("assets/minisearch.js", minisearch_script())
        yield from permanent_pages(self.site)
        yield from citation_files(self.site)
        for download in self.offered:
            yield OutputFile(download.path, download.data, file=download.file)
        yield self.manifest()
        yield from style_sheets(environment(self.library, self.words))
        yield from font_files()

    def manifest(self, *more: Download) -> OutputFile:
        """The list of all downloads but itself. The copy in the zip of the site cannot tell of the zip; the one beside it does."""
        return OutputFile(
            "downloads/manifest.json",
            json.dumps(manifest((*self.offered, *more)), ensure_ascii=False, indent=1) + "\n",
        )


def open_publication(content: Path, site_url: str) -> Publication:
    """What is published of a content folder at an address. Raises `ContentError` with every problem of the content."""
    library = open_library(content)
    return Publication(library, open_words(), Urls(library, site_url.rstrip("/") + "/"))
