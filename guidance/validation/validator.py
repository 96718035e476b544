"""Checking each file by itself: documents go in, typed records come out, and problems with the place of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guidance import limits
from guidance.content import model
from guidance.content.formats import EXAMPLES, NAMED_FORMATS
from guidance.content.introspection import model_in, models_in
from guidance.content.layout import FILES, FOLDERS, entry_class
from guidance.content.loader import Document
from guidance.content.yaml_parser import Location
from guidance.diagnostics import suggestions
from guidance.diagnostics.problem import GUESS, Problem, Rule, allowed, shown

_PLACEHOLDER = re.compile(r"\bTODO\b|‹[^›]*›|^\s*(?:…|\.\.\.)\s*$")
_LEFT = ("TODO", "‹", "…", "...", "\\")


@dataclass(frozen=True)
class Checked:
    """A file whose content fits the model."""

    document: Document
    entry: model.Entry


def unknown_file(document: Document) -> Problem:
    """A file that stands where no file belongs."""
    places = (*FILES, *(f"{folder}/<identifier>.yml" for folder in FOLDERS))
    inside = document.path.partition("/")[2]
    return document.problem(Rule.KNOWN_FILE, (), f"has no place here; {allowed(places, inside)}")


def unwritten(document: Document) -> Iterator[Problem]:
    """What `new` left to be written; most files have no sign of it anywhere."""
    if not any(sign in document.text for sign in _LEFT):
        return
    for location in document.values:
        if found := _PLACEHOLDER.search(document.text_at(location)):
            said = f"is still to be written; put the text in the place of '{found.group().strip()}'{_told_of(document, location)}"
            yield document.problem(Rule.PLACEHOLDER, location, said, offset=found.start())


def _told_of(document: Document, location: Location) -> str:
    """Whether a key may be deleted, and what belongs there."""
    entry = entry_class(document.path)
    while location and isinstance(location[-1], int):
        location = location[:-1]
    holder = _holder(entry, location[:-1]) if entry and location else None
    field = holder.model_fields.get(str(location[-1])) if holder else None
    if not entry or not field:
        return ""
    told = _description(entry, location)
    return f"{'' if field.is_required() else ', or delete the key'}{f' ({told})' if told else ''}"


def check(document: Document) -> tuple[Checked | None, list[Problem]]:
    """One file against the model; without problems, the typed entry comes back with it."""
    entry = entry_class(document.path)
    if entry is None:
        return None, [unknown_file(document)]
    try:
        return Checked(document, entry.model_validate(document.value)), []
    except ValidationError as error:
        problems = (
            problem
            for detail in error.errors()
            if not _follows(detail)
            for problem in _problems(document, entry, detail)
        )
        return None, list(islice(problems, limits.PROBLEMS))


def _follows(detail: ErrorDetails) -> bool:
    """Whether a fault follows from another: a list is too short only because what stands in it is unsound."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _problems(
    document: Document, entry: type[model.Entry], detail: ErrorDetails
) -> Iterator[Problem]:
    """One fault as pydantic accounts for it, as problems in an editor's words."""
    location: Location = detail["loc"]
    context: dict[str, Any] = detail.get("ctx", {})
    given = shown(detail["input"])
    match detail["type"]:
        case "text":
            for fault in context["faults"]:
                yield document.problem(fault.rule, location, fault.message, offset=fault.offset)
        case "missing":
            told, choices = _description(entry, location), _choices(entry, location)
            which = f"; {allowed(choices)}" if choices else ""
            yield document.problem(
                Rule.MISSING_FIELD,
                location,
                f"is missing; write '{location[-1]}: …'{f' ({told})' if told else ''}{which}",
            )
        case "extra_forbidden":
            said = f"is not a key that may stand here{_where(document, entry, location)}; {allowed(_fields(entry, location[:-1]), str(location[-1]))}"
            yield document.problem(Rule.UNKNOWN_KEY, location, said, at_key=True)
        case "enum" if isinstance(detail["input"], str):
            choices = _choices(entry, location)
            yield document.problem(
                Rule.KNOWN_VALUE,
                location,
                f"'{given}' is not in the list; {allowed(choices, given)}",
            )
        case "string_too_short" | "string_pattern_mismatch" if given == "":
            yield document.problem(
                Rule.EMPTY_TEXT,
                location,
                "is empty; write it, or leave the key out where it may be absent",
            )
        case "too_short":
            yield document.problem(
                Rule.MISSING_FIELD, location, "is an empty list; at least one entry is needed"
            )
        case "string_pattern_mismatch":
            yield document.problem(
                Rule.WRONG_FORMAT,
                location,
                f"'{given}' does not fit; {_format(context['pattern'], given, location)}",
            )
        case "country":
            said = f"'{given}' is no name of a country; allowed: the name as the source prints it, such as Norway"
            yield document.problem(Rule.WRONG_FORMAT, location, said)
        case "day" | "date_from_datetime_parsing" | "date_parsing" | "date_from_datetime_inexact":
            yield document.problem(
                Rule.WRONG_FORMAT,
                location,
                f"'{given}' is no day; allowed: year, month and day, such as 2021-06-14{_guess(suggestions.day, given)}",
            )
        case "whole_number":
            yield document.problem(
                Rule.WRONG_FORMAT,
                location,
                f"'{given}' does not fit; allowed: a whole number from 1 to 9999",
            )
        case _:
            yield document.problem(
                Rule.WRONG_TYPE,
                location,
                f"is {_shape(detail['input'])} where {_expected(detail['type'], detail['input'])}",
            )


def _where(document: Document, entry: type[model.Entry], location: Location) -> str:
    """Where a key belongs that was indented too little: to the group above it, or to any that has such a key."""
    holder, name = _holder(entry, location[:-1]), location[-1]
    groups = (
        [group for group, held in models_in(holder).items() if name in held.model_fields]
        if holder
        else []
    )
    above = takewhile(
        lambda key: key != name, (key[-1] for key in document.keys if key[:-1] == location[:-1])
    )
    nearest = [key for key in above if key in groups][-1:]
    return (
        f"; it belongs below {' or '.join(map(repr, nearest or groups))}, indented further"
        if groups
        else ""
    )


def _shape(given: object) -> str:
    match given:
        case "":
            return "empty"
        case list():
            return "a list"
        case dict():
            return "a group of keys"
        case _:
            return "a single text"


def _expected(kind: str, given: object) -> str:
    if kind == "tuple_type" and isinstance(given, dict):
        return "a list belongs; begin the first key of each entry with a dash and a space, such as '- id: …'"
    if kind == "tuple_type" and isinstance(given, str) and re.match(r"-\w", given):
        return "a list belongs; a space is missing behind the dash"
    if kind == "tuple_type":
        guess = _guess(suggestions.listed, given) if isinstance(given, str) else ""
        return f"a list belongs; allowed: values in brackets such as [states, businesses], or a line with a dash for each{guess}"
    if kind in ("model_type", "model_attributes_type"):
        return "a group of keys belongs; allowed: lines such as 'document: …' below it, or {document: …}"
    return "a single text belongs; allowed: one text, in double quotes where it holds a colon"


def _format(pattern: str, given: str, location: Location) -> str:
    """What fits a pattern, and what was probably meant."""
    bare = pattern.strip("^$")
    name = next(
        (word for kind, word in NAMED_FORMATS.items() if get_args(kind)[1].pattern == pattern), bare
    )
    if (
        name == model.SLUG
        and isinstance(location[-1], int)
        and re.fullmatch(f"{model.SLUG}( {model.SLUG})+", given)
    ):
        return f"a comma is missing; {GUESS}'{', '.join(given.split())}'?"
    guess = _guess(_GUESSES[name], given) if name in _GUESSES else ""
    return f"allowed: {EXAMPLES.get(name, pattern)}{guess}"


_GUESSES = {
    "record": suggestions.record,
    "clock": suggestions.clock,
    "pages": suggestions.pages,
    "partial": suggestions.day,
    "web": suggestions.address,
    model.SLUG: suggestions.slug,
}


def _guess(guessing: Callable[[str], str], given: str) -> str:
    guess = guessing(given)
    return f"; {GUESS}'{shown(guess)}'?" if guess and guess != given else ""


def _fields(entry: type[model.Entry], location: Location) -> tuple[str, ...]:
    """The keys that may stand at a place."""
    holder = _holder(entry, location)
    return tuple(holder.model_fields) if holder else ()


def _description(entry: type[model.Entry], location: Location) -> str:
    """The first sentence of what a field holds, as the model tells it."""
    holder = _holder(entry, location[:-1])
    field = holder.model_fields.get(str(location[-1])) if holder else None
    told = " ".join((field.description or "").split()) if field else ""
    return re.split(r"(?<=[a-z])\.", told)[0].replace("`", "")


def _choices(entry: type[model.Entry], location: Location) -> tuple[str, ...]:
    holder = _holder(entry, location[:-1])
    field = holder.model_fields.get(str(location[-1])) if holder else None
    kind = field.annotation if field else None
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else ()


def _holder(entry: type[model.Entry], location: Location) -> type[model.Entry] | None:
    """The class of the group of keys at a place."""
    holder: type[model.Entry] | None = entry
    for step in location:
        if holder and isinstance(step, str):
            field = holder.model_fields.get(step)
            holder = model_in(field.annotation) if field else None
    return holder
