"""Builds the view model of the report, with numbered notes and index entries."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.pdf.documents.endnotes import Endnotes
from guidance.pdf.documents.index_entries import IndexEntries, surname
from guidance.pdf.documents.report_annotator import NameFinder, ReportAnnotator
from guidance.pdf.documents.report_view import (
    Answer,
    ChapterView,
    ContentsLine,
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
from guidance.rendering.record_views import (
    RecordView,
    RecordViews,
    ResourceView,
    SideEventView,
    StatementView,
)

SHORT_INTRODUCTION = 1500
"""An introduction of fewer characters is shorter than the programme beside it."""


def report_resources(library: Library, conference: model.Conference) -> list[model.Resource]:
    """The publications to which the report of a conference points."""
    document = conference.source.document
    return [each for each in library.resources if each.source and each.source.document == document]


def report_view(library: Library, words: Words, conference: model.Conference) -> ReportView:
    """Build the view of the report of a conference."""
    return _ReportViewBuilder(library, words, conference).build()


class _ReportViewBuilder:
    """Builds the parts of a report in reading order, in which notes are numbered."""

    def __init__(self, library: Library, words: Words, conference: model.Conference) -> None:
        self.library, self.words, self.conference = library, words, conference
        self.panels = library.panels_of(conference.id)
        self.index, self.endnotes = IndexEntries(), Endnotes()
        names = NameFinder(library.people, library.instruments)
        self.outside = ReportAnnotator(words, names, self.index, self.endnotes)
        """The annotator for texts that the indexes do not refer to."""

    def build(self) -> ReportView:
        """Build the report."""
        front_matter = self._front_matter()
        foreword = self._foreword()
        interview = self._interview()
        chapters = [self._chapter(panel) for panel in self.panels]
        figures = [
            FigureView(figure, self.outside.remark(figure.erratum))
            for figure in self.conference.figures
        ]
        side_events = self._side_events()
        resources = self._resources()
        records = [
            view.record
            for chapter in chapters
            for views in (chapter.records, *(pillar.records for pillar in chapter.pillars))
            for view in views
        ]
        has_instruments = any(record.instruments for record in records)
        return ReportView(
            front_matter,
            list(self._contents(has_resources=bool(resources), has_instruments=has_instruments)),
            foreword,
            interview,
            chapters,
            figures,
            side_events,
            resources,
            [
                NoteView(number, remark=note)
                if isinstance(note, str)
                else NoteView(number, instrument=note)
                for number, note in self.endnotes
            ],
            list(self._people()),
            list(self._instruments()) if has_instruments else [],
            self._back_cover_contact(),
        )

    def _annotator(self, part: str) -> ReportAnnotator:
        return replace(self.outside, part=part)

    def _views(self, annotator: ReportAnnotator) -> RecordViews:
        return RecordViews(self.library, self.words, annotator)

    def _front_matter(self) -> FrontMatter:
        imprint, words = self.conference.imprint, self.words
        annotator = self._annotator(words("conference.acknowledgements"))
        telephone, fax = words("imprint.telephone"), words("imprint.fax")
        contact = [
            imprint.telephone and f"{telephone} {imprint.telephone}",
            imprint.fax and f"{fax} {imprint.fax}",
            imprint.email,
            imprint.web,
        ]
        return FrontMatter(
            self.outside.remark(self.conference.erratum),
            annotator.prose(imprint.acknowledgements, annotator.remark(imprint.erratum)),
            self._statements(self.conference.statements),
            words.enumeration([line for line in contact if line]),
        )

    def _statements(self, statements: Sequence[model.Statement]) -> list[StatementView]:
        views = self._views(self.outside).statements(statements)
        for statement in statements:
            self.index.add(statement.person, self.words("part.statement"), statement.id)
        return views

    def _foreword(self) -> ForewordView | None:
        foreword, part = self.conference.foreword, self.words("part.foreword")
        if not foreword:
            return None
        annotator = self._annotator(part)
        author = self._views(annotator).appearance(foreword.author, part)
        for instrument in self.library.instruments:
            if instrument.source == foreword.source:
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
            annotator.anchor(interview.person.person, part),
            annotator.remark(interview.erratum),
            annotator.prose(interview.about),
            [
                Answer(each.question, annotator.prose(each.answer, annotator.remark(each.erratum)))
                for each in interview.questions
            ],
        )

    def _chapter(self, panel: model.Panel) -> ChapterView:
        programme = self._views(self.outside).programme(panel)
        annotator = self._annotator(self.words("part.chapter", number=panel.number))
        return ChapterView(
            panel,
            len(panel.introduction) < SHORT_INTRODUCTION,
            programme,
            annotator.prose(panel.introduction, annotator.remark(panel.erratum)),
            self._statements(panel.statements),
            self._records(panel.id),
            [self._pillar(identifier) for identifier in panel.conclusions],
        )

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
        for person in self.index.people(self.library.people):
            last = surname(person)
            yield PersonEntry(person.name.removesuffix(last), last, self.index.locators(person.id))

    def _instruments(self) -> Iterator[InstrumentEntry]:
        for instrument in self.index.instruments(self.library.instruments):
            label = self.library.label("instrument_types", instrument.type)
            yield InstrumentEntry(instrument, label, self.index.locators(instrument.id))

    def _contents(self, *, has_resources: bool, has_instruments: bool) -> Iterator[ContentsLine]:
        conference, words = self.conference, self.words
        if conference.foreword:
            yield ContentsLine("foreword", words("foreword.title"))
        if conference.interview:
            yield ContentsLine("interview", conference.interview.title)
        for panel in self.panels:
            yield ContentsLine(panel.id, panel.title, str(panel.number))
            for pillar in self.library.pillars_of(conference.id) if panel.conclusions else ():
                yield ContentsLine(pillar.id, pillar.title, pillar.numeral, is_inner=True)
        if conference.figures:
            yield ContentsLine("figures", words("figures.title"))
        if conference.side_events:
            annex = words("annex", numeral="I")
            yield ContentsLine("side-events", " ".join((annex, words("side-events.title"))))
        if has_resources:
            annex = words("annex", numeral="II")
            yield ContentsLine("resources", " ".join((annex, words("resources.title"))))
        yield ContentsLine("notes", words("notes.title"))
        yield ContentsLine("index-people", words("indexes.people"))
        if has_instruments:
            yield ContentsLine("index-instruments", words("indexes.instruments"))
        yield ContentsLine("citing", words("about.cite"))

    def _back_cover_contact(self) -> str:
        imprint = self.conference.imprint
        lines = (imprint.social, imprint.email, imprint.web)
        return self.words.enumeration([line for line in lines if line])
