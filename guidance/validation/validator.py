"""Validate one file against the model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guidance import limits
from guidance.content import model
from guidance.content.document import Document
from guidance.content.layout import FILES, FOLDERS, entry_class, folder_of
from guidance.diagnostics.problem import Problem, allowed_values
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest
from guidance.validation.content_index import ContentIndex
from guidance.validation.messages.pydantic_errors import problems_of


@dataclass(frozen=True)
class ValidFile:
    """A file that is valid by the model, with its typed entry."""

    document: Document
    entry: model.Entry


def validate_document(
    document: Document, index: ContentIndex, most_problems: int = limits.PROBLEMS
) -> tuple[ValidFile | None, list[Problem]]:
    """The valid file, or None and at most `most_problems` problems.

    `index` is that of all documents: suggestions for references are taken from it.
    """
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
            for problem in problems_of(document, file_class, detail, index)
        )
        return None, list(islice(problems, most_problems))


def _unknown_file(document: Document) -> Problem:
    places = (*FILES, *(f"{folder}/<identifier>.yml" for folder in FOLDERS))
    inside = document.path.partition("/")[2]
    return document.problem(
        Rule.KNOWN_FILE,
        (),
        f"has no place here; {allowed_values(places)}",
        suggestion=_similar_place(inside) or closest(FILES, inside),
    )


def _similar_place(inside: str) -> str:
    """The place of a file in a folder, by its identifier or its present folder; else empty."""
    folder, _, name = inside.rpartition("/")
    stem = name.partition(".")[0]
    proper = folder_of(stem) or (closest(FOLDERS, folder) if folder else "")
    is_identifier = re.fullmatch(model.SLUG, stem) or folder_of(stem)
    return f"{proper}/{stem}.yml" if proper and is_identifier else ""


def _follows(detail: ErrorDetails) -> bool:
    """Whether an error follows from others: a list is too short without its invalid entries."""
    return detail["type"] == "too_short" and bool(detail["input"])
