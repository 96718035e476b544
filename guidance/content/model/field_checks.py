"""Checks of the values of fields, as Pydantic validators."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pydantic_core import PydanticCustomError

from guidance.content.links.addresses import NO_HOST, NO_MAILBOX, address_problem
from guidance.content.markdown import plain
from guidance.content.markdown_lint import (
    TextProblem,
    formula_problems,
    has_no_markup,
    invisible_character_problems,
    is_plain_line,
    line_problems,
    prose_problems,
)
from guidance.diagnostics.rules import Rule
from guidance.limits import FIRST_YEAR, LAST_YEAR, NAME, SOURCE_NAME

_DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    )
)
"""Names that Windows reserves for devices, so that no folder can have them."""
_Value = TypeVar("_Value", str, datetime.date)
_NO_COUNTRIES = ("no", "yes", "on", "off", "true", "false", "none")


def check(problems_of: Callable[[str], Iterable[TextProblem]], text: str) -> str:
    """The text without surrounding white space. Raises one Pydantic error with all its problems."""
    problems = tuple(problems_of(text))
    if problems:
        raise PydanticCustomError("text", "invalid text", {"problems": problems})
    return text.strip()


def check_text(problems_of: Callable[[str], Iterable[TextProblem]], text: str) -> str:
    """As `check`, but a line of plain words, the usual case, is not searched for problems."""
    return text.strip() if is_plain_line(text) else check(problems_of, text)


def check_identifier(name: str) -> str:
    """As `check`, for an identifier that matches its pattern."""
    return check(_name_problems, name) if name in _DEVICES or len(name) > NAME else name


def check_source_identifier(name: str) -> str:
    """As `check_identifier`, for a source: its points have their identifiers in a margin."""
    return check(_source_name_problems, name) if len(name) > SOURCE_NAME else name


def only_country(text: str) -> str:
    """Accept only the name of a country, no abbreviation such as `no` for Norway."""
    if not text[:1].isupper() or text.casefold() in _NO_COUNTRIES:
        raise PydanticCustomError("country", "no name of a country")
    return text


def table_line_problems(text: str) -> Iterator[TextProblem]:
    """Problems of a line that is also written to tables."""
    yield from line_problems(text)
    yield from formula_problems(text)


def table_prose_problems(text: str) -> Iterator[TextProblem]:
    """Problems of sentences that are also written to tables, as plain text."""
    problems = tuple(prose_problems(text))
    yield from problems or (() if has_no_markup(text) else formula_problems(plain(text)))


def _name_problems(name: str) -> Iterator[TextProblem]:
    """Problems of an identifier as the name of a folder, on any operating system."""
    if name in _DEVICES:
        message = (
            f"'{name}' is the name of a device on Windows, where no folder can be called so; "
            "choose another"
        )
        yield TextProblem(Rule.WRONG_FORMAT, 0, message)
    if len(name) > NAME:
        message = f"is {len(name):,} characters long; allowed: {NAME}"
        yield TextProblem(Rule.LIMIT, 0, message)


def _source_name_problems(name: str) -> Iterator[TextProblem]:
    """Problems of the identifier of a source, in the columns that print those of its points."""
    message = (
        f"is {len(name):,} characters long, too long for the margins that print it; "
        f"allowed: {SOURCE_NAME}; leave out words"
    )
    yield TextProblem(Rule.LIMIT, 0, message)


def address_problems(address: str) -> Iterator[TextProblem]:
    """Problems of a web address: invisible characters, or no plain host name."""
    yield from invisible_character_problems(address)
    if reason := address_problem(address):
        example = "allowed: an address such as https://www.osce.org/cthb"
        message = f"does not plainly name a host; {example}" if reason == NO_HOST else reason
        yield TextProblem(Rule.WRONG_FORMAT, 0, message)


def mailbox_problems(address: str) -> Iterator[TextProblem]:
    """Problems of an e-mail address: invisible characters, several receivers, or an odd host."""
    yield from invisible_character_problems(address)
    if reason := address_problem(f"mailto:{address}"):
        example = "allowed: one address, such as info-cthb@osce.org"
        is_odd = reason in (NO_HOST, NO_MAILBOX)
        message = f"is no plain e-mail address; {example}" if is_odd else reason
        yield TextProblem(Rule.WRONG_FORMAT, 0, message)


def only_day(value: object) -> object:
    """Accept only a day in ISO 8601: Pydantic would read a number as a timestamp."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("day", "not a day")
    return value


def only_known_year(value: _Value) -> _Value:
    """Accept only a day, month or year between the first and the last year of dates."""
    if not FIRST_YEAR <= int(str(value)[:4]) <= LAST_YEAR:
        raise PydanticCustomError("year", "not a year of dates")
    return value


def only_whole_number(value: object) -> object:
    """Accept only digits: Pydantic would accept 1.0 and 1_0 as well."""
    if isinstance(value, str) and not re.fullmatch(r"[1-9][0-9]{0,3}", value):
        raise PydanticCustomError("whole_number", "not a whole number")
    return value


def only_existing_day(value: str) -> str:
    """Accept only a day, month or year that exists in the calendar."""
    try:
        datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise PydanticCustomError("day", "not a day") from None
    return value


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def page_number(page: str) -> int:
    """The number of a page in Arabic or Roman numerals."""
    if page.isdigit():
        return int(page)
    values = [_ROMAN[numeral] for numeral in page]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def only_rising_pages(value: str) -> str:
    """Only ranges that end behind their beginning, in numerals of one kind."""
    for span in value.split(", "):
        first, _, last = span.partition("-")
        if not last:
            continue
        if first.isdigit() != last.isdigit() or page_number(last) <= page_number(first):
            raise PydanticCustomError("pages", "not a range of pages", {"range": span})
    return value
