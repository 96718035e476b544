"""Page budgets: how many pages a document may have for what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from guidance.content import model
from guidance.pdf.documents.document_kind import DocumentKind

PAGES_PER_SHEET = 2
RECORDS_PER_SHEET = {
    DocumentKind.CONFERENCE_HANDOUT: 4.5,
    DocumentKind.PANEL_HANDOUT: 4.5,
    DocumentKind.PILLAR_HANDOUT: 4.5,
    DocumentKind.ACTOR_HANDOUT: 4.5,
    DocumentKind.WORKSHEET: 4,
}
"""Records per sheet of paper, printed on both sides."""
WORKSHEET_FRAME = 1.5
"""Records in whose place the title, the first fields and the colophon of a worksheet stand."""
LARGE_PRINT_RECORDS_PER_SHEET = 2
LARGE_PRINT_FRAME = 2
"""Records in whose place title and colophon stand in large print."""
LONG_TEXT = 600
"""Characters of a text with its remark from which its record counts as more than one."""
QUESTIONS_PER_RECORD = 3
"""Questions for discussion that take the place of one record."""
QUESTIONS_PER_PAGE = 5
"""Questions for discussion on a page with lines for the answers."""
POSTER_LINES = 14
"""Titles of pillars and recommendations on a page of the poster."""
PACK_PAGES = 4
"""Pages of the trainer's pack beside handouts and questions: cover, use and sign-off sheet."""


@dataclass(frozen=True)
class Section:
    """A part of a document, by what takes space in it."""

    records: Sequence[model.Record]
    questions: int = 0
    """The number of questions for discussion."""


def max_pages(
    kind: DocumentKind, sections: Sequence[Section], *, is_large: bool = False
) -> int | None:
    """How many pages a document may have; None for any number. `is_large` means large print."""
    match kind:
        case DocumentKind.REPORT | DocumentKind.SELECTION | DocumentKind.SELECTION_WORKSHEET:
            return None
        case DocumentKind.POSTER:
            lines = len(sections) + sum(len(section.records) for section in sections)
            return ceil(lines / POSTER_LINES)
        case DocumentKind.PACK:
            handouts = sum(_pages(section, DocumentKind.PANEL_HANDOUT) for section in sections)
            answers = sum(ceil(section.questions / QUESTIONS_PER_PAGE) for section in sections)
            return PACK_PAGES + handouts + answers
        case _:
            whole = Section(
                [record for section in sections for record in section.records],
                sum(section.questions for section in sections),
            )
            return _pages(whole, kind, is_large=is_large)


def _pages(section: Section, kind: DocumentKind, *, is_large: bool = False) -> int:
    lengths = (len(record.text) + len(record.erratum or "") for record in section.records)
    weight = sum(max(1, length / LONG_TEXT) for length in lengths)
    weight += section.questions / QUESTIONS_PER_RECORD
    weight += WORKSHEET_FRAME if kind is DocumentKind.WORKSHEET else 0
    sheets = (
        (weight + LARGE_PRINT_FRAME) / LARGE_PRINT_RECORDS_PER_SHEET
        if is_large
        else weight / RECORDS_PER_SHEET[kind]
    )
    return PAGES_PER_SHEET * max(1, ceil(sheets))
