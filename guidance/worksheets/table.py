"""The table of collected worksheets, as a spreadsheet."""

from __future__ import annotations

import datetime
import io

from guidance.exports.xlsx import CellStyles, text_workbook
from guidance.worksheets.collection import MAX_CELL, TABLE_COLUMNS, Collection

_WIDTHS = {"title": 40, "notes": 60, "responsible": 30, "measures": 24, "version": 36}
_DEFAULT_WIDTH = 18


def table(collection: Collection, date: str) -> bytes:
    """The bytes of the file; every cell is text, so that no answer is run as a formula.

    `date` is the day of creation, in ISO 8601.
    """
    buffer = io.BytesIO()
    with text_workbook(buffer) as book:
        book.set_properties({"created": datetime.datetime.fromisoformat(date)})
        styles = CellStyles(book)
        sheet = book.add_worksheet()
        for number, column in enumerate(TABLE_COLUMNS):
            sheet.set_column(number, number, _WIDTHS.get(column, _DEFAULT_WIDTH))
            sheet.write_string(0, number, column, styles.head)
            for line, row in enumerate(collection.rows, start=1):
                if text := row[column]:
                    sheet.write_string(line, number, text[:MAX_CELL], styles.text)
        sheet.autofilter(0, 0, len(collection.rows), len(TABLE_COLUMNS) - 1)
        sheet.freeze_panes(1, 1)
    return buffer.getvalue()
