"""The handouts of a whole conference: trainer's pack, poster and worksheet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guidance.content import model
from guidance.pdf.documents.builder import DocumentBuilder, Edition
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.handouts import panel_handouts
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
) -> PdfDocument:
    """The trainer's pack: instructions, the panels' handouts, questions, and a sheet to sign."""
    handouts = list(panel_handouts(builder, conference))
    return builder.build(
        DocumentKind.PACK,
        f"downloads/{builder.file_name('trainers-pack', conference)}",
        builder.words("pack.title", title=conference.title),
        conference,
        edition,
        [record for handout in handouts for record in handout.records],
        {
            "handouts": [replace(handout, questions=()) for handout in handouts],
            "discussed": [handout for handout in handouts if handout.questions],
            "signatures": SIGNATURES,
            "url": builder.urls.permanent(conference.id),
        },
        inside=[handout.name for handout in handouts],
    )


def build_poster(
    builder: DocumentBuilder, conference: model.Conference, edition: Edition
) -> PdfDocument:
    """The poster: the pillars on one page, with the titles of their recommendations."""
    pillars = _pillars(builder, conference)
    return builder.build(
        DocumentKind.POSTER,
        f"downloads/handouts/{builder.file_name('pillars-poster', conference)}",
        builder.words("poster.title", title=conference.title),
        conference,
        edition,
        [record for each in pillars for record in each.records],
        {"pillars": pillars, "url": builder.urls.permanent(conference.id)},
    )


def build_worksheet(
    builder: DocumentBuilder, conference: model.Conference, edition: Edition
) -> PdfDocument:
    """The worksheet: a form about the coverage of each recommendation by an action plan."""
    pillars = _pillars(builder, conference)
    return builder.build(
        DocumentKind.WORKSHEET,
        f"downloads/{builder.file_name('worksheet', conference)}",
        builder.words("worksheet.title", title=conference.title),
        conference,
        edition,
        [record for each in pillars for record in each.records],
        {
            "pillars": pillars,
            "coverage": COVERAGE,
            "url": builder.urls.permanent(conference.id),
        },
        fillable=True,
    )


def _pillars(builder: DocumentBuilder, conference: model.Conference) -> list[PillarRecords]:
    library = builder.library
    return [
        PillarRecords(pillar, library.current_records_of(pillar.id))
        for pillar in library.pillars_of(conference.id)
    ]
