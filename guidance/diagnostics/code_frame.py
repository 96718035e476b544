"""Code frames: a line of a file with a marker below one of its columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WIDTH = 100
"""The number of characters of a line that are shown."""
_TAB = "→   "
_COMMENT = re.compile(r"(?<!\s)\s{2,}# .*$")


def code_frame(line: str, number: int, column: int, note: str = "") -> Sequence[str]:
    """A line with its number, and below it a marker with a note; `column` counts from 1.

    A comment at the end of the line is left out, unless the column lies in it.
    """
    around = line[: column + 2 * WIDTH]
    excerpt, spaces = clip(_without_comment(around, column), column)
    margin = f"{number:>5} | "
    return (f"{margin}{excerpt}".rstrip(), f"{'| ':>{len(margin)}}{spaces}^ {note}".rstrip())


def clip(line: str, column: int) -> tuple[str, str]:
    """The part of a line around a column, and the spaces that put a marker below the column."""
    start = max(0, min(column - 1 - WIDTH // 2, len(line) - WIDTH))
    part = line[start : start + WIDTH]
    opening, closing = ("…" if start else ""), ("…" if start + WIDTH < len(line) else "")
    before = opening + "".join(map(_printable, line[start : column - 1]))
    return f"{opening}{''.join(map(_printable, part))}{closing}", " " * sum(map(_width, before))


def _without_comment(line: str, column: int) -> str:
    bare = _COMMENT.sub("", line)
    return bare if column <= len(bare) else line


def _printable(character: str) -> str:
    """A character in a form that is visible and harmless on a terminal."""
    if character == "\t":
        return _TAB
    return (
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")
        else character
    )


def _width(character: str) -> int:
    """The number of columns of a terminal that a character takes."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
