"""The handouts of a whole conference: trainer's pack, poster and worksheet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guidance.content import model
from guidance.pdf.documents.builder import DocumentBuilder, Edition, title_size
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.handouts import panel_handouts
from guidance.pdf.documents.page_budget import Section
from guidance.pdf.rendering.document import PdfDocument

SIGNATURES = 18
"""The number of lines to sign on, in the trainer's pack."""
COVERAGE = ("fully", "partly", "not")
"""The answers in the worksheet: how far an action plan covers a recommendation."""


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
    """The worksheet: a form about the coverage of each recommendation by an action plan.

    None if no pillar has current recommendations.
    """
    pillars = _pillars(builder, conference)
    if not pillars:
        return None
    heading = builder.title_of(conference)
    return builder.build(
        DocumentKind.WORKSHEET,
        f"downloads/{conference.id}/worksheet",
        builder.words("worksheet.title", title=heading),
        edition,
        [Section(each.records) for each in pillars],
        {
            "heading": heading,
            "pillars": pillars,
            "coverage": COVERAGE,
            "url": builder.urls.permanent(conference.id),
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
