"""Translate errors of Pydantic into problems with messages for editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from typing import Any

from pydantic_core import ErrorDetails

from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import models_in
from guidance.content.yaml_lines import entry_message, first_entry_sign
from guidance.content.yaml_parser import Location
from guidance.diagnostics import suggestions
from guidance.diagnostics.look_alikes import as_ascii, find_look_alikes
from guidance.diagnostics.problem import Problem, allowed_values, shorten
from guidance.diagnostics.rules import Rule
from guidance.limits import FIRST_YEAR, LAST_YEAR
from guidance.validation.content_index import ContentIndex
from guidance.validation.messages.field_declarations import (
    choices_at,
    class_at,
    description_at,
    format_at,
    keys_at,
    new_place,
    target_at,
)
from guidance.validation.messages.misleading_values import (
    DAYS,
    Expected,
    expected_value,
    misleading_value,
    values_meant,
)

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
    **dict.fromkeys(DAYS, "is no day; allowed: year, month and day, such as 2021-06-14"),
}
"""What is wrong with a value, by the type of the error where its format is checked in Python."""


def problems_of(
    document: Document,
    entry_class: type[model.Entry],
    detail: ErrorDetails,
    index: ContentIndex,
) -> Iterator[Problem]:
    """The problems of one Pydantic error: one, or several for a text."""
    if problem := misleading_value(document, entry_class, detail, index):
        return iter([problem])
    return _problems_by_type(document, entry_class, detail, index)


def _problems_by_type(
    document: Document,
    entry_class: type[model.Entry],
    detail: ErrorDetails,
    index: ContentIndex,
) -> Iterator[Problem]:
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
            similar = keys[0] if len(keys) == 1 else suggestions.closest(keys, str(location[-1]))
            suggestion = "" if place else similar
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
            value_format = format_at(entry_class, location)
            fitting = value_format.description if value_format else context["pattern"]
            message = f"'{value}' does not fit; allowed: {fitting}"
            expected = expected_value(index, entry_class, location, context["pattern"])
            suggestion = _suggestion(expected.suggest, value)
            yield document.problem(Rule.WRONG_FORMAT, location, message, suggestion=suggestion)
        case "too_long":
            message = f"has {len(detail['input'])} entries; allowed: {context['max_length']}"
            yield document.problem(Rule.LIMIT, location, message)
        case kind if kind in _FORMATS:
            suggestion = _suggestion(suggestions.day, value) if kind in DAYS else ""
            message = f"'{value}' {_FORMATS[kind]}"
            yield document.problem(Rule.WRONG_FORMAT, location, message, suggestion=suggestion)
        case _:
            yield _wrong_type(document, entry_class, detail, index)


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
    if not groups:
        return ""
    siblings = document.value_at(location[:-1])
    above = takewhile(lambda key: key != name, siblings if isinstance(siblings, dict) else ())
    nearest = [key for key in above if key in groups][-1:]
    return f"; it belongs below {' or '.join(map(repr, nearest or groups))}, indented further"


def _wrong_type(
    document: Document,
    entry_class: type[model.Entry],
    detail: ErrorDetails,
    index: ContentIndex,
) -> Problem:
    """The problem of a value of the wrong type."""
    location = detail["loc"]
    is_reference = bool(target_at(entry_class, location))
    expected = expected_value(index, entry_class, location, "") if is_reference else None
    first_key = _first_key(entry_class, location)
    expectation, suggestion = _expectation(detail["type"], detail["input"], first_key, expected)
    message = f"is {_shape(detail['input'])} where {expectation}"
    return document.problem(Rule.WRONG_TYPE, location, message, suggestion=suggestion)


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


def _expectation(
    error_type: str, value: object, first_key: str, expected: Expected | None
) -> tuple[str, str]:
    """The end of the message on a value of the wrong type, and a suggestion."""
    if isinstance(value, str) and (misread := _look_alike_markup(error_type, value)):
        return misread
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
            _suggestion(partial(_list_of, expected), value) if isinstance(value, str) else "",
        )
    if error_type in ("model_type", "model_attributes_type"):
        return (
            "a group of keys belongs; "
            f"allowed: lines such as '{first_key}: …' below it, or {{{first_key}: …}}",
            "",
        )
    return "a single text belongs; allowed: one text, in double quotes where it holds a colon", ""


def _look_alike_markup(error_type: str, text: str) -> tuple[str, str] | None:
    """The end of the message on a text whose first sign only looks like that of a list or a group.

    With a suggestion, if the list is clear; None for all other texts.
    """
    noun = {"tuple_type": "a list", "model_type": "a group of keys"}.get(error_type)
    if noun == "a list" and (bullet := first_entry_sign(text)):
        entries = [entry.strip() for entry in text.split(bullet) if entry.strip()]
        return f"a list belongs; {entry_message(bullet)}", shorten(f"[{', '.join(entries)}]")
    first = next(find_look_alikes(text[:1]), None)
    if not noun or not first or first.twin not in ("[", "{"):
        return None
    listed = shorten(suggestions.bracketed_list(as_ascii(text))) if noun == "a list" else ""
    return f"{noun} belongs; {first.correction}", listed


def _list_of(expected: Expected | None, text: str) -> str:
    """The values of a text as a list in brackets; empty where they are not plain."""
    meant = values_meant(text, expected) if expected else []
    return f"[{', '.join(meant)}]" if meant else suggestions.bracketed_list(as_ascii(text))


def _suggestion(suggester: Callable[[str], str], value: str) -> str:
    """A suggestion, shortened; empty if it is the value itself."""
    suggestion = suggester(value)
    return shorten(suggestion) if suggestion != value else ""
