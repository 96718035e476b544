"""The report of a conference."""

from __future__ import annotations

from guidance.content import model
from guidance.pdf.documents.builder import DocumentBuilder, Edition
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.report_view_builder import report_resources, report_view
from guidance.pdf.rendering.document import PdfDocument


def build_report(
    builder: DocumentBuilder, conference: model.Conference, edition: Edition
) -> PdfDocument:
    """The report: takeaways and recommendations in the order of the original."""
    library = builder.library
    holders = [
        *(panel.id for panel in library.panels_of(conference.id)),
        *(pillar.id for pillar in library.pillars_of(conference.id)),
    ]
    return builder.build(
        DocumentKind.REPORT,
        f"downloads/{builder.file_name('report', conference)}",
        builder.words("report.title", title=conference.title, subtitle=conference.subtitle),
        conference,
        edition,
        [record for holder in holders for record in library.current_records_of(holder)],
        {
            "report": report_view(library, builder.words, conference),
            "citation": builder.citations.of_report(conference),
        },
        inside=[
            *holders,
            *(event.id for event in conference.side_events),
            *(resource.id for resource in report_resources(library, conference)),
        ],
    )
