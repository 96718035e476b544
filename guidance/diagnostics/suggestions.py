"""Suggest corrections: a value in its expected format, or the most similar of several choices.

A suggestion is made only if it is unambiguous.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from guidance import limits
from guidance.diagnostics.look_alikes import as_ascii

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PAIRS_OF_A_BOUND = 40
"""As many comparisons of letters take as long as one of `_upper_bounds`."""
_PAIRS_OF_NUMBERS = 20
"""As many comparisons of letters take as long as one of the numbers of two identifiers."""
_NEAR = 0.6
"""The minimum similarity of a suggestion, as `difflib.SequenceMatcher.ratio` measures it."""


def clock(text: str) -> str:
    """A time of day in the format 14:05; empty if the text is no time."""
    match = re.fullmatch(
        r"(\d{1,2})(?:[:.,hH ]\s*(\d{1,2})?)?\s*(?:([ap])\.?m\.?|h|hrs|Uhr)?",
        text.strip(),
        re.IGNORECASE,
    )
    if not match or text.strip().isdigit():
        return ""
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def day(text: str) -> str:
    """A day as 2021-06-14; empty if the text is no date, or fits two dates, such as 4/5/2021."""
    months = "|".join(_MONTHS)
    words = re.sub(
        rf"\b({months})[a-z]*\.?",
        lambda match: f" {_MONTHS.index(match[1]) + 1} m ",
        text.lower(),
    )
    words = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", words)
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(numbers) != 3 or re.search(r"[a-ln-z]", words):
        return ""
    if numbers[0] > 31:
        readings = {(numbers[1], numbers[2])}
    elif re.search(r"^\D*\d+ m", words):
        readings = {(numbers[0], numbers[1])}
    elif " m " in words or "." in text:
        readings = {(numbers[1], numbers[0])}
    else:
        readings = {(numbers[1], numbers[0]), (numbers[0], numbers[1])}
    year = max(numbers)
    days = {day for month, number in readings if (day := _iso_day(year, month, number))}
    return days.pop() if len(days) == 1 else ""


def _iso_day(year: int, month: int, day_of_month: int) -> str:
    """A day in ISO 8601; empty if there is no such day."""
    try:
        return datetime.date(year, month, day_of_month).isoformat() if year > 1900 else ""
    except ValueError:
        return ""


def pages(text: str) -> str:
    """A page or a range of pages, such as 6 or 6-8; empty if the text is neither."""
    match = re.fullmatch(
        r"(?:pp?\.?|pages?)?\s*(\d+)(?:\s*(?:[-–—]|to|and)\s*(\d+))?",
        text.strip(),
        re.IGNORECASE,
    )
    return "-".join(number for number in match.groups() if number) if match else ""


def slug(text: str) -> str:
    """Words as an identifier: lower-case ASCII joined by hyphens."""
    bare = unicodedata.normalize("NFKD", as_ascii(text)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare.lower()))


def record_identifier(text: str) -> str:
    """The identifier of a record with two digits at its end, such as 2021-P1-01; else empty."""
    match = re.fullmatch(r"(.+-)0*([1-9]\d?)", text.strip())
    return f"{match[1]}{int(match[2]):02}" if match else ""


def bracketed_list(text: str) -> str:
    """Values between commas or semicolons as a list in brackets; empty if a value is missing."""
    values = [value.strip(" []") for value in re.split(r"[,;]", text)]
    return f"[{', '.join(values)}]" if all(values) else ""


def web_address(text: str) -> str:
    """A web address with its scheme; empty if the text does not look like one."""
    bare = re.sub(r"^h?t?t?ps?:?/*", "", text.strip())
    return (
        f"https://{bare}" if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>\"']*)?", bare) else ""
    )


class Budget:
    """How many pairs of letters may still be compared to find suggestions."""

    def __init__(self) -> None:
        self.left = limits.COMPARED_LETTERS

    def spend(self, pairs: int) -> bool:
        """Take a number of pairs; whether there are enough."""
        self.left -= pairs
        return self.left >= 0


def closest_identifier(
    identifiers: Collection[str], text: str, budget: Budget | None = None
) -> str:
    """The identifier that a text probably means; empty if there is none.

    It has the same numbers as the text, and the same parent where that exists: 2021-P2-09 is no
    misspelt 2021-P2-08, but 2021-P2-80 may be.
    """
    budget = budget or Budget()
    if len(text) > limits.NAME or not budget.spend(_PAIRS_OF_NUMBERS * len(identifiers)):
        return ""
    text = as_ascii(text).strip()
    fitting = [name for name in identifiers if _has_numbers_of(name, text)]
    if letters := _kind(text):
        fitting = [name for name in fitting if _kind(name) == letters]
    parent = parent_identifier(text).casefold()
    if parent and any(name.casefold().startswith(f"{parent}-") for name in identifiers):
        fitting = [name for name in fitting if parent_identifier(name).casefold() == parent]
    return closest(fitting, text, budget)


def parent_identifier(identifier: str) -> str:
    """What stands before the number of a record or a statement: 2021-P2 of 2021-P2-08."""
    match = re.fullmatch(r"(.+)[-_ ][Ss]?[0-9]{1,3}", identifier)
    return match[1] if match else ""


def _kind(identifier: str) -> str:
    """The letters of an identifier with a year and numbers, such as `p` of 2021-P2-08."""
    is_numbered = re.match(r"[0-9]{4}[b-z]?[-_ ]?[PRSEF][0-9]", identifier, re.IGNORECASE)
    return re.sub("[^a-z]", "", identifier.casefold()) if is_numbered else ""


def _has_numbers_of(identifier: str, text: str) -> bool:
    """Whether two texts have the same numbers; their digits may be in another order."""
    own, others = _numbers(identifier), _numbers(text)
    return not others or (
        len(own) == len(others)
        and all(
            int(first) == int(second) or sorted(first) == sorted(second)
            for first, second in zip(own, others, strict=True)
        )
    )


@lru_cache(10_000)
def _numbers(text: str) -> Sequence[str]:
    """The numbers in an identifier, none of them longer than an identifier may be."""
    return re.findall("[0-9]+", text[: limits.NAME])


def closest(choices: Collection[str], text: str, budget: Budget | None = None) -> str:
    """The choice that is most similar to a text, or that completes it; empty if there is none.

    A rule that may report many problems has one `budget` for all of them.
    """
    budget = budget or Budget()
    if not budget.spend(_PAIRS_OF_A_BOUND * len(choices)):
        return ""
    return nearest(choices, text, budget) or completion(choices, text)


def nearest(choices: Collection[str], text: str, budget: Budget | None = None) -> str:
    """The most similar choice, regardless of case; empty if none is similar enough.

    The result is the first of `difflib.get_close_matches`, but the ratio is computed only for
    choices that may exceed the best one, and for at most `limits.COMPARISONS`.
    """
    budget = budget or Budget()
    if not 0 < len(text) <= limits.NAME:
        return ""
    folded, letters = _letters(text)
    matcher = SequenceMatcher(None, "", folded)
    best, best_ratio = "", _NEAR
    candidates = sorted(_upper_bounds(choices, len(folded), letters), reverse=True)
    for upper_bound, choice in candidates[: limits.COMPARISONS]:
        if upper_bound < best_ratio or not budget.spend(len(choice) * len(folded)):
            break
        matcher.set_seq1(choice)
        if (ratio := matcher.ratio()) > best_ratio or (ratio == best_ratio and choice > best):
            best, best_ratio = choice, ratio
    if not best:
        return ""
    return next((choice for choice in reversed([*choices]) if choice.casefold() == best), "")


def completion(choices: Collection[str], text: str) -> str:
    """The only choice that begins with a text and a hyphen; empty if there are none or several."""
    completions = [choice for choice in choices if choice.startswith(f"{text.casefold()}-")]
    return completions[0] if len(completions) == 1 else ""


def _upper_bounds(
    choices: Collection[str], length: int, letters: int
) -> Iterator[tuple[float, str]]:
    """Case-folded choices with an upper bound of their ratio to a word.

    The bound is the ratio that they would have if all common letters stood in the same order.
    """
    for choice in (choice for choice in choices if len(choice) <= limits.NAME):
        folded, own_letters = _letters(choice)
        bound = 2 * (own_letters & letters).bit_count() / (length + len(folded) or 1)
        if bound >= _NEAR:
            yield bound, folded


@lru_cache(10_000)
def _letters(word: str) -> tuple[str, int]:
    """A case-folded word and the multiset of its letters as bits.

    The number of bits that two multisets share is at least the number of letters that the words
    share: letters whose code points are equal modulo 64 count as the same.
    """
    folded, count, letters = word.casefold(), Counter[int](), 0
    for letter in folded:
        bit = ord(letter) % 64
        letters |= 1 << (bit + 64 * count[bit])
        count[bit] += 1
    return folded, letters
