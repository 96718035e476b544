"""The report: a conference goes in, its report ready for printing comes out."""

from __future__ import annotations

from typing import Any

from guidance.content import model
from guidance.pdf.documents.builder import DocumentBuilder, Edition
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.endnotes import Endnotes
from guidance.pdf.documents.index_entries import IndexAnchorer, IndexEntries, names_of, surname
from guidance.pdf.rendering.document import PdfDocument


def build_report(
    builder: DocumentBuilder, conference: model.Conference, edition: Edition
) -> PdfDocument:
    """The report of one conference: its takeaways and recommendations with all that surrounds them, in the printed order."""
    library = builder.library
    panels, pillars = library.panels_of(conference.id), library.pillars_of(conference.id)
    holders = [*(panel.id for panel in panels), *(pillar.id for pillar in pillars)]
    records = [record for holder in holders for record in library.current_records_of(holder)]
    resources = [
        resource
        for resource in library.resources
        if resource.source and resource.source.document == conference.source.document
    ]
    inside = [
        *holders,
        *(event.id for event in conference.side_events),
        *(resource.id for resource in resources),
    ]
    mentions = IndexEntries()
    title = builder.words("report.title", title=conference.title, subtitle=conference.subtitle)
    subject: dict[str, Any] = {
        "panels": panels,
        "pillars": pillars,
        "resources": resources,
    }
    subject |= {
        "notes": Endnotes(),
        "mentions": mentions,
        "explain": IndexAnchorer(mentions, names_of(library.people, library.instruments)),
        "surname": surname,
    }
    subject |= {
        "has_grounds": any(record.instruments for record in records),
        "citation": builder.citations.of_report(conference),
    }
    return builder.build(
        DocumentKind.REPORT,
        f"downloads/{builder.file_name('report', conference)}",
        title,
        conference,
        edition,
        records,
        subject,
        inside=inside,
    )
