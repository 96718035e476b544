"""Translate errors of Pydantic into problems with messages for editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any

from pydantic_core import ErrorDetails

from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import models_in
from guidance.content.yaml_parser import Location
from guidance.diagnostics import suggestions
from guidance.diagnostics.problem import Problem, allowed_values, shorten
from guidance.diagnostics.rules import Rule
from guidance.limits import FIRST_YEAR, LAST_YEAR
from guidance.validation.field_declarations import (
    choices_at,
    class_at,
    description_at,
    format_at,
    keys_at,
    new_place,
)

_DAYS = ("day", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
_FORMATS = {
    "country": (
        "is no name of a country; allowed: the name as the source prints it, such as Norway"
    ),
    "pages": (
        "is no range of pages; "
        "allowed: the first page, a hyphen and a later page in the same numerals"
    ),
    "year": f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}; check the year",
    "whole_number": "does not fit; allowed: a whole number from 1 to 9999",
    **dict.fromkeys(_DAYS, "is no day; allowed: year, month and day, such as 2021-06-14"),
}
"""What is wrong with a value, by the type of the error where its format is checked in Python."""


def problems_of(
    document: Document, entry_class: type[model.Entry], detail: ErrorDetails
) -> Iterator[Problem]:
    """The problems of one Pydantic error: one, or several for a text."""
    location: Location = detail["loc"]
    context: dict[str, Any] = detail.get("ctx", {})
    value = shorten(detail["input"])
    match detail["type"]:
        case "text":
            for problem in context["problems"]:
                yield document.problem(
                    problem.rule,
                    location,
                    problem.message,
                    suggestion=problem.suggestion,
                    offset=problem.offset,
                )
        case "missing":
            yield document.problem(Rule.MISSING_FIELD, location, _missing(entry_class, location))
        case "extra_forbidden" if moved := new_place(
            class_at(entry_class, location[:-1]), location[-1]
        ):
            message = f"is no longer a key of this group; {moved}"
            yield document.problem(Rule.UNKNOWN_KEY, location, message, at_key=True)
        case "extra_forbidden":
            keys = keys_at(entry_class, location[:-1])
            place = _place_of_key(document, entry_class, location)
            message = f"is not a key that may stand here{place}; {allowed_values(keys)}"
            suggestion = "" if place else suggestions.closest(keys, str(location[-1]))
            yield document.problem(
                Rule.UNKNOWN_KEY, location, message, suggestion=suggestion, at_key=True
            )
        case "enum" if isinstance(detail["input"], str):
            choices = choices_at(entry_class, location)
            message = f"'{value}' is not in the list; {allowed_values(choices)}"
            suggestion = suggestions.closest(choices, value)
            yield document.problem(Rule.KNOWN_VALUE, location, message, suggestion=suggestion)
        case "string_too_short" | "string_pattern_mismatch" if value == "":
            message = "is empty; write it, or leave the key out where it may be absent"
            yield document.problem(Rule.EMPTY_TEXT, location, message)
        case "too_short":
            message = "is an empty list; at least one entry is needed"
            yield document.problem(Rule.MISSING_FIELD, location, message)
        case "string_pattern_mismatch":
            fitting, suggestion = _format(entry_class, location, context["pattern"], value)
            message = f"'{value}' does not fit; {fitting}"
            yield document.problem(Rule.WRONG_FORMAT, location, message, suggestion=suggestion)
        case "too_long":
            message = f"has {len(detail['input'])} entries; allowed: {context['max_length']}"
            yield document.problem(Rule.LIMIT, location, message)
        case kind if kind in _FORMATS:
            suggestion = _suggestion(suggestions.day, value) if kind in _DAYS else ""
            message = f"'{value}' {_FORMATS[kind]}"
            yield document.problem(Rule.WRONG_FORMAT, location, message, suggestion=suggestion)
        case _:
            expectation, suggestion = _expectation(
                detail["type"], detail["input"], _first_key(entry_class, location)
            )
            message = f"is {_shape(detail['input'])} where {expectation}"
            yield document.problem(Rule.WRONG_TYPE, location, message, suggestion=suggestion)


def _missing(entry_class: type[model.Entry], location: Location) -> str:
    """The message on an absent key, with the description of its field and its choices."""
    description, choices = description_at(entry_class, location), choices_at(entry_class, location)
    return (
        f"is missing; write '{location[-1]}: …'"
        f"{f' ({description})' if description else ''}"
        f"{f'; {allowed_values(choices)}' if choices else ''}"
    )


def _place_of_key(document: Document, entry_class: type[model.Entry], location: Location) -> str:
    """A hint for a key that is not allowed here: the mapping that it belongs to.

    It names the nearest mapping above that may have such a key, else any such mapping; empty if
    there is none.
    """
    outer_class, name = class_at(entry_class, location[:-1]), location[-1]
    groups = (
        [group for group, kind in models_in(outer_class).items() if name in kind.model_fields]
        if outer_class
        else []
    )
    siblings = (key[-1] for key in document.key_positions if key[:-1] == location[:-1])
    above = takewhile(lambda key: key != name, siblings)
    nearest = [key for key in above if key in groups][-1:]
    if not groups:
        return ""
    return f"; it belongs below {' or '.join(map(repr, nearest or groups))}, indented further"


def _shape(value: object) -> str:
    match value:
        case "":
            return "empty"
        case list():
            return "a list"
        case dict():
            return "a group of keys"
        case _:
            return "a single text"


def _first_key(entry_class: type[model.Entry], location: Location) -> str:
    """The first key that a mapping at a location needs, or else the first that it may have."""
    kind = class_at(entry_class, location)
    fields = kind.model_fields if kind else {}
    required = (name for name, field in fields.items() if field.is_required())
    return "id" if "id" in fields else next(required, next(iter(fields), "id"))


def _expectation(error_type: str, value: object, first_key: str) -> tuple[str, str]:
    """The end of the message on a value of the wrong type, and a suggestion."""
    if error_type == "tuple_type" and isinstance(value, dict):
        return (
            "a list belongs; "
            "begin the first key of each entry with a dash and a space, such as '- id: …'",
            "",
        )
    if error_type == "tuple_type" and isinstance(value, str) and re.match(r"-\w", value):
        return "a list belongs; a space is missing behind the dash", ""
    if error_type == "tuple_type":
        return (
            "a list belongs; allowed: values in brackets such as [states, businesses], "
            "or a line with a dash for each",
            _suggestion(suggestions.bracketed_list, value) if isinstance(value, str) else "",
        )
    if error_type in ("model_type", "model_attributes_type"):
        return (
            "a group of keys belongs; "
            f"allowed: lines such as '{first_key}: …' below it, or {{{first_key}: …}}",
            "",
        )
    return "a single text belongs; allowed: one text, in double quotes where it holds a colon", ""


def _format(
    entry_class: type[model.Entry], location: Location, pattern: str, value: str
) -> tuple[str, str]:
    """The format of a value that does not match its pattern, and a suggestion."""
    if (
        pattern == f"^{model.SLUG}$"
        and isinstance(location[-1], int)
        and re.fullmatch(f"{model.SLUG}( {model.SLUG})+", value)
    ):
        return "a comma is missing", ", ".join(value.split())
    value_format = format_at(entry_class, location)
    if not value_format:
        return f"allowed: {pattern}", ""
    return f"allowed: {value_format.description}", _suggestion(value_format.suggest, value)


def _suggestion(suggester: Callable[[str], str], value: str) -> str:
    """A suggestion, shortened; empty if it is the value itself."""
    suggestion = suggester(value)
    return shorten(suggestion) if suggestion != value else ""
