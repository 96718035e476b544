"""Collects filled worksheets into one table, and says what is odd about each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import concluded_records
from guidance.library.library import Library
from guidance.worksheets.filled import FilledWorksheet, UnreadableWorksheetError
from guidance.worksheets.form_reader import read_form
from guidance.worksheets.questions import (
    ANSWERS,
    COVERAGE,
    SHEET_FIELDS,
    digest,
    worksheet_of,
)
from guidance.worksheets.spreadsheet_reader import read_spreadsheet

TABLE_COLUMNS = (
    "file",
    *SHEET_FIELDS,
    "record",
    "measures",
    "title",
    *ANSWERS,
    "version",
)
"""The columns of the table."""
MAX_CELL = 32_767
"""The characters that a cell of a table may hold; a longer answer is cut."""
_VERSION = re.compile(r"(\S+) (\d{4}-\d\d-\d\d) ([0-9a-f]+)")
"""Subject, date and digest."""
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_PDF_HEADER_BYTES = 1024
"""The first bytes of a file, among which a PDF may have its header."""


@dataclass(frozen=True)
class Collection:
    """The answers of all files, and messages about them."""

    rows: Sequence[Mapping[str, str]]
    """A row for each worksheet and record, by column."""
    worksheets: int
    """The number of worksheets that were read."""
    unreadable: Sequence[str]
    """A message for each file that could not be read."""
    remarks: Sequence[str]
    """What is odd about worksheets that were read."""

    @property
    def summary(self) -> str:
        """Numbers of worksheets and rows."""
        return f"{_counted(self.worksheets, 'worksheet')}, {_counted(len(self.rows), 'row')}"


def collect_worksheets(files: Iterable[Path], library: Library, words: Words) -> Collection:
    """Read filled worksheets, each file once."""
    worksheets: list[FilledWorksheet] = []
    unreadable: list[str] = []
    for file in {file.resolve(): file for file in files}.values():
        try:
            worksheets.append(_read(file, words))
        except UnreadableWorksheetError as error:
            unreadable.append(f"{file}: {error}")
        except OSError as error:
            unreadable.append(f"{file}: {_reason(error)}")
    return Collection(
        [row for worksheet in worksheets for row in _rows(worksheet, library)],
        len(worksheets),
        unreadable,
        [
            f"{worksheet.file}: {remark}"
            for worksheet in worksheets
            for remark in _remarks(worksheet, library)
        ],
    )


def _read(file: Path, words: Words) -> FilledWorksheet:
    with file.open("rb") as opened:
        start = opened.read(_PDF_HEADER_BYTES)
    if _PDF in start:
        return read_form(file)
    if start.startswith(_ZIP):
        return read_spreadsheet(file, words)
    if not start:
        raise UnreadableWorksheetError("is empty")
    raise UnreadableWorksheetError("is neither a PDF nor a spreadsheet (.xlsx)")


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "does not exist"
        case IsADirectoryError():
            return "is a folder; name the files in it"
        case _:
            return error.strerror or "cannot be read"


def _rows(worksheet: FilledWorksheet, library: Library) -> Iterator[Mapping[str, str]]:
    for identifier, answers in worksheet.answers.items():
        record = _record(library, identifier)
        measures = [library.label("measures", each) for each in record.measures] if record else []
        yield {
            "file": str(worksheet.file),
            **{name: worksheet.fields.get(name, "") for name in SHEET_FIELDS},
            "record": identifier,
            "measures": "; ".join(measures),
            "title": record.title if record else "",
            **{name: answers.get(name, "") for name in ANSWERS},
            "version": worksheet.version,
        }


def _remarks(worksheet: FilledWorksheet, library: Library) -> Iterator[str]:
    """What somebody who evaluates the table should know."""
    if worksheet.is_blank:
        yield "nothing is filled in"
    for name, value in worksheet.values():
        if len(value) > MAX_CELL:
            yield f"{name}: the answer is cut after {MAX_CELL:,} characters"
    for identifier, answers in worksheet.answers.items():
        if (answer := answers.get("covered", "")) and answer not in COVERAGE:
            yield f"{identifier}: '{answer}' is none of {', '.join(COVERAGE)}"
    yield from _version_remarks(worksheet, library)


def _version_remarks(worksheet: FilledWorksheet, library: Library) -> Iterator[str]:
    """How the records of a worksheet differ from those of today, if they do."""
    if not (version := _VERSION.fullmatch(worksheet.version)):
        yield "names no version of its records"
        return
    subject, date, digest_then = version.groups()
    known = [_record(library, identifier) for identifier in worksheet.answers]
    asked = worksheet_of(library, subject, filter(None, known)).records
    asked_identifiers = {record.id for record in asked}
    gone = [each for each in worksheet.answers if each not in asked_identifiers]
    missing = _missing(worksheet, library, subject)
    if gone or missing or digest(asked) != digest_then:
        changed = [record.id for record in asked if record.changed.isoformat() > date]
        lists = {"changed since": changed, "no longer asked": gone, "not in it": missing}
        yield "; ".join(
            (
                f"belongs to another version of the records, of {date}",
                *(f"{label}: {', '.join(found)}" for label, found in lists.items() if found),
            )
        )


def _missing(worksheet: FilledWorksheet, library: Library, subject: str) -> list[str]:
    """The records that a worksheet of the same conference holds today, but this one does not."""
    conference = library.by_id.get(subject)
    if not isinstance(conference, model.Conference):
        return []
    asked = worksheet_of(library, subject, concluded_records(library, conference)).records
    return [record.id for record in asked if record.id not in worksheet.answers]


def _record(library: Library, identifier: str) -> model.Record | None:
    """A current record by its identifier; None if there is none."""
    record = library.by_id.get(identifier)
    if isinstance(record, model.Record) and record.status is model.Status.CURRENT:
        return record
    return None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
