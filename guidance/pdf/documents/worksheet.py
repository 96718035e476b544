"""The worksheet: a conference goes in, a form in which a country marks what its action plan covers, ready for printing, comes out."""

from __future__ import annotations

from guidance.content import model
from guidance.pdf.documents.builder import DocumentBuilder, Edition
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.overflow import max_pages

COVERED = ("fully", "partly", "not")
"""How far a plan may cover a recommendation."""


def worksheet(
    sheets: DocumentBuilder, conference: model.Conference, edition: Edition
) -> PdfDocument:
    """Every recommendation of a conference with fields: how far it is covered, who is responsible, by when, and notes."""
    library = sheets.library
    pillars = [
        (pillar, library.current_records_of(pillar.id))
        for pillar in library.pillars_of(conference.id)
    ]
    records = [record for _, held in pillars for record in held]
    title = sheets.words("worksheet.title", title=conference.title)
    subject = {
        "pillars": pillars,
        "covered": COVERED,
        "address": sheets.addresses.permanent(conference.id),
    }
    path = f"downloads/{sheets.name_of('worksheet', conference)}"
    return sheets.draw(
        "worksheet",
        path,
        title,
        conference,
        edition,
        records,
        subject,
        form=True,
        pages=max_pages("worksheet"),
    )
