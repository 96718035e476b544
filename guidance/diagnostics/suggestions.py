"""Guesses: what an editor wrote goes in, the same as the project writes it comes out, where only one reading fits."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from guidance import limits

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NEAR = 0.6
"""How alike two words are at least, by the measure of `difflib`, where one was meant by the other."""


def clock(written: str) -> str:
    """A time of day as 14:05; empty where it is none."""
    found = re.fullmatch(
        r"(\d{1,2})(?:[:.,hH ]\s*(\d{1,2})?)?\s*(?:([ap])\.?m\.?|h|hrs|Uhr)?",
        written.strip(),
        re.IGNORECASE,
    )
    if not found or written.strip().isdigit():
        return ""
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def day(written: str) -> str:
    """A day as 2021-06-14; empty where it is none, or where day and month could be either."""
    months = "|".join(month[:3] for month in _MONTHS)
    words = re.sub(
        rf"\b({months})[a-z]*\.?", lambda month: f" {_month(month[1])} m ", written.lower()
    )
    words = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", words)
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(numbers) != 3 or re.search(r"[a-ln-z]", words):
        return ""
    if numbers[0] > 31:
        readings = {(numbers[1], numbers[2])}
    elif re.search(r"^\D*\d+ m", words):
        readings = {(numbers[0], numbers[1])}
    elif " m " in words or "." in written:
        readings = {(numbers[1], numbers[0])}
    else:
        readings = {(numbers[1], numbers[0]), (numbers[0], numbers[1])}
    year = max(numbers)
    found = {sound for month, number in readings if (sound := _sound(year, month, number))}
    return found.pop() if len(found) == 1 else ""


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name))


def _sound(year: int, month: int, number: int) -> str:
    try:
        return datetime.date(year, month, number).isoformat() if year > 1900 else ""
    except ValueError:
        return ""


def pages(written: str) -> str:
    """A range of pages as 6-8; empty where it is none."""
    found = re.fullmatch(
        r"(?:pp?\.?|pages?)?\s*(\d+)(?:\s*(?:[-–—]|to|and)\s*(\d+))?",
        written.strip(),
        re.IGNORECASE,
    )
    return "-".join(number for number in found.groups() if number) if found else ""


def slug(written: str) -> str:
    """Words as an identifier: small letters of the Latin alphabet joined by hyphens."""
    bare = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare.lower()))


def record(written: str) -> str:
    """The identifier of a record with two digits at its end, such as 2021-P1-01; empty where it is none."""
    found = re.fullmatch(r"(.+-)0*([1-9]\d?)", written.strip())
    return f"{found[1]}{int(found[2]):02}" if found else ""


def listed(written: str) -> str:
    """A text with several values as a list in brackets; empty where it holds one value."""
    values = [value.strip(" []") for value in re.split(r"[,;]", written)]
    return f"[{', '.join(values)}]" if all(values) else ""


def address(written: str) -> str:
    """A web address with its scheme; empty where it looks like none."""
    bare = re.sub(r"^h?t?t?ps?:?/*", "", written.strip())
    return (
        f"https://{bare}" if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>\"']*)?", bare) else ""
    )


def closest(choices: Collection[str], meant: str) -> str:
    """The choice that was probably meant, misspelt or cut short; empty where none is near."""
    return nearest(choices, meant) or completion(choices, meant)


def nearest(choices: Collection[str], meant: str) -> str:
    """The choice that was probably meant, whether in capitals or not; empty where none is near.

    This is what `difflib.get_close_matches` finds, which compares with all choices; here only those are compared that may still be nearer than the best.
    """
    if not 0 < len(meant) <= limits.NAME:
        return ""
    folded, letters = _letters(meant)
    alike = SequenceMatcher(None, "", folded)
    found, least = "", _NEAR
    for most, choice in sorted(_most_alike(choices, len(folded), letters), reverse=True)[
        : limits.COMPARED
    ]:
        if most < least:
            break
        alike.set_seq1(choice)
        if (ratio := alike.ratio()) > least or (ratio == least and choice > found):
            found, least = choice, ratio
    return (
        next((choice for choice in reversed([*choices]) if choice.casefold() == found), "")
        if found
        else ""
    )


def completion(choices: Collection[str], meant: str) -> str:
    """The one choice that begins with the words that were written; empty where there are none or several."""
    begun = [choice for choice in choices if choice.startswith(f"{meant.casefold()}-")]
    return begun[0] if len(begun) == 1 else ""


def _most_alike(choices: Collection[str], length: int, letters: int) -> Iterator[tuple[float, str]]:
    """Choices in small letters, each with how alike it is to a word at most: as if all letters that both have stood in the same order."""
    for choice in (choice for choice in choices if len(choice) <= limits.NAME):
        folded, own = _letters(choice)
        most = 2 * (own & letters).bit_count() / (length + len(folded) or 1)
        if most >= _NEAR:
            yield most, folded


@lru_cache(10_000)
def _letters(word: str) -> tuple[str, int]:
    """A word in small letters, and a number with one bit for each of them: what two such numbers share is no less than the letters that the words share."""
    folded, count, letters = word.casefold(), Counter[int](), 0
    for letter in folded:
        place = ord(letter) % 64
        letters |= 1 << (place + 64 * count[place])
        count[place] += 1
    return folded, letters
