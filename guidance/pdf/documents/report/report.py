"""The report of a conference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance.content import model
from guidance.library.library import Library
from guidance.library.nested_entries import nested_entries
from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.edition import Edition
from guidance.pdf.documents.page_budget import Section
from guidance.pdf.documents.report.view_builder import report_resources, report_view
from guidance.pdf.rendering.document import PdfDocument


def build_report(
    builder: DocumentBuilder, conference: model.Conference, editions: Iterable[Edition]
) -> Iterator[PdfDocument]:
    """The report: takeaways and recommendations in the order of the original.

    Nothing if the conference has neither panels nor pillars.
    """
    library = builder.library
    panels, pillars = library.panels_of(conference.id), library.pillars_of(conference.id)
    if not panels and not pillars:
        return
    title = builder.title_of(conference)
    if conference.subtitle:
        title = builder.words("report.title", title=title, subtitle=conference.subtitle)
    holders = [*(panel.id for panel in panels), *(pillar.id for pillar in pillars)]
    documents = list(dict.fromkeys(_documents(library, conference)))
    yield from builder.build(
        DocumentKind.REPORT,
        f"downloads/{conference.id}/report",
        title,
        editions,
        [Section(library.current_records_of(holder)) for holder in holders],
        {
            "conference": conference,
            "report": report_view(
                library,
                builder.words,
                conference,
                {document: builder.reference(document) for document in documents},
            ),
            "citation": builder.citations.of_report(conference),
        },
        documents=documents,
        date=conference.changed.isoformat(),
        inside=[
            *holders,
            *(event.id for event in conference.side_events),
            *(statement.id for statement in _statements(library, conference)),
            *(resource.id for resource in report_resources(library, conference)),
        ],
    )


def _statements(library: Library, conference: model.Conference) -> Iterator[model.Statement]:
    yield from conference.statements
    for panel in library.panels_of(conference.id):
        yield from panel.statements


def _documents(library: Library, conference: model.Conference) -> Iterator[str]:
    """The documents on which the report draws: the main one, then those of its parts."""
    yield conference.main_document
    panels, pillars = library.panels_of(conference.id), library.pillars_of(conference.id)
    for part in (
        conference,
        *(panel.model_copy(update={"takeaways": ()}) for panel in panels),
        *(pillar.model_copy(update={"recommendations": ()}) for pillar in pillars),
    ):
        for entry, _ in nested_entries(part):
            if isinstance(entry, model.SourcePlace):
                yield entry.document
    for holder in (*(panel.id for panel in panels), *(pillar.id for pillar in pillars)):
        for record in library.current_records_of(holder):
            yield record.source.document
