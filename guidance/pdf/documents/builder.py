"""Builds the HTML of printed documents from templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from textwrap import shorten
from typing import Any

from jinja2 import Environment

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.citations import Citations
from guidance.library.library import Library, latest
from guidance.library.terms import Terms, terms_of
from guidance.library.urls import Urls
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.edition import Edition
from guidance.pdf.documents.page_budget import Section, max_pages
from guidance.pdf.documents.style_sheet import style_sheet
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.qr_code import qr_code
from guidance.rendering.environment import environment
from guidance.rendering.terms_view import terms_view

RUNNING_HEAD = 90
"""Characters of a running head; a longer title is cut between words."""
FOOT = 112
"""Characters that fit in one line at the foot of a page."""
LARGE_PRINT_FOOT = 120
"""Characters that fit in three lines at the foot of a page in large print."""

_PAPER = "‹paper›"
"""Stands for the format of the paper in the HTML of an edition, which its papers share."""

SHORT_TITLE, LONG_TITLE = 36, 100
"""Characters of a title that fits a cover in the largest and in the middle size."""


def title_size(title: str) -> str:
    """The size of a title on a cover: `short`, `long` or `longest`."""
    length = len(title)
    return "short" if length <= SHORT_TITLE else "long" if length <= LONG_TITLE else "longest"


@dataclass(frozen=True)
class SourceNote:
    """The sources of a document, for its colophon."""

    heading: str
    references: str
    """How the sources are cited, each with its standing, separated by semicolons."""


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

    def title_of(self, conference: model.Conference) -> str:
        """The title of a conference, with its year where there are several."""
        title = conference.title
        if not self.library.has_several_conferences:
            return title
        return self.words("part.of-year", year=conference.year, title=title)

    def part_of(self, conference: model.Conference, label: str) -> str:
        """The label of a panel or a pillar, with its conference where there are several."""
        if not self.library.has_several_conferences:
            return label
        return self.words("part.of-year", year=self.library.year_label(conference), title=label)

    def reference(self, document: str) -> str:
        """How a source document is cited, with its standing where the citation does not say it."""
        reference = self.citations.original(document).reference
        standing = self.words(f"standing.{self.library.source(document).standing.value}")
        if standing.casefold() in reference.casefold():
            return reference
        return self.words("handout.reference", reference=reference, standing=standing)

    def build(
        self,
        kind: DocumentKind,
        path: str,
        title: str,
        editions: Iterable[Edition],
        sections: Sequence[Section],
        subject: Mapping[str, Any],
        *,
        documents: Iterable[str] = (),
        date: str = "",
        inside: Iterable[str] = (),
        fillable: bool = False,
    ) -> Iterator[PdfDocument]:
        """Render the template of a kind of document in some editions.

        `path` is the path under the site without edition and suffix, and `subject` holds the
        variables that only this template has. Links to the records of `sections` and to the
        identifiers in `inside` stay within the document; all others lead to the site. The terms
        are those of `documents` and of the documents of the records; `date` is that of a document
        without records.
        """
        records = [record for section in sections for record in section.records]
        terms = terms_of(
            self.library, (*documents, *(record.source.document for record in records))
        )
        date = latest(records) or date
        anchors = {record.id for record in records} | set(inside)

        def link(identifier: str) -> str:
            return f"#{identifier}" if identifier in anchors else self.urls.permanent(identifier)

        @cache
        def drawn(title: str, is_large: bool) -> str:
            """The HTML of an edition, in which `_PAPER` stands for its paper."""
            return template.render(
                kind=kind.template,
                title=title,
                running_head=self._running_head(terms),
                terms=view,
                foot=self._foot(terms, is_large=is_large),
                source_note=self._source_note(terms),
                date=date,
                paper=_PAPER,
                is_large=is_large,
                link=link,
                is_inside=anchors.__contains__,
                permanent=self.urls.permanent,
                qr_code=qr_code,
                site_url=self.urls.site_url,
                **subject,
            )

        view = terms_view(terms, self.words)
        template = self._templates.get_template(f"print/{kind.template}.html.jinja")
        for edition in editions:
            key = edition.title_key
            edition_title = self.words(key, title=title) if key else title
            yield PdfDocument(
                f"{path}-{edition.value}.pdf",
                edition_title,
                kind.template,
                drawn(edition_title, edition.is_large).replace(_PAPER, edition.paper, 1),
                date,
                fillable,
                max_pages(kind, sections, is_large=edition.is_large),
                self._origins,
                self._style_sheet(kind.template, edition),
            )

    @cached_property
    def _style_sheet(self) -> Callable[[str, Edition], str]:
        """The style sheet of a template and an edition, rendered once."""
        return cache(partial(style_sheet, self._templates))

    @cached_property
    def _origins(self) -> Mapping[str, str]:
        """File and line of everything that has an identifier."""
        return {
            identifier: f"{origin.path}:{origin.line}"
            for identifier, origin in self.library.origins.items()
        }

    def _running_head(self, terms: Terms) -> str:
        """The title of the only source document, or else that of this project."""
        if len(terms.documents) != 1:
            return self.words("product.title")
        title = typeset(terms.documents[0].title)
        return shorten(title, RUNNING_HEAD, placeholder=" …")

    def _foot(self, terms: Terms, *, is_large: bool) -> str:
        """The publishers for the foot of each page, or a hint at the list if they are many."""
        room = LARGE_PRINT_FOOT if is_large else FOOT
        foot = self.words("foot.source", publishers="; ".join(map(typeset, terms.publishers)))
        return foot if len(foot) <= room else self.words("handout.sources-listed")

    def _source_note(self, terms: Terms) -> SourceNote:
        references = [self.reference(document.id) for document in terms.documents]
        return SourceNote(
            self.words("handout.source" if len(references) == 1 else "handout.sources"),
            "; ".join(references),
        )
