"""The workbook, read by another library than the one that writes it."""

from __future__ import annotations

import csv
import dataclasses
import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from guidance import Library
from guidance.exports.json_csv import COLUMNS, data_files
from guidance.exports.xlsx import workbook
from guidance.i18n import open_words
from guidance.library.urls import Urls
from tests.support.commands import SITE_URL

TABLES = ("Takeaways", "Recommendations", "Points")


def written(library: Library) -> bytes:
    return workbook(library, open_words(), Urls(library, SITE_URL))


def read(library: Library) -> Workbook:
    return load_workbook(io.BytesIO(written(library)))


@pytest.fixture(scope="module")
def book(odd_library: Library) -> Workbook:
    return read(odd_library)


def cells(book: Workbook, sheet: str) -> list[list[str]]:
    rows = book[sheet].iter_rows(values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]


def test_sheets_are_a_read_me_the_documents_and_a_table_for_each_kind(book: Workbook) -> None:
    assert book.sheetnames == ["Read me", "Documents", *TABLES]


def test_kind_without_records_has_no_sheet(single_library: Library, empty_library: Library) -> None:
    assert read(single_library).sheetnames == ["Read me", "Documents", "Recommendations"]
    assert read(empty_library).sheetnames == ["Read me", "Documents"]


@pytest.mark.parametrize("name", TABLES)
def test_sheet_has_the_cells_of_the_csv_table(
    name: str, book: Workbook, odd_library: Library
) -> None:
    table = dict(data_files(odd_library, Urls(odd_library, SITE_URL)))[f"data/{name.lower()}.csv"]()
    assert cells(book, name) == list(csv.reader(io.StringIO(table)))


@pytest.mark.parametrize("name", TABLES)
def test_sheet_has_frozen_header_filter_wrapped_text_and_links(name: str, book: Workbook) -> None:
    sheet, url = book[name], COLUMNS.index("url")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    for row in sheet.iter_rows(min_row=2):
        link = row[url].hyperlink
        assert link is not None
        assert link.target == row[url].value
        assert row[COLUMNS.index("text")].alignment.wrap_text
        assert {cell.data_type for cell in row if cell.value is not None} == {"s"}
    assert all(
        sheet.column_dimensions[get_column_letter(number)].width >= 8
        for number in range(1, len(COLUMNS) + 1)
    )


def test_read_me_has_publishers_date_columns_and_values(
    book: Workbook, odd_library: Library
) -> None:
    found = [cell for row in cells(book, "Read me") for cell in row]
    assert any("First Organization; Second Organization" in text for text in found)
    assert open_words().day(odd_library.date) in found
    assert SITE_URL in found
    assert set(COLUMNS) <= set(found)
    assert {choice.id for choice in odd_library.vocabulary.actors} <= set(found)


def test_each_document_has_its_terms_or_says_that_it_gives_none(
    book: Workbook, odd_library: Library
) -> None:
    header, *rows = cells(book, "Documents")
    documents = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert list(documents) == [source.id for source in odd_library.sources]
    assert documents["2022-report"]["Permission to copy"].startswith("Anyone may copy the report")
    assert documents["2019-declaration"]["Permission to copy"] == "None given"
    assert documents["2019-declaration"]["Publishers"] == (
        "First Organization; Second Organization"
    )
    assert documents["2018-account"]["Standing"] == "third-party account"


def test_what_no_document_says_has_no_column(single_library: Library) -> None:
    assert cells(read(single_library), "Documents") == [
        ["Document", "Title", "Standing", "Permission to copy"],
        ["note", "A note", "publication", "None given"],
    ]


def test_text_that_looks_like_a_formula_stays_text(odd_library: Library) -> None:
    record = odd_library.records[0].model_copy(update={"title": "=1+1", "text": "+cmd|x"})
    sheet = read(dataclasses.replace(odd_library, records=(record,)))["Takeaways"]
    assert [(sheet[place].value, sheet[place].data_type) for place in ("F2", "G2")] == [
        ("=1+1", "s"),
        ("+cmd|x", "s"),
    ]


def test_same_library_gives_the_same_bytes(odd_library: Library) -> None:
    assert written(odd_library) == written(odd_library)
