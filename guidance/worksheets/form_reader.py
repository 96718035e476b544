"""Reads the answers of a filled PDF form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guidance.worksheets.filled import FilledWorksheet, UnreadableWorksheetError
from guidance.worksheets.questions import ANSWERS, COVERAGE, SHEET_FIELDS, VERSION_FIELD

MAX_FIELDS = 10_000
"""Fields of a form from which a file is taken for damaged."""


def read_form(file: Path) -> FilledWorksheet:
    """The answers of a PDF. Raises `UnreadableWorksheetError`."""
    import pikepdf

    try:
        with pikepdf.open(file) as pdf:
            values = dict(_values(pdf))
    except pikepdf.PasswordError:
        raise UnreadableWorksheetError(
            "needs a password to be opened; ask for a copy without one"
        ) from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        raise UnreadableWorksheetError("is a damaged PDF; ask for it again") from None
    answers: dict[str, dict[str, str]] = {}
    for name, value in values.items():
        record, _, answer = name.rpartition("-")
        if record and answer in ANSWERS:
            answers.setdefault(record, {})[answer] = value
    if not answers:
        raise UnreadableWorksheetError(
            "holds no form of a worksheet; a printed or scanned worksheet cannot be read"
            if not values
            else "holds a form that is no worksheet"
        )
    return FilledWorksheet(
        file,
        values.get(VERSION_FIELD, ""),
        {name: values.get(name, "") for name in SHEET_FIELDS},
        answers,
    )


def _values(pdf: Any) -> Iterator[tuple[str, str]]:
    """The full name and the value of each field of a form."""
    fields = [(field, "", None) for field in pdf.Root.get("/AcroForm", {}).get("/Fields", ())]
    seen = 0
    while fields:
        field, parent_name, value = fields.pop(0)
        seen += 1
        if seen > MAX_FIELDS:
            raise ValueError("the fields of a form refer to one another")
        name = str(field["/T"]) if "/T" in field else ""
        full_name = ".".join(filter(None, (parent_name, name)))
        value = field.get("/V", value)
        kids = [kid for kid in field.get("/Kids", ()) if "/T" in kid]
        fields += [(kid, full_name, value) for kid in kids]
        if not kids:
            yield full_name, _text(value)


def _text(value: Any) -> str:
    """The value of a field as text; `/Off` of buttons is none."""
    import pikepdf

    if isinstance(value, pikepdf.Name):
        choice = str(value).removeprefix("/")
        return choice if choice in COVERAGE else ""
    if isinstance(value, pikepdf.Stream):
        return _lines(value.read_bytes().decode("utf-8", "replace"))
    return _lines(str(value)) if value is not None else ""


def _lines(text: str) -> str:
    """A text with line feeds, without spaces around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
