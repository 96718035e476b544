"""The poster: a conference goes in, its pillars on one page, ready for printing, come out."""

from __future__ import annotations

from guidance.content import model
from guidance.pdf.documents.builder import DocumentBuilder, Edition
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.overflow import max_pages


def poster(sheets: DocumentBuilder, conference: model.Conference, edition: Edition) -> PdfDocument:
    """The pillars in which a conference concluded, each with its recommendations by their titles."""
    library = sheets.library
    pillars = [
        (pillar, library.current_records_of(pillar.id))
        for pillar in library.pillars_of(conference.id)
    ]
    records = [record for _, held in pillars for record in held]
    title = sheets.words("poster.title", title=conference.title)
    subject = {"pillars": pillars, "address": sheets.addresses.permanent(conference.id)}
    path = f"downloads/handouts/{sheets.name_of('pillars-poster', conference)}"
    return sheets.draw(
        "poster", path, title, conference, edition, records, subject, pages=max_pages("poster")
    )
