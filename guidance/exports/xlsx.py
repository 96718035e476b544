"""All records as a workbook for Excel or Calc."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.exports.json_csv import COLUMNS, SHAPE, TABLES, table_row
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.library.terms import terms_of
from guidance.library.urls import Urls

_WIDTHS = {
    "title": 36,
    "text": 72,
    "id": 24,
    "section": 30,
    "document": 24,
    "url": 44,
    "part_of": 24,
    "pages": 8,
    "paragraphs": 12,
    "since": 12,
    "changed": 12,
}
_DEFAULT_WIDTH = 20
A4_PAPER = 9
"""The number of this paper size in the file format."""
_TERMS_WIDTHS = {"permission": 60, "disclaimer": 60, "copyright": 40, "cite-as": 40}
"""The widths of columns of the sheet of documents that hold more than a few words."""
_FACETS = {"natures": "nature", "actors": "actors", "forms": "forms", "measures": "measures"}
"""The column of each list of the vocabulary."""


def text_workbook(buffer: io.BytesIO) -> Any:
    """A workbook whose strings stay text: none becomes a formula, a link or a number."""
    from xlsxwriter import Workbook

    settings = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return Workbook(buffer, settings | {"in_memory": True})


def workbook(library: Library, words: Words, urls: Urls) -> bytes:
    """The bytes of the file; the same library gives the same bytes."""
    acknowledgement = _acknowledgement(library, words)
    buffer = io.BytesIO()
    with text_workbook(buffer) as book:
        day = datetime.datetime.fromisoformat(library.date)
        book.set_properties(
            {
                "title": words("product.title"),
                "author": words("product.title"),
                "comments": acknowledgement,
                "created": day,
            }
        )
        styles = CellStyles(book)
        rows = _read_me_rows(library, words, urls.site_url, acknowledgement, styles)
        _read_me(book.add_worksheet(words("spreadsheet.read-me")), styles, rows, urls.site_url)
        _documents(book.add_worksheet(words("spreadsheet.documents")), styles, library, words)
        for name, kind in TABLES.items():
            records = [record for record in library.records if record.kind is kind]
            if records:
                _table(
                    book.add_worksheet(words(f"spreadsheet.{name}")),
                    styles,
                    [table_row(record, urls) for record in records],
                )
    return buffer.getvalue()


def _acknowledgement(library: Library, words: Words) -> str:
    """Whom to name as the source of all records."""
    terms = terms_of(library, (source.id for source in library.sources))
    return words("acknowledgement", publishers="; ".join(map(typeset, terms.publishers)))


class CellStyles:
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


def _table(sheet: Any, styles: CellStyles, rows: list[Mapping[str, str]]) -> None:
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
    sheet.autofilter(0, 0, *last)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, *last)})
    _print_with_header(sheet)


def _print_with_header(sheet: Any) -> None:
    """Keep the header in view, and repeat it on each printed page, all columns on one."""
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(A4_PAPER)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _documents(sheet: Any, styles: CellStyles, library: Library, words: Words) -> None:
    """A sheet of the documents with their terms; what no document says has no column."""
    rows = [_terms_row(source, words) for source in library.sources]
    columns = [name for name in rows[0] if any(row[name] for row in rows)]
    for number, name in enumerate(columns):
        sheet.set_column(number, number, _TERMS_WIDTHS.get(name, _DEFAULT_WIDTH))
        sheet.write_string(0, number, words(f"document.{name}"), styles.head)
        for line, row in enumerate(rows, start=1):
            if row[name]:
                sheet.write_string(line, number, row[name], styles.text)
    _print_with_header(sheet)


def _terms_row(source: model.Source, words: Words) -> Mapping[str, str]:
    """A document by column; what it does not say is empty, but that it gives no permission."""
    return {
        "id": source.id,
        "title": words("report.title", title=source.title, subtitle=source.subtitle)
        if source.subtitle
        else source.title,
        "standing": words(f"standing.{source.standing}"),
        "publishers": "; ".join(source.publishers),
        "authors": "; ".join(source.authors),
        "date": words.day(source.date) if source.date else "",
        "language": source.language or "",
        "copyright": source.copyright or "",
        "permission": _one_line(source.permission) or words("document.no-permission"),
        "cite-as": source.cite_as or "",
        "disclaimer": _one_line(source.disclaimer),
        "web": source.web or "",
    }


def _one_line(text: str | None) -> str:
    return " ".join(plain(text or "").split())


def _read_me(
    sheet: Any, styles: CellStyles, rows: Iterable[tuple[Any, tuple[str, ...]]], site_url: str
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
    library: Library, words: Words, site_url: str, acknowledgement: str, styles: CellStyles
) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Purpose, terms of use and date of the workbook; the meaning of its columns and values."""
    yield styles.title, (words("product.title"),)
    yield styles.text, ()
    yield styles.strong, (words("spreadsheet.about"), words("spreadsheet.about-text"))
    yield styles.strong, (words("spreadsheet.acknowledgement"), acknowledgement)
    sheet = words("spreadsheet.documents")
    yield (
        styles.strong,
        (words("spreadsheet.licence"), words("spreadsheet.licence-text", sheet=sheet)),
    )
    yield styles.strong, (words("spreadsheet.date"), words.day(library.date))
    yield styles.strong, (words("spreadsheet.version"), SHAPE)
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
