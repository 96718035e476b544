"""Explain values of closed lists, identifiers, references and keys that do not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from pydantic_core import ErrorDetails

from guidance import limits
from guidance.content import model
from guidance.content.document import Document
from guidance.content.yaml_parser import Location
from guidance.diagnostics.look_alikes import as_ascii, find_look_alikes
from guidance.diagnostics.problem import Problem, shorten
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest, closest_identifier, day
from guidance.validation.content_index import ContentIndex
from guidance.validation.messages.field_declarations import (
    choices_at,
    format_at,
    keys_at,
    target_at,
)

_BETWEEN_VALUES = re.compile(r"\s*[,;/|\n]\s*|\s+(?:and|or|&|\+)\s+")
_MOST_MEANT = 20
"""Values that are looked for in one text."""
_NUMBERS = {2: "two", 3: "three", 4: "four"}


DAYS = ("day", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
"""The types of the errors of Pydantic on days."""


@dataclass(frozen=True)
class Expected:
    """What may stand in one place."""

    fits: Callable[[str], bool]
    suggest: Callable[[str], str]
    """What a text probably means; empty if nothing is similar."""
    values: Collection[str] | None = None
    """The closed list of values; None if there is none, or not all of it is known."""


def misleading_value(
    document: Document,
    entry_class: type[model.Entry],
    detail: ErrorDetails,
    index: ContentIndex,
) -> Problem | None:
    """The problem of a value or a key that is not what it looks like; None for all others.

    `detail` is the error that Pydantic reports on it.
    """
    location, value = detail["loc"], detail["input"]
    match detail["type"]:
        case "extra_forbidden":
            expected = expected_key(keys_at(entry_class, location[:-1]))
            return look_alike_problem(
                document, Rule.UNKNOWN_KEY, location, str(location[-1]), expected, at_key=True
            )
        case "enum" | "string_pattern_mismatch" if isinstance(value, str) and value:
            pattern = detail.get("ctx", {}).get("pattern", "")
            expected = expected_value(index, entry_class, location, pattern)
            rule = Rule.KNOWN_VALUE if detail["type"] == "enum" else Rule.WRONG_FORMAT
            return several_values_problem(
                document, location, value, expected
            ) or look_alike_problem(document, rule, location, value, expected)
        case kind if kind in DAYS or kind in ("whole_number", "pages"):
            expected = Expected(str.isascii, day if kind in DAYS else str)
            return look_alike_problem(document, Rule.WRONG_FORMAT, location, str(value), expected)
    return None


def expected_value(
    index: ContentIndex, entry_class: type[model.Entry], location: Location, pattern: str
) -> Expected:
    """What may stand at a location: a value of an enum, a reference, or a text with a pattern."""
    if choices := choices_at(entry_class, location):
        return Expected(choices.__contains__, lambda text: closest(choices, text), choices)
    value_format = format_at(entry_class, location)
    suggest = value_format.suggest if value_format else lambda text: ""

    def matches(text: str) -> bool:
        return bool(re.search(pattern, text))

    target = target_at(entry_class, location)
    if not target:
        return Expected(matches, suggest)
    existing = index.known[target]

    def similar(text: str) -> str:
        formatted = suggest(text) or text
        if formatted in existing or index.origin(target, formatted):
            return formatted
        return closest_identifier(existing, formatted, index.budget)

    is_complete = target not in index.incomplete
    return Expected(matches, similar, existing if is_complete else None)


def expected_key(keys: Collection[str]) -> Expected:
    """One of the keys that a group may have."""
    return Expected(keys.__contains__, lambda text: closest(keys, text), keys)


def look_alike_problem(
    document: Document,
    rule: Rule,
    location: Location,
    text: str,
    expected: Expected,
    *,
    at_key: bool = False,
) -> Problem | None:
    """The problem of a text with a character that only looks like one of ASCII, at the character.

    None if it has no such character, or signs alone without which it does not fit either.
    """
    found = [*find_look_alikes(text)]
    plain = as_ascii(text).strip()
    if not found or not (expected.fits(plain) or any(each.misleads for each in found)):
        return None
    first, count = found[0], len(found) - 1
    more = f", and {count} more such character{'s' if count > 1 else ''}" if count else ""
    shown = "" if at_key else f"'{shorten(text)}' "
    message = f"{shown}holds {first.description} in the place of {first.twin_description}{more}"
    suggestion = expected.suggest(plain)
    if expected.values is None and expected.fits(plain):
        suggestion = plain
    if suggestion == shorten(text):
        message, suggestion = f"{message}; type a plain one, or delete it", ""
    problem = document.problem(
        rule,
        location,
        message,
        suggestion=shorten(suggestion),
        offset=None if at_key else first.offset,
        at_key=at_key,
    )
    return document.moved(problem, first.offset) if at_key else problem


def several_values_problem(
    document: Document, location: Location, text: str, expected: Expected
) -> Problem | None:
    """The problem of one value in which several are meant; None if it is no such value."""
    found = values_meant(text, expected)
    if not found:
        return None
    number = _NUMBERS.get(len(found), str(len(found)))
    if not isinstance(location[-1], int):
        message = f"'{shorten(text)}' is {number} values, but one alone may stand here; choose one"
        return document.problem(Rule.KNOWN_VALUE, location, message)
    is_alone = (*location[:-1], 1) not in document.value_positions
    values = ", ".join(found)
    return document.problem(
        Rule.WRONG_FORMAT,
        location,
        f"'{shorten(text)}' is one value where {number} are meant; "
        "put a comma between them, outside of quotation marks",
        suggestion=f"[{values}]" if is_alone else values,
    )


def values_meant(text: str, expected: Expected) -> list[str]:
    """The values that a text holds between commas, words such as *and*, or spaces.

    Empty if it holds fewer than two, or something that is none of the expected values.
    """
    if len(text) > limits.LINE:
        return []
    plain = as_ascii(text).strip(" []'\"\n")
    if not expected.values or expected.suggest(plain) in (plain, _hyphened(plain)):
        return []
    for separator in (_BETWEEN_VALUES, re.compile(r"[,;\s]+")):
        parts = [part.strip(" '\"") for part in separator.split(plain)]
        if len(parts) > _MOST_MEANT:
            continue
        found = [expected.suggest(part) for part in parts]
        if len(parts) > 1 and all(
            value and value in (part, _hyphened(part))
            for value, part in zip(found, parts, strict=True)
        ):
            return found
    return []


def _hyphened(text: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", text.lower()))
