"""The handouts of a whole conference: trainer's pack, poster and worksheet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guidance.content import model
from guidance.library.conclusions import concluded_records
from guidance.pdf.documents.builder import DocumentBuilder, title_size
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.edition import Edition
from guidance.pdf.documents.handouts import panel_handouts
from guidance.pdf.documents.page_budget import Section
from guidance.pdf.rendering.document import PdfDocument
from guidance.worksheets.questions import (
    COVERAGE,
    SHEET_FIELDS,
    VERSION_FIELD,
    Worksheet,
    question_groups,
    worksheet_of,
)

SIGNATURES = 18
"""The number of lines to sign on, in the trainer's pack."""


@dataclass(frozen=True)
class PillarRecords:
    """A pillar with its current recommendations."""

    pillar: model.Pillar
    records: tuple[model.Record, ...]


def build_pack(
    builder: DocumentBuilder, conference: model.Conference, edition: Edition
) -> PdfDocument | None:
    """The trainer's pack: instructions, the panels' handouts, questions, and a sheet to sign.

    None if no panel has records.
    """
    handouts = list(panel_handouts(builder, conference))
    if not handouts:
        return None
    heading = builder.title_of(conference)
    return builder.build(
        DocumentKind.PACK,
        f"downloads/{conference.id}/trainers-pack",
        builder.words("pack.title", title=heading),
        edition,
        [handout.section for handout in handouts],
        {
            "conference": conference,
            "size": title_size(conference.title),
            "label": builder.words("conference.label", year=conference.year),
            "handouts": [replace(handout, questions=()) for handout in handouts],
            "discussed": [handout for handout in handouts if handout.questions],
            "signatures": SIGNATURES,
            "url": builder.urls.permanent(conference.id),
        },
        inside=[handout.name for handout in handouts],
    )


def build_poster(
    builder: DocumentBuilder, conference: model.Conference, edition: Edition
) -> PdfDocument | None:
    """The poster: the pillars with the titles of their recommendations.

    None if no pillar has current recommendations.
    """
    pillars = _pillars(builder, conference)
    if not pillars:
        return None
    heading = builder.title_of(conference)
    return builder.build(
        DocumentKind.POSTER,
        f"downloads/{conference.id}/pillars-poster",
        builder.words("poster.title", title=heading),
        edition,
        [Section(each.records) for each in pillars],
        {
            "conference": conference,
            "heading": heading,
            "pillars": pillars,
            "url": builder.urls.permanent(conference.id),
        },
    )


def build_worksheet(
    builder: DocumentBuilder, conference: model.Conference, edition: Edition
) -> PdfDocument | None:
    """The worksheet of a conference; None if nothing that it concluded asks for action."""
    library = builder.library
    worksheet = worksheet_of(library, conference.id, concluded_records(library, conference))
    if not worksheet.records:
        return None
    return build_worksheet_form(
        builder,
        worksheet,
        edition,
        f"downloads/{conference.id}/worksheet",
        builder.title_of(conference),
        builder.urls.permanent(conference.id),
        DocumentKind.WORKSHEET,
    )


def build_worksheet_form(
    builder: DocumentBuilder,
    worksheet: Worksheet,
    edition: Edition,
    path: str,
    heading: str,
    url: str,
    kind: DocumentKind,
) -> PdfDocument:
    """The form of a worksheet."""
    return builder.build(
        kind,
        path,
        builder.words("worksheet.title", title=heading),
        edition,
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
