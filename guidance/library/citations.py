"""Citations: a library goes in, what one needs to cite each record and each report comes out, with the citation as text."""

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
    """The document that was restated, as far as it tells of itself."""

    cited: str
    """As it asks to be cited, or by what it tells."""
    title: str
    makers: tuple[str, ...] = ()
    date: str = ""
    place: str = ""


@dataclass(frozen=True)
class Citation:
    """What one needs to cite a record, or the report of a conference as it is restated here."""

    id: str
    """The permanent identifier; it is the key of the entry, too."""
    is_report: bool
    author: str
    """Who restates: this project, since nobody else answers for these words."""
    title: str
    issued: str
    """The day of the last change, in ISO 8601: it tells which wording was cited."""
    url: str
    note: str
    """Of a record its identifier, and from which document and which of its pages it is restated."""
    keywords: tuple[str, ...]
    language: str
    text: str
    """The whole citation, ready to be pasted into a footnote."""
    original: Original


@dataclass(frozen=True)
class Citations:
    """The desk where everything of one library is cited."""

    library: Library
    words: Words
    addresses: Urls

    def all(self) -> Iterator[Citation]:
        """A citation of each conference's report, then of each record, in the order of publication."""
        yield from (self.of_report(conference) for conference in self.library.conferences)
        yield from (self.of_record(record) for record in self.library.records)

    def of_report(self, conference: model.Conference) -> Citation:
        """The report of a conference as it is restated here, of the day when one of its records last changed."""
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
        """A takeaway, a recommendation or a point; a withdrawn one says that it is."""
        return self._citation(
            record.id,
            record.title,
            record.changed.isoformat(),
            record.keywords,
            self.original(record.source.document),
            pages=record.source.pages or "",
            withdrawn=record.status is model.Status.WITHDRAWN,
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
        withdrawn: bool = False,
        is_report: bool = False,
    ) -> Citation:
        words, url, title = self.words, self.addresses.permanent(identifier), typeset(title)
        place = (
            words("pages.range" if "-" in pages else "pages.one", pages=pages.replace("-", "–"))
            if pages
            else ""
        )
        restated = (
            words("citation.pages", original=original.cited, pages=place)
            if place
            else original.cited
        )
        restated = words("citation.restated", original=restated)
        marked = words("citation.withdrawn", identifier=identifier) if withdrawn else identifier
        note = restated if is_report else words("citation.marked", identifier=marked, told=restated)
        day = words("citation.day", day=words.day(issued))
        state = day if is_report else words("citation.marked", identifier=marked, told=day)
        author = words("product.title")
        text = words(
            "citation.text", author=author, title=title, state=state, restated=restated, url=url
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
    def _reported(self) -> Mapping[str, model.Conference]:
        """The conference behind each source document that reports one."""
        return {
            conference.source.document: conference
            for conference in reversed(self.library.conferences)
            if conference.source
        }

    def original(self, document: str) -> Original:
        """A source document; the one behind a conference is cited as the conference's report asks."""
        if conference := self._reported.get(document):
            return self._of_conference(conference)
        source = self.library.by_id[document]
        assert isinstance(source, model.Source)  # noqa: S101 -- what a record names as its document is a source, else nothing is published
        makers = source.authors or ((source.publisher,) if source.publisher else ())
        title = typeset(
            self.words("report.title", title=source.title, subtitle=source.subtitle)
            if source.subtitle
            else source.title
        )
        when = ", ".join(
            part
            for part in (source.place or "", self.words.day(source.date) if source.date else "")
            if part
        )
        said = ", ".join((*makers, title))
        return Original(
            f"{said} ({when})" if when else said,
            title,
            makers,
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
