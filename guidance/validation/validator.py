"""Validate one file against the model."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guidance import limits
from guidance.content import model
from guidance.content.document import Document
from guidance.content.layout import FILES, FOLDERS, entry_class
from guidance.diagnostics.problem import Problem, allowed_values
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest
from guidance.validation.messages import problems_of


@dataclass(frozen=True)
class ValidFile:
    """A file that is valid by the model, with its typed entry."""

    document: Document
    entry: model.Entry


def validate_document(document: Document) -> tuple[ValidFile | None, list[Problem]]:
    """The valid file, or None and at most `limits.PROBLEMS` problems."""
    file_class = entry_class(document.path)
    if file_class is None:
        return None, [_unknown_file(document)]
    try:
        return ValidFile(document, file_class.model_validate(document.value)), []
    except ValidationError as error:
        problems = (
            problem
            for detail in error.errors()
            if not _follows(detail)
            for problem in problems_of(document, file_class, detail)
        )
        return None, list(islice(problems, limits.PROBLEMS))


def _unknown_file(document: Document) -> Problem:
    places = (*FILES, *(f"{folder}/<identifier>.yml" for folder in FOLDERS))
    inside = document.path.partition("/")[2]
    return document.problem(
        Rule.KNOWN_FILE,
        (),
        f"has no place here; {allowed_values(places)}",
        suggestion=closest(places, inside),
    )


def _follows(detail: ErrorDetails) -> bool:
    """Whether an error follows from others: a list is too short without its invalid entries."""
    return detail["type"] == "too_short" and bool(detail["input"])
