"""All records as a workbook for Excel or Calc."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guidance.content.markdown import plain
from guidance.exports.json_csv import COLUMNS, TABLES, table_row
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.version import __version__

_WIDTHS = {
    "title": 36,
    "text": 72,
    "id": 24,
    "section": 30,
    "document": 24,
    "url": 44,
    "part_of": 24,
    "pages": 8,
    "since": 12,
    "changed": 12,
}
_DEFAULT_WIDTH = 20
_A4 = 9
"""The number of this paper size in the file format."""
_FACETS = {"natures": "nature", "actors": "actors", "forms": "forms", "measures": "measures"}
"""The column of each list of the vocabulary."""


def workbook(library: Library, words: Words, urls: Urls, acknowledgement: str) -> bytes:
    """The file as bytes, which are the same for the same library."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(buffer, settings) as book:
        day = datetime.datetime.fromisoformat(library.date)
        book.set_properties(
            {
                "title": words("product.title"),
                "author": words("product.title"),
                "comments": acknowledgement,
                "created": day,
            }
        )
        styles = _Styles(book)
        rows = _read_me_rows(library, words, urls.site_url, acknowledgement, styles)
        _read_me(book.add_worksheet(words("spreadsheet.read-me")), styles, rows, urls.site_url)
        for name, kind in TABLES.items():
            records = [record for record in library.records if record.kind is kind]
            _table(
                book.add_worksheet(words(f"spreadsheet.{name}")),
                styles,
                [table_row(record, urls) for record in records],
            )
    return buffer.getvalue()


class _Styles:
    """The formats of cells, in the colours of the site."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(top)
        self.strong = book.add_format(top | {"bold": True})
        self.title = book.add_format({"bold": True, "font_size": 18, "font_color": "#17415f"})
        self.part = book.add_format({"bold": True, "font_size": 13, "font_color": "#17415f"})
        self.head = book.add_format(
            top | {"bold": True, "font_color": "#ffffff", "bg_color": "#17415f"}
        )
        self.link = book.add_format(top | {"font_color": "#14587f", "underline": 1})


def _table(sheet: Any, styles: _Styles, rows: list[Mapping[str, str]]) -> None:
    """Write a sheet of records with a frozen header and a filter for every column.

    Every cell is text or a link, so that no text of a record is run as a formula.
    """
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, _WIDTHS.get(column, _DEFAULT_WIDTH))
        sheet.write_string(0, number, column, styles.head)
        for line, record in enumerate(rows, start=1):
            if column == "url":
                sheet.write_url(line, number, record[column], styles.link)
            elif record[column]:
                sheet.write_string(line, number, record[column], styles.text)
    from xlsxwriter.utility import xl_range

    last = (len(rows), len(COLUMNS) - 1)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, *last)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, *last)})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _read_me(
    sheet: Any, styles: _Styles, rows: Iterable[tuple[Any, tuple[str, ...]]], site_url: str
) -> None:
    """Write the first sheet; each row has the style of its first cell in front."""
    for number, width in enumerate((26, 100, 44)):
        sheet.set_column(number, number, width)
    sheet.hide_gridlines(2)
    for line, (style, cells) in enumerate(rows):
        for number, cell in enumerate(cells):
            if cell == site_url:
                sheet.write_url(line, number, cell, styles.link)
            else:
                sheet.write_string(line, number, cell, styles.text if number else style)


def _read_me_rows(
    library: Library, words: Words, site_url: str, acknowledgement: str, styles: _Styles
) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Purpose, terms of use and date of the workbook; the meaning of its columns and values."""
    yield styles.title, (words("product.title"),)
    yield styles.text, ()
    yield styles.strong, (words("spreadsheet.about"), words("spreadsheet.about-text"))
    yield styles.strong, (words("spreadsheet.acknowledgement"), acknowledgement)
    yield (
        styles.strong,
        (words("spreadsheet.licence"), plain(library.conferences[-1].imprint.permission)),
    )
    yield styles.strong, (words("spreadsheet.date"), words.day(library.date))
    yield styles.strong, (words("spreadsheet.version"), __version__)
    yield styles.strong, (words("spreadsheet.address"), site_url)
    yield styles.text, ()
    yield styles.part, (words("spreadsheet.columns"), words("spreadsheet.lists"))
    yield from ((styles.strong, (column, words(f"column.{column}"))) for column in COLUMNS)
    yield styles.text, ()
    yield styles.part, (words("spreadsheet.values"),)
    for facet, column in _FACETS.items():
        yield from (
            (styles.strong, (column, choice.label, choice.id))
            for choice in getattr(library.vocabulary, facet)
        )
