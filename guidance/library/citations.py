"""Citations of records and reports, as fields and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.library import Library, latest
from guidance.library.urls import Urls


@dataclass(frozen=True)
class Original:
    """The original document, which the records restate; fields that it does not give are empty."""

    reference: str
    """The citation that it asks for, or one composed of its authors, title, place and date."""
    title: str
    authors: tuple[str, ...] = ()
    """People or organizations; the publisher if no author is named."""
    date: str = ""
    """A day, a month or a year in ISO 8601."""
    place: str = ""


@dataclass(frozen=True)
class Citation:
    """A citation of a record, or of the restated report of a conference."""

    id: str
    """The permanent identifier, also the key in bibliographies."""
    is_report: bool
    author: str
    """This project, which alone is responsible for the restatement."""
    title: str
    issued: str
    """The day of the last change, in ISO 8601: it identifies the wording that is cited."""
    url: str
    note: str
    """The original and its pages; for a record, after its identifier."""
    keywords: tuple[str, ...]
    language: str
    text: str
    """The whole citation, for a footnote."""
    original: Original


@dataclass(frozen=True)
class Citations:
    """Citations of one library."""

    library: Library
    words: Words
    urls: Urls

    def all(self) -> Iterator[Citation]:
        """A citation of each report, then of each record, in the order of publication."""
        yield from (self.of_report(conference) for conference in self.library.conferences)
        yield from (self.of_record(record) for record in self.library.records)

    def of_report(self, conference: model.Conference) -> Citation:
        """The report of a conference, issued on the day of the latest change of its records."""
        library = self.library
        panels = library.panels_of(conference.id)
        holders = [
            *(panel.id for panel in panels),
            *(pillar.id for pillar in library.pillars_of(conference.id)),
        ]
        records = [record for holder in holders for record in library.records_of(holder)]
        return self._citation(
            conference.id,
            self.words("report.title", title=conference.title, subtitle=conference.subtitle),
            latest(records) or library.date,
            tuple(panel.title for panel in panels),
            self._of_conference(conference),
            is_report=True,
        )

    def of_record(self, record: model.Record) -> Citation:
        """A takeaway, a recommendation or a point; one that is withdrawn is marked."""
        return self._citation(
            record.id,
            record.title,
            record.changed.isoformat(),
            record.keywords,
            self.original(record.source.document),
            pages=record.source.pages or "",
            is_withdrawn=record.status is model.Status.WITHDRAWN,
        )

    def _citation(
        self,
        identifier: str,
        title: str,
        issued: str,
        keywords: tuple[str, ...],
        original: Original,
        *,
        pages: str = "",
        is_withdrawn: bool = False,
        is_report: bool = False,
    ) -> Citation:
        words, url, title = self.words, self.urls.permanent(identifier), typeset(title)
        place = words.pages(pages) if pages else ""
        restatement = (
            words("citation.pages", original=original.reference, pages=place)
            if place
            else original.reference
        )
        restatement = words("citation.restated", original=restatement)
        marked_identifier = (
            words("citation.withdrawn", identifier=identifier) if is_withdrawn else identifier
        )
        note = (
            restatement
            if is_report
            else words("citation.marked", identifier=marked_identifier, text=restatement)
        )
        day = words("citation.day", day=words.day(issued))
        state = (
            day if is_report else words("citation.marked", identifier=marked_identifier, text=day)
        )
        author = words("product.title")
        text = words(
            "citation.text", author=author, title=title, state=state, restated=restatement, url=url
        )
        return Citation(
            identifier,
            is_report,
            author,
            title,
            issued,
            url,
            note,
            tuple(map(typeset, keywords)),
            words.language,
            text,
            original,
        )

    @cached_property
    def _conferences(self) -> Mapping[str, model.Conference]:
        """The conference of each document that is the report of one, by the document."""
        return {
            conference.source.document: conference
            for conference in reversed(self.library.conferences)
            if conference.source
        }

    def original(self, document: str) -> Original:
        """A source document; the report of a conference is cited as its imprint asks."""
        if conference := self._conferences.get(document):
            return self._of_conference(conference)
        source = self.library.by_id[document]
        assert isinstance(source, model.Source)  # noqa: S101 -- holds for valid content
        authors = source.authors or ((source.publisher,) if source.publisher else ())
        title = typeset(
            self.words("report.title", title=source.title, subtitle=source.subtitle)
            if source.subtitle
            else source.title
        )
        date = self.words.day(source.date) if source.date else ""
        place_and_date = ", ".join(filter(None, (source.place, date)))
        reference = ", ".join((*authors, title))
        return Original(
            f"{reference} ({place_and_date})" if place_and_date else reference,
            title,
            authors,
            source.date or "",
            source.place or "",
        )

    def _of_conference(self, conference: model.Conference) -> Original:
        title = typeset(
            self.words("report.title", title=conference.title, subtitle=conference.subtitle)
        )
        source = self.library.by_id[conference.source.document] if conference.source else None
        date, place = (
            (source.date or "", source.place or "")
            if isinstance(source, model.Source)
            else ("", "")
        )
        return Original(
            typeset(conference.imprint.cite_as), title, (conference.imprint.publisher,), date, place
        )
