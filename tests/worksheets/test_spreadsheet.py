"""The worksheet as a spreadsheet, read by another library than the one that writes it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import load_workbook

from guidance import Library
from guidance.content.markdown import plain
from guidance.i18n import open_words
from guidance.output.downloads import Download
from guidance.worksheets.spreadsheet import worksheet_downloads
from tests.pdf.conftest import documents

HEAD = [
    "Identifier",
    "Measures",
    "Nature",
    "Title",
    "Text",
    "Covered by the plan",
    "Who is responsible",
    "By when",
    "Notes",
]
ANSWERS = 4
"""The number of columns that people fill in."""


def downloads(library: Library) -> dict[str, Download]:
    return {download.path: download for download in worksheet_downloads(library, open_words())}


@pytest.fixture(scope="module")
def sheet(odd_library: Library) -> Any:
    """The only sheet of a worksheet."""
    data = downloads(odd_library)["downloads/2022/worksheet.xlsx"].content
    [sheet] = load_workbook(io.BytesIO(data)).worksheets
    return sheet


def table(sheet: Any) -> Iterator[list[Any]]:
    """The rows from the header on, as cells."""
    is_table = False
    for row in sheet.iter_rows():
        is_table = is_table or row[0].value == HEAD[0]
        if is_table:
            yield [*row]


def test_each_conference_with_a_printed_worksheet_has_a_spreadsheet_of_the_same_title(
    odd_library: Library,
) -> None:
    printed = {
        path.replace("-a4.pdf", ".xlsx"): document.title
        for path, document in documents(odd_library).items()
        if path.endswith("/worksheet-a4.pdf")
    }
    assert {path: each.title for path, each in downloads(odd_library).items()} == printed


def test_a_library_without_records_has_no_worksheets(empty_library: Library) -> None:
    assert downloads(empty_library) == {}


def test_it_has_the_questions_of_the_form(sheet: Any, odd_library: Library) -> None:
    head, *rows = table(sheet)
    assert [cell.value for cell in head] == HEAD
    assert [[cell.value for cell in row[:3]] for row in rows] == [
        ["2022-R1-01", "Training; Research", "Recommendation"],
        ["2022-R2-01", "Research", "Recommendation"],
        ["2019-declaration-01", None, "Obligation"],
    ]
    records = {record.id: record for record in odd_library.records}
    for identifier, _, _, title, text, *answers in ([cell.value for cell in row] for row in rows):
        record = records[identifier]
        assert (title, text) == (record.title, plain(record.text))
        assert answers == [None] * ANSWERS
    labels = [row[0].value for row in sheet.iter_rows(max_col=1)]
    assert [*filter(None, labels)][2:7] == [
        "Country",
        "Action plan",
        "Completed by",
        "Date",
        "Version of the records",
    ]


def test_coverage_is_chosen_from_a_list(sheet: Any) -> None:
    [validation] = sheet.data_validations.dataValidation
    assert validation.formula1 == '"fully,partly,not"'
    rows = [*table(sheet)][1:]
    cells = f"{rows[0][5].coordinate}:{rows[-1][5].coordinate}"
    assert str(validation.sqref) == cells


def test_only_answers_can_be_changed_without_lifting_the_protection(sheet: Any) -> None:
    assert sheet.protection.sheet
    for row in [*table(sheet)][1:]:
        assert [cell.protection.locked for cell in row] == [True] * 5 + [False] * ANSWERS


def test_the_same_records_give_the_same_bytes(odd_library: Library) -> None:
    one, other = downloads(odd_library), downloads(odd_library)
    assert {path: each.content for path, each in one.items()} == {
        path: each.content for path, each in other.items()
    }
