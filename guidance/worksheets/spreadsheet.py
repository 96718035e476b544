"""The worksheet as a spreadsheet: the questions of the form, with lists of choices."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from guidance.content import model
from guidance.content.markdown import plain
from guidance.exports.xlsx import A4_PAPER, CellStyles, text_workbook
from guidance.i18n import Words
from guidance.library.conclusions import concluded_records
from guidance.library.library import Library, latest
from guidance.output.downloads import Download
from guidance.worksheets.questions import (
    ANSWERS,
    COVERAGE,
    SHEET_FIELDS,
    VERSION_FIELD,
    Worksheet,
    worksheet_of,
)

RECORD_COLUMN = "record"
"""The column of the identifiers of records."""
COLUMNS = (RECORD_COLUMN, "measures", "nature", "title", "text", *ANSWERS)
"""The columns of the table; those of answers can be filled in."""
_WIDTHS = {
    RECORD_COLUMN: 18,
    "measures": 24,
    "nature": 17,
    "title": 34,
    "text": 60,
    "responsible": 28,
    "when": 16,
    "notes": 44,
}
_DEFAULT_WIDTH = 20
_FIRST_LINE = 3
"""The row of the first field, counted from 0; title and lead stand above."""
_VALUE_COLUMN = 1


def defined_name(field: str) -> str:
    """The name by which programs find a cell or a column, such as `worksheet_covered`.

    It follows its cells when rows and columns are added or moved.
    """
    return f"{VERSION_FIELD}_{field}"


def worksheet_downloads(library: Library, words: Words) -> Iterator[Download]:
    """A spreadsheet for each conference that asks for action."""
    for conference in library.conferences:
        worksheet = worksheet_of(library, conference.id, concluded_records(library, conference))
        if worksheet.records:
            heading = conference.title
            if library.has_several_conferences:
                heading = words("part.of-year", year=conference.year, title=heading)
            title = words("worksheet.title", title=heading)
            yield Download(
                f"downloads/{conference.id}/worksheet.xlsx",
                title,
                "worksheet",
                None,
                latest(worksheet.records),
                data=partial(worksheet_spreadsheet, worksheet, library, words, title),
                purpose=words("worksheet.spreadsheet-use"),
            )


def worksheet_spreadsheet(
    worksheet: Worksheet, library: Library, words: Words, title: str
) -> bytes:
    """The bytes of the file; the same records give the same bytes."""
    buffer = io.BytesIO()
    with text_workbook(buffer) as book:
        day = datetime.datetime.fromisoformat(latest(worksheet.records))
        book.set_properties({"title": title, "author": words("product.title"), "created": day})
        writer = _Writer(book, worksheet, library, words)
        writer.write(title)
    return buffer.getvalue()


class _Writer:
    """Writes the only sheet of a workbook."""

    def __init__(self, book: Any, worksheet: Worksheet, library: Library, words: Words) -> None:
        self.book = book
        self.worksheet = worksheet
        self.library = library
        self.words = words
        self.name = words("worksheet.kicker")
        self.sheet = book.add_worksheet(self.name)
        self.styles = CellStyles(book)
        self.answer = book.add_format(
            {"valign": "top", "text_wrap": True, "border": 1, "locked": False, "num_format": "@"}
        )

    def write(self, title: str) -> None:
        """Write title, fields and table, and let only the answers be changed."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        sheet = self.sheet
        sheet.write_string(0, 0, title, self.styles.title)
        sheet.write_string(1, 0, self.words("worksheet.spreadsheet-lead"))
        last_column = len(COLUMNS) - len(ANSWERS) - 1
        for line, field in enumerate(SHEET_FIELDS, start=_FIRST_LINE):
            sheet.write_string(line, 0, self.words(f"worksheet.{field}"), self.styles.strong)
            sheet.merge_range(line, _VALUE_COLUMN, line, last_column, "", self.answer)
            self._define(field, xl_rowcol_to_cell(line, _VALUE_COLUMN, True, True))
        line = _FIRST_LINE + len(SHEET_FIELDS)
        sheet.write_string(line, 0, self.words("worksheet.version"), self.styles.strong)
        sheet.write_string(line, _VALUE_COLUMN, self.worksheet.version)
        self._define(VERSION_FIELD, xl_rowcol_to_cell(line, _VALUE_COLUMN, True, True))
        self._table(line + 2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})

    def _table(self, head: int) -> None:
        """Write the table with its header in a row, frozen and repeated on each page."""
        from xlsxwriter.utility import xl_range_abs

        sheet, first = self.sheet, head + 1
        last = head + len(self.worksheet.records)
        for number, column in enumerate(COLUMNS):
            sheet.set_column(number, number, _WIDTHS.get(column, _DEFAULT_WIDTH))
            key = "worksheet" if column in ANSWERS else "worksheet-column"
            sheet.write_string(head, number, self.words(f"{key}.{column}"), self.styles.head)
            self._define(column, xl_range_abs(first, number, last, number))
            if column == "covered":
                self._limit_to_choices(first, number, last)
        for line, record in enumerate(self.worksheet.records, start=first):
            for number, text in enumerate(self._cells(record)):
                sheet.write(line, number, text or None, self.styles.text)
            for number in range(len(COLUMNS) - len(ANSWERS), len(COLUMNS)):
                sheet.write_blank(line, number, None, self.answer)
        sheet.autofilter(head, 0, last, len(COLUMNS) - 1)
        sheet.freeze_panes(first, 1)
        sheet.set_landscape()
        sheet.set_paper(A4_PAPER)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)

    def _limit_to_choices(self, first: int, column: int, last: int) -> None:
        choices = [self.words(f"worksheet.{choice}") for choice in COVERAGE]
        self.sheet.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "list",
                "source": choices,
                "error_title": self.words("worksheet.covered"),
                "error_message": self.words(
                    "worksheet.choose", choices=self.words.enumeration(choices)
                ),
            },
        )

    def _cells(self, record: model.Record) -> Iterator[str]:
        """The cells of a record before its answers."""
        yield record.id
        yield "; ".join(self.library.label("measures", each) for each in record.measures)
        yield self.library.label("natures", record.nature.value)
        yield record.title
        yield plain(record.text)

    def _define(self, field: str, cells: str) -> None:
        self.book.define_name(defined_name(field), f"='{self.name}'!{cells}")
