"""Builds the view model of the report, with numbered notes and index entries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.appearances import Named, surname
from guidance.library.library import Library
from guidance.pdf.documents.report.annotator import NameFinder, ReportAnnotator
from guidance.pdf.documents.report.contents import contents
from guidance.pdf.documents.report.imprint import addresses, cover_view, document_imprint
from guidance.pdf.documents.report.index_entries import IndexEntries
from guidance.pdf.documents.report.overview import abbreviations, facet_entries, summary_lines
from guidance.pdf.documents.report.view import (
    Answer,
    ChapterView,
    FigureView,
    ForewordView,
    FrontMatter,
    InstrumentEntry,
    InterviewView,
    NoteView,
    PersonEntry,
    PillarView,
    ReportView,
)
from guidance.rendering.endnotes import Endnotes
from guidance.rendering.record_views import RecordViews
from guidance.rendering.view_models import (
    RecordView,
    ResourceView,
    SideEventView,
    StatementView,
)


def report_resources(library: Library, conference: model.Conference) -> list[model.Resource]:
    """The publications to which the documents of a conference point."""
    return [
        each
        for each in library.resources
        if each.source and each.source.document in conference.documents
    ]


def report_view(
    library: Library, words: Words, conference: model.Conference, references: Mapping[str, str]
) -> ReportView:
    """Build the view of the report of a conference.

    `references` holds how each document on which it draws is cited, by its identifier.
    """
    return _ReportViewBuilder(library, words, conference, references).build()


class _ReportViewBuilder:
    """Builds the parts of a report in reading order, in which notes are numbered."""

    def __init__(
        self,
        library: Library,
        words: Words,
        conference: model.Conference,
        references: Mapping[str, str],
    ) -> None:
        self.library, self.words, self.conference = library, words, conference
        self.references = references
        self.documents = [library.source(document) for document in references]
        self.panels = library.panels_of(conference.id)
        concluding = {identifier for panel in self.panels for identifier in panel.conclusions}
        self.own_pillars = [
            pillar for pillar in library.pillars_of(conference.id) if pillar.id not in concluding
        ]
        self.index, self.endnotes = IndexEntries(), Endnotes()
        self.named: tuple[Named, ...] = (*library.people, *library.organizations)
        names = NameFinder(self.named, library.instruments)
        self.outside = ReportAnnotator(words, names, self.index, self.endnotes)
        """The annotator for texts that the indexes do not refer to."""

    def build(self) -> ReportView:
        """Build the report."""
        front_matter = self._front_matter()
        foreword = self._foreword()
        interview = self._interview()
        chapters = [self._chapter(panel) for panel in self.panels]
        pillars = self._pillars(pillar.id for pillar in self.own_pillars)
        figures = [
            FigureView(figure, self.outside.remark(figure.erratum))
            for figure in self.conference.figures
        ]
        side_events = self._side_events()
        resources = self._resources()
        notes = [
            NoteView(number, remark=note)
            if isinstance(note, str)
            else NoteView(number, instrument=note)
            for number, note in self.endnotes
        ]
        people, instruments = list(self._people()), list(self._instruments())
        records = [
            *(record for chapter in chapters for record in chapter.all_records),
            *(record for pillar in pillars for record in pillar.records),
        ]
        vocabulary = self.library.vocabulary
        annexes = iter(("I", "II"))
        words = self.words
        report = ReportView(
            cover_view(self.conference, words),
            front_matter,
            (),
            summary_lines(records),
            foreword,
            interview,
            chapters,
            pillars,
            figures,
            side_events,
            self._annex(annexes, "side-events.title") if side_events else "",
            resources,
            self._annex(annexes, "resources.title") if resources else "",
            notes,
            words(
                "indexes.named"
                if any(self.index.locators(each.id) for each in self.library.organizations)
                else "indexes.people"
            ),
            people,
            instruments,
            facet_entries(records, "actor", vocabulary.actors),
            facet_entries(records, "measure", vocabulary.measures),
            abbreviations(self.library.terms, self._printed(records, resources)),
            [typeset(each.cite_as) for each in self.documents if each.cite_as],
            addresses(self.documents),
        )
        return replace(report, contents=list(contents(report, words)))

    def _printed(
        self, records: Iterable[RecordView], resources: Iterable[ResourceView]
    ) -> Iterator[model.Entry]:
        """The entries whose texts are printed."""
        yield self.conference
        yield from (panel.model_copy(update={"takeaways": ()}) for panel in self.panels)
        yield from (
            pillar.model_copy(update={"recommendations": ()})
            for pillar in self.library.pillars_of(self.conference.id)
        )
        for view in records:
            yield view.record
            yield from (ground.instrument for ground in view.grounds)
        yield from (view.resource for view in resources)

    def _annex(self, numerals: Iterator[str], title: str) -> str:
        return " ".join((self.words("annex", numeral=next(numerals)), self.words(title)))

    def _annotator(self, part: str) -> ReportAnnotator:
        return replace(self.outside, part=part)

    def _views(self, annotator: ReportAnnotator) -> RecordViews:
        return RecordViews(self.library, self.words, annotator)

    def _front_matter(self) -> FrontMatter:
        annotator = self._annotator(self.words("conference.acknowledgements"))
        return FrontMatter(
            self.outside.remark(self.conference.erratum),
            [
                document_imprint(self.words, each, self.references[each.id], annotator)
                for each in self.documents
            ],
            self._statements(self.conference.statements),
        )

    def _statements(self, statements: Sequence[model.Statement]) -> list[StatementView]:
        views = self._views(self.outside).statements(statements)
        for statement in statements:
            self.index.add(statement.of, self.words("part.statement"), statement.id)
        return views

    def _foreword(self) -> ForewordView | None:
        foreword, part = self.conference.foreword, self.words("part.foreword")
        if not foreword:
            return None
        annotator = self._annotator(part)
        author = self._views(annotator).appearance(foreword.author, part)
        for instrument in self.library.instruments:
            if foreword.source and instrument.source == foreword.source:
                self.index.add(instrument.id, part, "foreword")
        return ForewordView(
            author, annotator.prose(foreword.text, annotator.remark(foreword.erratum))
        )

    def _interview(self) -> InterviewView | None:
        interview, part = self.conference.interview, self.words("part.interview")
        if not interview:
            return None
        annotator = self._annotator(part)
        return InterviewView(
            interview,
            interview.subtitle or self.library.title_of(interview.person.of),
            annotator.anchor(interview.person.of, part),
            annotator.remark(interview.erratum),
            annotator.prose(interview.about) if interview.about else Markup(),
            [
                Answer(each.question, annotator.prose(each.answer, annotator.remark(each.erratum)))
                for each in interview.questions
            ],
        )

    def _chapter(self, panel: model.Panel) -> ChapterView:
        programme = self._views(self.outside).programme(panel)
        annotator = self._annotator(self.words("part.chapter", number=panel.number))
        introduction = panel.introduction or ""
        return ChapterView(
            panel,
            4 if panel.takeaways_title else 3,
            programme,
            annotator.prose(introduction, annotator.remark(panel.erratum)),
            self._statements(panel.statements),
            self._records(panel.id),
            self._pillars(panel.conclusions),
        )

    def _pillars(self, identifiers: Iterable[str]) -> list[PillarView]:
        """The pillars of which there is more to print than a title."""
        views = [self._pillar(identifier) for identifier in identifiers]
        return [view for view in views if view.records or view.pillar.summary]

    def _pillar(self, identifier: str) -> PillarView:
        pillar = self.library.by_id[identifier]
        assert isinstance(pillar, model.Pillar)  # noqa: S101 -- validated
        remark = self.outside.remark(pillar.erratum)
        return PillarView(pillar, remark, self._records(pillar.id))

    def _records(self, parent: str) -> list[RecordView]:
        return [self._record(record) for record in self.library.current_records_of(parent)]

    def _record(self, record: model.Record) -> RecordView:
        for instrument in record.instruments:
            self.index.add(instrument, record.id, record.id)
        return self._views(self._annotator(record.id)).record(record)

    def _side_events(self) -> list[tuple[datetime.date, Sequence[SideEventView]]]:
        annotator = self._annotator(self.words("side-events.title"))

        def view(event: model.SideEvent) -> SideEventView:
            annotator.index_title(event.title, event.id)
            return self._views(annotator).side_event(event)

        by_day = sorted(self.conference.side_events, key=lambda event: event.day)
        return [
            (day, [view(event) for event in events])
            for day, events in groupby(by_day, key=lambda event: event.day)
        ]

    def _resources(self) -> list[ResourceView]:
        annotator = self._annotator(self.words("resources.title"))

        def view(resource: model.Resource) -> ResourceView:
            annotator.index_title(resource.title or "", resource.id)
            return self._views(annotator).resource(resource)

        return [view(resource) for resource in report_resources(self.library, self.conference)]

    def _people(self) -> Iterator[PersonEntry]:
        for named in self.index.people(self.named):
            last = surname(named)
            given_names = named.name.removesuffix(last)
            yield PersonEntry(named.id, given_names, last, self.index.locators(named.id))

    def _instruments(self) -> Iterator[InstrumentEntry]:
        for instrument in self.index.instruments(self.library.instruments):
            label = self.library.label("instrument_types", instrument.type)
            yield InstrumentEntry(instrument, label, self.index.locators(instrument.id))
