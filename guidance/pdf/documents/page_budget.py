"""Page budgets: how many pages each kind of document may have."""

from __future__ import annotations

from math import ceil

from guidance.pdf.documents.document_kind import DocumentKind

PAGES_PER_SHEET = 2
SHEETS = {
    DocumentKind.PANEL_HANDOUT: 2,
    DocumentKind.PILLAR_HANDOUT: 1,
    DocumentKind.WORKSHEET: 2,
    DocumentKind.PACK: 12,
}
"""Sheets of paper, printed on both sides, per kind of document."""
LARGE_PRINT_SHEETS = {DocumentKind.PANEL_HANDOUT: 7, DocumentKind.PILLAR_HANDOUT: 2}
RECORDS_PER_SHEET = 8
"""The handout of an actor has as many sheets as its number of records requires."""


def max_pages(kind: DocumentKind, *, is_large: bool = False, records: int = 0) -> int | None:
    """How many pages a document may have; None for any number.

    `is_large` means large print, and `records` is the number of records in the document.
    """
    match kind:
        case DocumentKind.REPORT | DocumentKind.SELECTION:
            return None
        case DocumentKind.POSTER:
            return 1
        case DocumentKind.ACTOR_HANDOUT:
            return PAGES_PER_SHEET * ceil(records / RECORDS_PER_SHEET)
        case _:
            return PAGES_PER_SHEET * (LARGE_PRINT_SHEETS if is_large else SHEETS)[kind]
