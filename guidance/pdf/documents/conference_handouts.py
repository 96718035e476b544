"""The handouts of a whole conference: trainer's pack, poster and worksheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import concluded_records
from guidance.pdf.documents.builder import DocumentBuilder, title_size
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.edition import Edition
from guidance.pdf.documents.handouts import Handout, panel_handouts
from guidance.pdf.documents.page_budget import Section
from guidance.pdf.documents.sessions.sheets import SessionSheets, SheetHead, session_sheets
from guidance.pdf.rendering.document import PdfDocument
from guidance.rendering.session_views import cited_records
from guidance.worksheets.questions import (
    COVERAGE,
    SHEET_FIELDS,
    VERSION_FIELD,
    Worksheet,
    question_groups,
    worksheet_of,
)

SIGNATURES, MOST_SIGNATURES = 20, 40
"""The least and the largest number of lines to sign on, in the trainer's pack."""


@dataclass(frozen=True)
class PillarRecords:
    """A pillar with its current recommendations."""

    pillar: model.Pillar
    records: tuple[model.Record, ...]


@dataclass(frozen=True)
class PackSheet:
    """A line of the contents of the trainer's pack."""

    anchor: str
    title: str
    """The kind of sheet, such as question sheet."""


@dataclass(frozen=True)
class PackPart:
    """What the trainer's pack holds of one panel."""

    handout: Handout
    sheets: SessionSheets | None
    """The sheets of its session, which come before the handout; they hold its questions."""
    questions: Sequence[model.DiscussionQuestion]
    """The questions for a sheet of their own, where there is no session."""
    contents: Sequence[PackSheet]
    """All its sheets in order."""

    @property
    def heads(self) -> Sequence[SheetHead]:
        """The title bands of the sheets of its session."""
        return self.sheets.heads if self.sheets else ()

    @property
    def name(self) -> str:
        """The `id` of its first title."""
        return self.heads[0].name if self.heads else self.handout.name


def _pack_part(builder: DocumentBuilder, handout: Handout) -> PackPart:
    sheets, words = session_sheets(builder, handout), builder.words
    heads = sheets.heads if sheets else ()
    questions = () if sheets else handout.questions
    contents = [PackSheet(head.name, words(f"session.{head.sheet.value}")) for head in heads]
    contents.append(PackSheet(handout.name, words("session.handout")))
    if questions:
        contents.append(PackSheet(f"questions-{handout.name}", words("session.questions")))
    return PackPart(replace(handout, questions=()), sheets, questions, contents)


def _steps(words: Words, *, has_sessions: bool) -> list[str]:
    """How to use the pack, step by step: by the plans of its sessions, where it has some."""
    names = (
        ("session", "print", "identifiers", "longer", "sign")
        if has_sessions
        else ("panels", "print", "handouts", "identifiers", "questions", "together", "sign")
    )
    return [words(f"pack.use-{name}") for name in names]


def _signatures(parts: Sequence[PackPart]) -> int:
    """The number of lines to sign on: one for each person of the largest session, within limits."""
    people = (part.sheets.view.plan.participants or 0 for part in parts if part.sheets)
    return min(MOST_SIGNATURES, max([SIGNATURES, *people]))


def build_pack(
    builder: DocumentBuilder, conference: model.Conference, editions: Iterable[Edition]
) -> Iterator[PdfDocument]:
    """The trainer's pack: instructions, each panel's sheets in order of use, a sheet to sign.

    Nothing if no panel has records.
    """
    handouts = list(panel_handouts(builder, conference))
    if not handouts:
        return
    heading = builder.title_of(conference)
    parts = [_pack_part(builder, handout) for handout in handouts]
    has_sessions = any(part.sheets for part in parts)
    yield from builder.build(
        DocumentKind.PACK,
        f"downloads/{conference.id}/trainers-pack",
        builder.words("pack.title", title=heading),
        editions,
        [replace(part.handout.section, has_session=part.sheets is not None) for part in parts],
        {
            "conference": conference,
            "size": title_size(conference.title),
            "lead": builder.words("pack.lead-session" if has_sessions else "pack.lead"),
            "label": builder.words("conference.label", year=conference.year),
            "panels": parts,
            "steps": _steps(builder.words, has_sessions=has_sessions),
            "signatures": _signatures(parts),
            "url": builder.urls.permanent(conference.id),
        },
        inside=[handout.name for handout in handouts],
        documents=[
            record.source.document
            for panel in builder.library.panels_of(conference.id)
            if panel.session_plan
            for record in cited_records(builder.library, panel.session_plan)
        ],
    )


def build_poster(
    builder: DocumentBuilder, conference: model.Conference, editions: Iterable[Edition]
) -> Iterator[PdfDocument]:
    """The poster: the pillars with the titles of their recommendations.

    Nothing if no pillar has current recommendations.
    """
    pillars = _pillars(builder, conference)
    if not pillars:
        return
    heading = builder.title_of(conference)
    yield from builder.build(
        DocumentKind.POSTER,
        f"downloads/{conference.id}/pillars-poster",
        builder.words("poster.title", title=heading),
        editions,
        [Section(each.records) for each in pillars],
        {
            "conference": conference,
            "heading": heading,
            "pillars": pillars,
            "url": builder.urls.permanent(conference.id),
        },
    )


def build_worksheet(
    builder: DocumentBuilder, conference: model.Conference, editions: Iterable[Edition]
) -> Iterator[PdfDocument]:
    """The worksheet of a conference; nothing if nothing that it concluded asks for action."""
    library = builder.library
    worksheet = worksheet_of(library, conference.id, concluded_records(library, conference))
    if not worksheet.records:
        return
    yield from build_worksheet_form(
        builder,
        worksheet,
        editions,
        f"downloads/{conference.id}/worksheet",
        builder.title_of(conference),
        builder.urls.permanent(conference.id),
        DocumentKind.WORKSHEET,
    )


def build_worksheet_form(
    builder: DocumentBuilder,
    worksheet: Worksheet,
    editions: Iterable[Edition],
    path: str,
    heading: str,
    url: str,
    kind: DocumentKind,
) -> Iterator[PdfDocument]:
    """The form of a worksheet."""
    yield from builder.build(
        kind,
        path,
        builder.words("worksheet.title", title=heading),
        editions,
        [Section(group.records) for group in worksheet.groups],
        {
            "heading": heading,
            "groups": question_groups(worksheet, builder.library, builder.words),
            "sheet_fields": SHEET_FIELDS,
            "coverage": COVERAGE,
            "version_field": VERSION_FIELD,
            "version": worksheet.version,
            "url": url,
        },
        fillable=True,
    )


def _pillars(builder: DocumentBuilder, conference: model.Conference) -> list[PillarRecords]:
    """The pillars that have current recommendations."""
    library = builder.library
    return [
        PillarRecords(pillar, records)
        for pillar in library.pillars_of(conference.id)
        if (records := library.current_records_of(pillar.id))
    ]
