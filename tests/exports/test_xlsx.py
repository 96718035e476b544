"""The spreadsheet: read back by a library that did not write it."""

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


def test_the_sheets_are_a_read_me_and_a_table_for_each_kind(book: Workbook) -> None:
    assert book.sheetnames == ["Read me", *TABLES]


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_says_what_the_table_in_csv_says(name: str, book: Workbook, site: Path) -> None:
    with (site / "data" / f"{name.lower()}.csv").open(encoding="utf-8", newline="") as file:
        assert cells(book, name) == list(csv.reader(file))


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_keeps_its_head_in_sight_filters_wraps_and_leads_to_the_site(
    name: str, book: Workbook
) -> None:
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


def test_the_read_me_says_what_it_is_on_what_terms_and_of_when(
    book: Workbook, publication: Publication
) -> None:
    told = [str(cell) for row in cells(book, "Read me") for cell in row]
    assert publication.acknowledgement in told
    assert publication.words.day(publication.library.date) in told
    assert publication.urls.site_url in told
    assert any("freely used and copied" in text for text in told)
    assert set(COLUMNS) <= set(told)
    assert {choice.id for choice in publication.library.vocabulary.actors} <= set(told)


def test_a_text_that_looks_like_a_formula_stays_text(
    publication: Publication, library: Library, tmp_path: Path
) -> None:
    import dataclasses

    record = library.records[0].model_copy(update={"title": "=1+1", "text": "+cmd|x"})
    changed = dataclasses.replace(library, records=(record,))
    (tmp_path / "x.xlsx").write_bytes(workbook(changed, publication.words, publication.urls, ""))
    sheet = load_workbook(tmp_path / "x.xlsx")["Takeaways"]
    assert [(sheet[place].value, sheet[place].data_type) for place in ("F2", "G2")] == [
        ("=1+1", "s"),
        ("+cmd|x", "s"),
    ]


def test_the_same_library_makes_the_same_bytes(site: Path, publication: Publication) -> None:
    again = workbook(
        publication.library, publication.words, publication.urls, publication.acknowledgement
    )
    assert (site / "data" / "guidance.xlsx").read_bytes() == again
