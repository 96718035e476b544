"""Conflict markers of git, and which records they tear apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidance.content.yaml_lines import SyntaxProblem

_MARKER = re.compile(r"<{7}( |$)|>{7}( |$)|={7}$|\|{7}( |$)")
_ENTRY = re.compile(r" *- +(?:\{ *)?id: *[\"']?(?P<id>[\w-]+)")
_HOLDER = re.compile(r"id: *[\"']?(?P<id>[\w-]+)")
_NUMBERED = re.compile(r"(?P<series>(?P<holder>[\w-]{1,80})-[A-Z]?)(?P<number>[0-9]{1,6})")
_DELETE = "delete the lines that begin with <<<<<<<, ======= and >>>>>>>"


@dataclass
class _Conflict:
    """The first conflict of a file: one version in each half."""

    above: str
    """The line above it."""
    line: int
    """The line of its first marker, counted from 1."""
    halves: tuple[list[str], list[str]]


def merge_conflict(lines: Sequence[str]) -> SyntaxProblem | None:
    """The markers that git leaves where two people changed the same lines.

    A line of equals signs is no marker by itself: it may underline a heading.
    """
    text = "\n".join(lines)
    if not any(character * 7 in text for character in "<>=|"):
        return None
    markers = [number for number, line in enumerate(lines, 1) if _MARKER.match(line)]
    if not markers or all(lines[marker - 1].startswith("=") for marker in markers):
        return None
    message = _message(_first_conflict(lines, markers[0]), lines)
    return SyntaxProblem(markers[0], 1, message)


def _first_conflict(lines: Sequence[str], marker: int) -> _Conflict:
    halves: tuple[list[str], list[str]] = ([], [])
    half: list[str] | None = halves[0]
    for line in lines[marker:]:
        if line.startswith(">" * 7):
            break
        if line.startswith("|" * 7):
            half = None  # the version that both people began with
        elif line == "=" * 7:
            half = halves[1]
        elif half is not None:
            half.append(line)
    above = next((line for line in reversed(lines[: marker - 1]) if line.strip()), "")
    return _Conflict(above, marker, halves)


def _message(conflict: _Conflict, lines: Sequence[str]) -> str:
    """What to do: two records are kept, of two versions of one text only one is.

    Git takes a line that both people added, such as `- id:`, out of the conflict.
    """
    holder = next((match["id"] for line in lines if (match := _HOLDER.match(line))), "")
    used = list(_identifiers(lines))
    shared = _ENTRY.match(conflict.above)
    if shared and (next_one := next_identifier(shared["id"], holder, used)):
        return (
            f"two versions of '{shared['id']}' stand here; if two people took this number, "
            f"keep both records: yours begins with a line '- id: {next_one}' of its own, "
            "and a line that stands here once belongs to both; if not, keep one version; "
            f"then {_DELETE}"
        )
    first, second = (list(_identifiers(half)) for half in conflict.halves)
    if first and second:
        taken = next((identifier for identifier in second if identifier in first), "")
        next_one = next_identifier(taken, holder, used)
        renumber = f"give yours the next number, {next_one}, " if next_one else ""
        return f"two people added entries to the same place; keep both, {renumber}and {_DELETE}"
    return (
        "two versions of the same lines stand here, one below the other; "
        f"keep one of them, and {_DELETE}"
    )


def _identifiers(lines: Sequence[str]) -> Iterator[str]:
    return (match["id"] for line in lines if (match := _ENTRY.match(line)))


def next_identifier(identifier: str, holder: str, used: Iterable[str]) -> str:
    """The number after all those in use that are counted as this one is, such as 2021-P1-04.

    `holder` is the identifier of the file; empty if the identifier is no number below it.
    """
    return number_after(identifier, holder, highest_numbers((identifier, *used)))


def highest_numbers(identifiers: Iterable[str]) -> Mapping[str, int]:
    """The highest number of each series, such as 3 for `2021-P1-` and 2 for `2021-P1-S`."""
    highest: dict[str, int] = {}
    for identifier in identifiers:
        if match := _NUMBERED.fullmatch(identifier):
            number = int(match["number"])
            highest[match["series"]] = max(number, highest.get(match["series"], 0))
    return highest


def number_after(identifier: str, holder: str, highest: Mapping[str, int]) -> str:
    """As `next_identifier`, by the highest number of each series."""
    match = _NUMBERED.fullmatch(identifier)
    if not holder or not match or match["holder"] != holder:
        return ""
    return f"{match['series']}{highest[match['series']] + 1:0{len(match['number'])}}"
