"""The trainer's pack: a conference goes in, all that a trainer needs for a room, in one document ready for printing, comes out."""

from __future__ import annotations

from dataclasses import replace

from guidance.content import model
from guidance.pdf.documents.builder import DocumentBuilder, Edition
from guidance.pdf.documents.handouts import of_panels
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.overflow import max_pages

SIGNATURES = 18
"""How many people a sign-off sheet has room for."""


def pack(sheets: DocumentBuilder, conference: model.Conference, edition: Edition) -> PdfDocument:
    """A cover, how to use the pack, the handout of each panel, its questions with room for answers, and a sheet to sign."""
    handouts = list(of_panels(sheets, conference))
    records = [record for handout in handouts for record in handout.records]
    subject = {
        "handouts": [replace(handout, questions=()) for handout in handouts],
        "discussed": [handout for handout in handouts if handout.questions],
        "signatures": SIGNATURES,
        "address": sheets.addresses.permanent(conference.id),
        "inside": [handout.name for handout in handouts],
    }
    title = sheets.words("pack.title", title=conference.title)
    path = f"downloads/{sheets.name_of('trainers-pack', conference)}"
    return sheets.draw(
        "pack", path, title, conference, edition, records, subject, pages=max_pages("pack")
    )
