"""Citations of records and reports, as fields and as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.conclusions import has_report
from guidance.library.library import Library, latest
from guidance.library.urls import Urls


@dataclass(frozen=True)
class Original:
    """The original document, which the records restate; fields that it does not give are empty."""

    reference: str
    """The citation that it asks for, or one composed of its authors, title, place and date."""
    title: str
    authors: tuple[str, ...] = ()
    """People or organizations; the publishers where no author is named."""
    publishers: tuple[str, ...] = ()
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
    """The original and the place there; of a record its identifier before that."""
    keywords: tuple[str, ...]
    language: str
    text: str
    """The whole citation, for a footnote."""
    original: Original
    original_text: str
    """The original alone, with the place in it and the provisions, for those who cite it."""


@dataclass(frozen=True)
class Citations:
    """Citations of one library."""

    library: Library
    words: Words
    urls: Urls

    def all(self) -> Iterator[Citation]:
        """A citation of each report, then of each record, in the order of publication.

        A conference that has points alone has no report.
        """
        yield from map(self.of, self.identifiers())

    def identifiers(self) -> Iterator[str]:
        """The identifiers of all that can be cited, in the order of `all`."""
        for conference in self.library.conferences:
            if has_report(self.library, conference):
                yield conference.id
        yield from (record.id for record in self.library.records)

    def of(self, identifier: str) -> Citation:
        """The citation of the report of a conference or of a record."""
        match self.library.by_id[identifier]:
            case model.Conference() as conference:
                return self.of_report(conference)
            case model.Record() as record:
                return self.of_record(record)
            case _:
                raise KeyError(identifier)

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
            self.title_of(conference),
            latest(records) or library.date,
            tuple(panel.title for panel in panels),
            self.original(conference.main_document),
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
            place=self._place(record.source),
            provisions=self._provisions(record),
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
        place: str = "",
        provisions: Sequence[str] = (),
        is_withdrawn: bool = False,
        is_report: bool = False,
    ) -> Citation:
        words, url, title = self.words, self.urls.permanent(identifier), typeset(title)
        original_text = self.with_place(original, place)
        if provisions:
            original_text = words(
                "citation.under", original=original_text, provisions="; ".join(provisions)
            )
        restatement = words("citation.restated", original=original_text)
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
            original_text,
        )

    def with_place(self, original: Original, place: str) -> str:
        """The citation of an original with a place in it, where there is one."""
        reference = original.reference
        return self.words("citation.place", original=reference, place=place) if place else reference

    def of_provision(self, instrument: model.Instrument, article: str = "") -> str:
        """An instrument or an article of it, cited in the document that tells of it."""
        name = typeset(instrument.title)
        cited = (
            self.words("citation.provision", instrument=name, article=article) if article else name
        )
        source = instrument.source
        if not source or source.document == instrument.full_text:
            return cited
        original = self.with_place(self.original(source.document), self._place(source))
        return self.words("citation.cited-in", cited=cited, original=original)

    def _place(self, source: model.SourcePlace) -> str:
        """Pages and paragraphs of a place in a document, as citations give them."""
        pages = self.words.pages(source.pages) if source.pages else ""
        paragraphs = self.words.paragraphs(source.paragraphs) if source.paragraphs else ""
        return ", ".join(filter(None, (pages, paragraphs)))

    def _provisions(self, record: model.Record) -> list[str]:
        """The articles on which an obligation rests, each with its instrument."""
        return [
            self.words("citation.provision", instrument=instrument.short, article=article)
            for instrument in map(self.library.by_id.__getitem__, record.instruments)
            if isinstance(instrument, model.Instrument)
            for article in articles_for(record, instrument)
        ]

    def original(self, document: str) -> Original:
        """A source document: as it asks to be cited, or by its own fields."""
        source = self.library.source(document)
        return Original(
            typeset(source.cite_as or self._reference(source)),
            self.title_of(source),
            source.authors or source.publishers,
            source.publishers,
            source.date or "",
            source.place or "",
        )

    def _reference(self, source: model.Source) -> str:
        """Authors and title; in brackets, standing, publishers, place and date.

        The standing is given where the document is no publication in its own right. What the
        document does not say is left out.
        """
        authors = source.authors or source.publishers
        is_published = source.standing in (
            model.Standing.CONFERENCE_CONCLUSIONS,
            model.Standing.PUBLICATION,
        )
        details = (
            "" if is_published else self.words(f"standing.{source.standing}"),
            *(publisher for publisher in source.publishers if publisher not in authors),
            source.place,
            self.words.day(source.date) if source.date else "",
        )
        reference = ", ".join((*authors, self.title_of(source)))
        published = ", ".join(filter(None, details))
        return f"{reference} ({published})" if published else reference

    def title_of(self, entry: model.Source | model.Conference) -> str:
        """Title and subtitle of a document or of the report of a conference."""
        title, subtitle = entry.title, entry.subtitle
        return typeset(
            self.words("report.title", title=title, subtitle=subtitle) if subtitle else title
        )


def articles_for(record: model.Record, instrument: model.Instrument) -> list[str]:
    """The articles of an instrument on which an obligation rests; other records name none.

    An article is left out if one of its paragraphs is named, and all are if the instrument is the
    document itself.
    """
    is_document = instrument.full_text == record.source.document
    if record.nature is not model.Nature.OBLIGATION or is_document:
        return []
    articles = [provision.article for provision in instrument.provisions]
    return [
        article
        for article in articles
        if not any(other.startswith(f"{article}(") for other in articles)
    ]
