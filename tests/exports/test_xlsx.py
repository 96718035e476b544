"""The workbook, read by another library than the one that writes it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from guidance import Library
from guidance.exports.json_csv import COLUMNS
from guidance.exports.xlsx import workbook
from guidance.publishing.publication import Publication

TABLES = ("Takeaways", "Recommendations", "Points")


@pytest.fixture(scope="module")
def book(site: Path) -> Workbook:
    return load_workbook(site / "data" / "guidance.xlsx")


def cells(book: Workbook, sheet: str) -> list[list[str]]:
    rows = book[sheet].iter_rows(values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]


def test_sheets_are_a_read_me_and_a_table_for_each_kind(book: Workbook) -> None:
    assert book.sheetnames == ["Read me", *TABLES]


@pytest.mark.parametrize("name", TABLES)
def test_sheet_has_the_cells_of_the_csv_table(name: str, book: Workbook, site: Path) -> None:
    with (site / "data" / f"{name.lower()}.csv").open(encoding="utf-8", newline="") as file:
        assert cells(book, name) == list(csv.reader(file))


@pytest.mark.parametrize("name", TABLES)
def test_sheet_has_frozen_header_filter_wrapped_text_and_links(name: str, book: Workbook) -> None:
    sheet = book[name]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    for row in sheet.iter_rows(min_row=2):
        assert row[-1].hyperlink is not None
        assert row[-1].hyperlink.target == row[-1].value
        assert row[COLUMNS.index("text")].alignment.wrap_text
        assert {cell.data_type for cell in row if cell.value is not None} == {"s"}
    assert all(
        sheet.column_dimensions[get_column_letter(number)].width >= 8
        for number in range(1, len(COLUMNS) + 1)
    )


def test_read_me_has_terms_date_columns_and_values(
    book: Workbook, publication: Publication
) -> None:
    cells_of_sheet = [str(cell) for row in cells(book, "Read me") for cell in row]
    assert publication.acknowledgement in cells_of_sheet
    assert publication.words.day(publication.library.date) in cells_of_sheet
    assert publication.urls.site_url in cells_of_sheet
    assert any("freely used and copied" in text for text in cells_of_sheet)
    assert set(COLUMNS) <= set(cells_of_sheet)
    assert {choice.id for choice in publication.library.vocabulary.actors} <= set(cells_of_sheet)


def test_text_that_looks_like_a_formula_stays_text(
    publication: Publication, library: Library, tmp_path: Path
) -> None:
    import dataclasses

    record = library.records[0].model_copy(update={"title": "=1+1", "text": "+cmd|x"})
    changed_library = dataclasses.replace(library, records=(record,))
    (tmp_path / "x.xlsx").write_bytes(
        workbook(changed_library, publication.words, publication.urls, "")
    )
    sheet = load_workbook(tmp_path / "x.xlsx")["Takeaways"]
    assert [(sheet[cell].value, sheet[cell].data_type) for cell in ("F2", "G2")] == [
        ("=1+1", "s"),
        ("+cmd|x", "s"),
    ]


def test_same_library_gives_the_same_bytes(site: Path, publication: Publication) -> None:
    again = workbook(
        publication.library, publication.words, publication.urls, publication.acknowledgement
    )
    assert (site / "data" / "guidance.xlsx").read_bytes() == again
