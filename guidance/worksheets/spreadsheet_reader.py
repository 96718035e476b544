"""Reads the answers of a filled spreadsheet."""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guidance.i18n import Words
from guidance.worksheets.filled import FilledWorksheet, UnreadableWorksheetError
from guidance.worksheets.questions import ANSWERS, COVERAGE, SHEET_FIELDS, VERSION_FIELD
from guidance.worksheets.spreadsheet import RECORD_COLUMN, defined_name

_CONTENT_TYPES = "[Content_Types].xml"
"""A file in each archive of the Office formats."""
MAX_BYTES = 50_000_000
"""The unpacked size from which a spreadsheet is no worksheet."""
MAX_ROWS = 10_000
"""The rows of a worksheet that are read."""


def read_spreadsheet(file: Path, words: Words) -> FilledWorksheet:
    """The answers of a spreadsheet. Raises `UnreadableWorksheetError`."""
    book = _open(file)
    ranges = _ranges(book)
    if not ranges.keys() >= {RECORD_COLUMN, *ANSWERS}:
        raise UnreadableWorksheetError("is a spreadsheet, but no worksheet")
    choices = {words(f"worksheet.{choice}").casefold(): choice for choice in COVERAGE}
    sheet, first_row, last_row, record_column = ranges[RECORD_COLUMN]
    answers = {}
    for row in range(first_row, min(last_row, first_row + MAX_ROWS) + 1):
        if record := _text(sheet.cell(row, record_column).value):
            found = {name: _text(sheet.cell(row, ranges[name][3]).value) for name in ANSWERS}
            found["covered"] = choices.get(found["covered"].casefold(), found["covered"])
            answers[record] = found
    if not answers:
        raise UnreadableWorksheetError("is a worksheet without records")
    fields = {
        name: _text(ranges[name][0].cell(ranges[name][1], ranges[name][3]).value)
        for name in (*SHEET_FIELDS, VERSION_FIELD)
        if name in ranges
    }
    return FilledWorksheet(file, fields.pop(VERSION_FIELD, ""), fields, answers)


def _open(file: Path) -> Any:
    """The workbook of a file, with the values of formulas."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            size = sum(entry.file_size for entry in archive.infolist())
        if _CONTENT_TYPES not in names:
            raise UnreadableWorksheetError("is neither a PDF nor a spreadsheet (.xlsx)")
        if size > MAX_BYTES:
            raise UnreadableWorksheetError("is far larger than a worksheet")
        with warnings.catch_warnings(action="ignore"), file.open("rb") as opened:
            return load_workbook(opened, data_only=True)
    except (UnreadableWorksheetError, OSError):
        raise
    except Exception:  # openpyxl passes on errors of zip and XML, and documents none
        raise UnreadableWorksheetError("is a damaged spreadsheet; ask for it again") from None


def _ranges(book: Any) -> Mapping[str, tuple[Any, int, int, int]]:
    """Sheet, first row, last row and column of each field, by its name."""
    from openpyxl.utils.cell import range_boundaries

    ranges = {}
    for field in (*SHEET_FIELDS, VERSION_FIELD, RECORD_COLUMN, *ANSWERS):
        name = book.defined_names.get(defined_name(field))
        if name is None:
            continue
        try:
            [(title, cells)] = name.destinations
            column, first_row, _, last_row = range_boundaries(cells)
            ranges[field] = (book[title], first_row or 1, last_row or 1, column or 1)
        except (KeyError, TypeError, ValueError):  # its cells were deleted
            continue
    return ranges


def _text(value: Any) -> str:
    """The value of a cell as text; days in ISO 8601."""
    match value:
        case None:
            return ""
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()
