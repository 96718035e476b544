"""Builds the HTML of printed documents from templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from jinja2 import Environment

from guidance.content import model
from guidance.i18n import Words
from guidance.library.citations import Citations
from guidance.library.library import Library, latest
from guidance.library.urls import Urls
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.page_budget import max_pages
from guidance.pdf.documents.qr_code import qr_code
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.url_fetcher import SCHEME
from guidance.rendering.environment import environment
from guidance.rendering.fonts import FACES, FAMILY


class Edition(StrEnum):
    """Paper format and size of print, as the suffix of a file name."""

    A4 = "a4"
    LETTER = "letter"
    LARGE_A4 = "large-a4"
    LARGE_LETTER = "large-letter"

    @property
    def paper(self) -> str:
        """The paper format, by its CSS name."""
        return self.value.removeprefix("large-")

    @property
    def is_large(self) -> bool:
        """Whether it is in large print: running text of 18 points."""
        return self.value.startswith("large-")


STANDARD_EDITIONS = (Edition.A4, Edition.LETTER)
"""The editions of every document."""


@dataclass(frozen=True)
class SourceNote:
    """The sources of a document, for its colophon."""

    heading: str
    references: str
    """How the sources are cited, separated by semicolons."""
    permission: str
    """The notice of permission to copy; empty if there is none."""


@dataclass(frozen=True)
class DocumentBuilder:
    """Builds the printed documents of one library."""

    library: Library
    words: Words
    urls: Urls

    @cached_property
    def _templates(self) -> Environment:
        return environment(self.library, self.words)

    @cached_property
    def citations(self) -> Citations:
        """The citations of the library."""
        return Citations(self.library, self.words, self.urls)

    def file_name(self, name: str, conference: model.Conference) -> str:
        """The file name of a document that exists once per conference.

        For the latest conference it is `name`; for others, their identifier is added.
        """
        return name if conference == self.library.conferences[-1] else f"{name}-{conference.id}"

    def build(
        self,
        kind: DocumentKind,
        path: str,
        title: str,
        conference: model.Conference,
        edition: Edition,
        records: Iterable[model.Record],
        subject: Mapping[str, Any],
        *,
        inside: Iterable[str] = (),
        fillable: bool = False,
    ) -> PdfDocument:
        """Render the template of a kind of document.

        `path` is the path under the site without edition and suffix, and `subject` contains
        the variables that only this template has. Links to `records` and to the identifiers in
        `inside` stay within the document; all others lead to the site.
        """
        records = list(records)
        date = latest(records) or conference.changed.isoformat()
        anchors = {record.id for record in records} | set(inside)
        if edition.is_large:
            title = self.words("edition.large-title", title=title)

        def link(identifier: str) -> str:
            return f"#{identifier}" if identifier in anchors else self.urls.permanent(identifier)

        sources = list(dict.fromkeys(record.source.document for record in records))
        html = self._templates.get_template(f"print/{kind.template}.html.jinja").render(
            kind=kind.template,
            title=title,
            conference=conference,
            source_note=self._source_note(conference, sources),
            date=date,
            edition=edition,
            link=link,
            permanent=self.urls.permanent,
            qr_code=qr_code,
            site_url=self.urls.site_url,
            faces=FACES,
            family=FAMILY,
            display="block",
            files={face.name: face.file for face in FACES},
            folder=f"{SCHEME}/fonts/",
            **subject,
        )
        return PdfDocument(
            f"{path}-{edition.value}.pdf",
            title,
            kind.template,
            html,
            date,
            fillable,
            max_pages(kind, is_large=edition.is_large, records=len(records)),
            self._origins,
        )

    @cached_property
    def _origins(self) -> Mapping[str, str]:
        """File and line of everything that has an identifier."""
        return {
            identifier: f"{origin.path}:{origin.line}"
            for identifier, origin in self.library.origins.items()
        }

    def _source_note(self, conference: model.Conference, sources: Sequence[str]) -> SourceNote:
        return SourceNote(
            self.words("handout.source" if len(sources) == 1 else "handout.sources"),
            "; ".join(self.citations.original(source).reference for source in sources),
            self._permission(conference, sources),
        )

    def _permission(self, conference: model.Conference, sources: Sequence[str]) -> str:
        """The notice of permission to copy, which only the report of the conference gives.

        If there are several sources, the notice names that report.
        """
        if conference.source.document not in sources:
            return ""
        return (
            self.words("handout.permission")
            if len(sources) == 1
            else self.words("handout.permission-part", title=conference.title)
        )
