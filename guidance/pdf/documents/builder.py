"""Sheets: a print template and its subject go in, HTML ready for the press comes out."""

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
from guidance.pdf.documents.qr_code import code
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.overflow import PageBudget
from guidance.pdf.rendering.url_fetcher import SCHEME
from guidance.rendering.environment import environment
from guidance.rendering.fonts import FACES, FAMILY


class Edition(StrEnum):
    """The editions of a document, as the names of files have them: a format of paper, in the usual or in large print."""

    A4 = "a4"
    LETTER = "letter"
    LARGE_A4 = "large-a4"
    LARGE_LETTER = "large-letter"

    @property
    def paper(self) -> str:
        """The format of paper, as CSS names it."""
        return self.value.removeprefix("large-")

    @property
    def is_large(self) -> bool:
        """Whether its running text has eighteen points."""
        return self.value.startswith("large-")


STANDARD_EDITIONS = (Edition.A4, Edition.LETTER)
"""The editions that every document has."""


@dataclass(frozen=True)
class DocumentBuilder:
    """The drawing board for everything that is printed of one library."""

    library: Library
    words: Words
    addresses: Urls

    @cached_property
    def _templates(self) -> Environment:
        return environment(self.library, self.words)

    @cached_property
    def citations(self) -> Citations:
        """The desk where everything is cited."""
        return Citations(self.library, self.words, self.addresses)

    def name_of(self, name: str, conference: model.Conference) -> str:
        """The name of what there is once for each conference: the latest has it alone, an earlier one with its year behind it."""
        return name if conference == self.library.conferences[-1] else f"{name}-{conference.id}"

    def draw(
        self,
        kind: str,
        path: str,
        title: str,
        conference: model.Conference,
        edition: Edition,
        records: Iterable[model.Record],
        subject: Mapping[str, Any],
        *,
        form: bool = False,
        pages: int | None = None,
    ) -> PdfDocument:
        """A document of one kind with all that its template draws, and the pages that it may have.

        Links to its records, and to what the subject names as `inside`, stay within the document; all others lead to the site.
        """
        held = list(records)
        date = latest(held) or conference.changed.isoformat()
        inside = {record.id for record in held} | set(subject.get("inside", ()))
        if edition.is_large:
            title = self.words("edition.large-title", title=title)

        def link(identifier: str) -> str:
            return (
                f"#{identifier}" if identifier in inside else self.addresses.permanent(identifier)
            )

        documents = list(dict.fromkeys(record.source.document for record in held))
        template = self._templates.get_template(f"print/{kind}.html.jinja")
        html = template.render(
            kind=kind,
            title=title,
            conference=conference,
            originals=[self.citations.original(document).cited for document in documents],
            permission=self._permission(conference, documents),
            date=date,
            edition=edition,
            link=link,
            permanent=self.addresses.permanent,
            code=code,
            site_url=self.addresses.site_url,
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
            kind,
            html,
            date,
            form,
            PageBudget(pages, self._places),
        )

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """The file and line of everything with an identifier."""
        return {
            identifier: f"{origin.path}:{origin.line}"
            for identifier, origin in self.library.origins.items()
        }

    def _permission(self, conference: model.Conference, documents: Sequence[str]) -> str:
        """What may be copied: only the report of a conference permits it, so beside other sources it is named, and without it nothing is said."""
        if conference.source.document not in documents:
            return ""
        return (
            self.words("handout.permission")
            if len(documents) == 1
            else self.words("handout.permission-part", title=conference.title)
        )
