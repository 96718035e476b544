"""Excerpts: a line of a file and a column go in, the part around it and the place of a mark below it come out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WIDTH = 100
"""How many characters of a line are shown."""
_TAB = "→   "
_REMARK = re.compile(r"\s{2,}# .*$")


def excerpt(line: str, column: int) -> tuple[str, str]:
    """The part of a line around a column, counted from 1, and the spaces that put a mark below it."""
    start = max(0, min(column - 1 - WIDTH // 2, len(line) - WIDTH))
    part = line[start : start + WIDTH]
    opening, closing = ("…" if start else ""), ("…" if start + WIDTH < len(line) else "")
    before = opening + "".join(map(_shown, line[start : column - 1]))
    return f"{opening}{''.join(map(_shown, part))}{closing}", " " * sum(map(_width, before))


def lines_with_mark(line: str, number: int, column: int, note: str = "") -> Sequence[str]:
    """A line with its number, and below it a mark with a note behind it."""
    part, spaces = excerpt(_without_remark(line, column), column)
    margin = f"{number:>5} | "
    return (f"{margin}{part}".rstrip(), f"{'| ':>{len(margin)}}{spaces}^ {note}".rstrip())


def _without_remark(line: str, column: int) -> str:
    """A line without the remark at its end, such as the explanation of a field, unless the mark belongs into it."""
    bare = _REMARK.sub("", line)
    return bare if column <= len(bare) else line


def _shown(character: str) -> str:
    """A character as it can be seen, and do no harm on a terminal."""
    if character == "\t":
        return _TAB
    return (
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")
        else character
    )


def _width(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
