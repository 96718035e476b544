"""Page budgets: how many pages a document may have for what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from guidance.content import model
from guidance.pdf.documents.actors.room import pages_for
from guidance.pdf.documents.document_kind import DocumentKind

PAGES_PER_SHEET = 2
RECORDS_PER_SHEET = {
    DocumentKind.CONFERENCE_HANDOUT: 4.5,
    DocumentKind.PANEL_HANDOUT: 4.5,
    DocumentKind.PILLAR_HANDOUT: 4.5,
    DocumentKind.RECORD_HANDOUT: 4.5,
    DocumentKind.WORKSHEET: 4,
}
"""Records per sheet of paper, printed on both sides."""
TITLES_PER_RECORD, LARGE_PRINT_TITLES_PER_RECORD = 12, 6
"""Records that are named by title alone, in the place of one that is whole."""
WORKSHEET_FRAME = 1.5
"""Records in whose place the title, the first fields and the colophon of a worksheet stand."""
LARGE_PRINT_RECORDS_PER_SHEET, LARGE_PRINT_FORMS_PER_SHEET = 2, 1.5
"""Records of a handout, and records of a worksheet with their fields, on a sheet of large print."""
LARGE_PRINT_FRAME = 2
"""Records in whose place title and colophon stand in large print."""
LONG_TEXT = 600
"""Characters of a text with its remark from which its record counts as more than one."""
QUESTIONS_PER_RECORD = 3
"""Questions for discussion that take the place of one record."""
QUESTIONS_PER_PAGE, LARGE_PRINT_QUESTIONS_PER_PAGE = 5, 2
"""Questions for discussion on a page with lines for the answers."""
POSTER_LINES = 14
"""Titles of pillars and recommendations on a page of the poster."""
PACK_SHEETS, LARGE_PRINT_PACK_SHEETS = 3, 6
"""Sheets of the trainer's pack beside handouts and questions: cover, use and sign-off sheet."""

SESSION_PAGES = {
    DocumentKind.SESSION_GUIDE: (4, 8),
    DocumentKind.KEY_MESSAGES: (1, 4),
    DocumentKind.QUESTION_SHEET: (1, 4),
    DocumentKind.FEEDBACK_SHEET: (1, 4),
}
"""Pages of the sheets of a session, in standard and in large print, without questions."""
PACK_SESSION_SHEETS, LARGE_PRINT_PACK_SESSION_SHEETS = 4, 12
"""Sheets of a session in the trainer's pack: guide, key messages, questions and feedback."""


@dataclass(frozen=True)
class Section:
    """A part of a document, by what takes space in it."""

    records: Sequence[model.Record]
    questions: int = 0
    """The number of questions for discussion."""
    titles: int = 0
    """The number of records that are named by title alone."""
    has_session: bool = False
    """Whether the sheets of a session come with it."""


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
            return PAGES_PER_SHEET * _pack_sheets(sections, is_large=is_large)
        case DocumentKind.ACTOR_HANDOUT if not is_large:
            asked = [record for section in sections for record in section.records]
            return pages_for(asked)
        case (
            DocumentKind.SESSION_GUIDE
            | DocumentKind.KEY_MESSAGES
            | DocumentKind.QUESTION_SHEET
            | DocumentKind.FEEDBACK_SHEET
        ):
            return _session_pages(kind, sections, is_large=is_large)
        case _:
            whole = Section(
                [record for section in sections for record in section.records],
                sum(section.questions for section in sections),
                sum(section.titles for section in sections),
            )
            return _pages(whole, kind, is_large=is_large)


def _pack_sheets(sections: Sequence[Section], *, is_large: bool) -> int:
    """The sheets of a trainer's pack, in which each part begins on a sheet of its own."""
    handouts = sum(
        _pages(section, DocumentKind.PANEL_HANDOUT, is_large=is_large) // PAGES_PER_SHEET
        for section in sections
    )
    per_page = LARGE_PRINT_QUESTIONS_PER_PAGE if is_large else QUESTIONS_PER_PAGE
    answers = sum(ceil(section.questions / per_page / PAGES_PER_SHEET) for section in sections)
    sheets = LARGE_PRINT_PACK_SESSION_SHEETS if is_large else PACK_SESSION_SHEETS
    sessions = sheets * sum(section.has_session for section in sections)
    return (LARGE_PRINT_PACK_SHEETS if is_large else PACK_SHEETS) + handouts + answers + sessions


def _session_pages(
    kind: DocumentKind, sections: Sequence[Section], *, is_large: bool = False
) -> int:
    """The pages of a sheet of a session; only the question sheet grows with its questions."""
    pages = SESSION_PAGES[kind][is_large]
    if kind is not DocumentKind.QUESTION_SHEET:
        return pages
    questions = sum(section.questions for section in sections)
    per_page = LARGE_PRINT_QUESTIONS_PER_PAGE if is_large else QUESTIONS_PER_PAGE
    return pages + ceil(questions / per_page)


def _pages(section: Section, kind: DocumentKind, *, is_large: bool = False) -> int:
    lengths = (len(record.text) + len(record.erratum or "") for record in section.records)
    weight = sum(max(1, length / LONG_TEXT) for length in lengths)
    weight += section.questions / QUESTIONS_PER_RECORD
    weight += section.titles / (LARGE_PRINT_TITLES_PER_RECORD if is_large else TITLES_PER_RECORD)
    weight += WORKSHEET_FRAME if kind is DocumentKind.WORKSHEET else 0
    if is_large:
        is_worksheet = kind is DocumentKind.WORKSHEET
        per_sheet = LARGE_PRINT_FORMS_PER_SHEET if is_worksheet else LARGE_PRINT_RECORDS_PER_SHEET
        sheets = (weight + LARGE_PRINT_FRAME) / per_sheet
    else:
        sheets = weight / RECORDS_PER_SHEET[kind]
    return PAGES_PER_SHEET * max(1, ceil(sheets))
