"""The questions of a worksheet: the records that ask for action, grouped by measure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library, latest

NATURES = (model.Nature.OBLIGATION, model.Nature.RECOMMENDATION)
"""The natures of records that ask for action."""
SHEET_FIELDS = ("country", "plan", "team", "date")
"""What a worksheet asks once."""
ANSWERS = ("covered", "responsible", "when", "notes")
"""What it asks about each record."""
COVERAGE = ("fully", "partly", "not")
"""The answers to `covered`: how far an action plan covers a record."""
VERSION_FIELD = "worksheet"
"""The field of a form and of a spreadsheet that holds the version."""
SELECTION = "selection"
"""The subject of a worksheet of selected records."""
_DIGEST_LENGTH = 12


@dataclass(frozen=True)
class MeasureGroup:
    """The records of a worksheet whose first measure is the same."""

    measure: model.Choice | None
    """None for records without a measure."""
    records: Sequence[model.Record]


@dataclass(frozen=True)
class Worksheet:
    """The questions of one worksheet."""

    subject: str
    """The identifier of a conference, or `selection`."""
    groups: Sequence[MeasureGroup]

    @property
    def records(self) -> list[model.Record]:
        """All records, each once, in the order of the groups."""
        return [record for group in self.groups for record in group.records]

    @property
    def version(self) -> str:
        """Which records in which wording it holds: subject, date of the latest change, digest."""
        return f"{self.subject} {latest(self.records)} {digest(self.records)}"


@dataclass(frozen=True)
class Question:
    """A record that a worksheet asks about."""

    record: model.Record
    nature: str
    """The label of its nature."""
    other_measures: str
    """The labels of its measures after the first; empty for none."""


@dataclass(frozen=True)
class QuestionGroup:
    """The questions about the records of one measure."""

    name: str
    """The `id` of its heading."""
    title: str
    questions: Sequence[Question]


def worksheet_of(library: Library, subject: str, records: Iterable[model.Record]) -> Worksheet:
    """The worksheet of those records that ask for action, each under its first measure."""
    asking = [record for record in records if record.nature in NATURES]
    measures: list[model.Choice | None] = [*library.vocabulary.measures, None]
    groups = [
        MeasureGroup(measure, [record for record in asking if _first_measure(record) == identifier])
        for measure in measures
        for identifier in [measure.id if measure else None]
    ]
    return Worksheet(subject, [group for group in groups if group.records])


def question_groups(worksheet: Worksheet, library: Library, words: Words) -> list[QuestionGroup]:
    """The groups of a worksheet in the words of readers."""
    return [
        QuestionGroup(
            f"measure-{group.measure.id}" if group.measure else "no-measure",
            group.measure.label if group.measure else words("worksheet.no-measure"),
            [
                Question(
                    record,
                    library.label("natures", record.nature.value),
                    ", ".join(library.label("measures", other) for other in record.measures[1:]),
                )
                for record in group.records
            ],
        )
        for group in worksheet.groups
    ]


def digest(records: Iterable[model.Record]) -> str:
    """A hash of the identifiers, titles and texts of records, whatever their order."""
    words = sorted("\0".join((record.id, record.title, record.text)) for record in records)
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:_DIGEST_LENGTH]


def field_name(record: str, answer: str) -> str:
    """The name of the field of an answer about a record, such as `2021-R1-01-covered`."""
    return f"{record}-{answer}"


def _first_measure(record: model.Record) -> str | None:
    return record.measures[0] if record.measures else None
