"""Guesses: what an editor wrote goes in, the same as the project writes it comes out, where only one reading fits."""

from __future__ import annotations

import datetime
import re
import unicodedata

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")


def clock(written: str) -> str:
    """A time of day as 14:05; empty where it is none."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.,hH ]\s*(\d{1,2})?)?\s*(?:([ap])\.?m\.?|h|hrs|Uhr)?", written.strip(), re.IGNORECASE)
    if not found or written.strip().isdigit():
        return ""
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def day(written: str) -> str:
    """A day as 2021-06-14; empty where it is none, or where day and month could be either."""
    months = "|".join(month[:3] for month in _MONTHS)
    words = re.sub(rf"\b({months})[a-z]*\.?", lambda month: f" {_month(month[1])} m ", written.lower())
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
    found = re.fullmatch(r"(?:pp?\.?|pages?)?\s*(\d+)(?:\s*(?:[-–—]|to|and)\s*(\d+))?", written.strip(), re.IGNORECASE)
    return "-".join(number for number in found.groups() if number) if found else ""


def slug(written: str) -> str:
    """Words as an identifier: small letters of the Latin alphabet joined by hyphens."""
    bare = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare.lower()))


def listed(written: str) -> str:
    """A text with several values as a list in brackets; empty where it holds one value."""
    values = [value.strip(" []") for value in re.split(r"[,;]", written)]
    return f"[{', '.join(values)}]" if all(values) else ""


def address(written: str) -> str:
    """A web address with its scheme; empty where it looks like none."""
    bare = re.sub(r"^h?t?t?ps?:?/*", "", written.strip())
    return f"https://{bare}" if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>\"']*)?", bare) else ""
