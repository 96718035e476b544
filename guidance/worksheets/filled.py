"""Filled worksheets: what a form or a spreadsheet holds once it has been returned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guidance.worksheets.questions import ANSWERS, SHEET_FIELDS, field_name


class UnreadableWorksheetError(Exception):
    """A file that is no worksheet, or whose answers cannot be read; the message says why."""


@dataclass(frozen=True)
class FilledWorksheet:
    """The answers of one file."""

    file: Path
    version: str
    """The version that the file names; empty if it names none."""
    fields: Mapping[str, str]
    """The values of the fields that a worksheet has once, by their names."""
    answers: Mapping[str, Mapping[str, str]]
    """The answers about each record, by its identifier, in the order of the file."""

    @property
    def is_blank(self) -> bool:
        """Whether nobody has filled in anything."""
        return not any(value for _, value in self.values())

    def values(self) -> Iterator[tuple[str, str]]:
        """All answers, each with the name of its field."""
        for name in SHEET_FIELDS:
            yield name, self.fields.get(name, "")
        for record, answers in self.answers.items():
            for name in ANSWERS:
                yield field_name(record, name), answers.get(name, "")
