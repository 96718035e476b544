"""Code frames: the marker is below its column for every kind of character."""

from __future__ import annotations

import pytest

from guidance.diagnostics.code_frame import WIDTH, clip

LONG = "word " * 60


@pytest.mark.parametrize(
    ("line", "column", "part", "mark"),
    [
        ("name: Ada", 7, "name: Ada", 6),
        ("\tname: Ada", 2, "→   name: Ada", 4),
        ("\tname: Ada", 1, "→   name: Ada", 0),
        ("Zoe\u0308: Ada", 6, "Zoe\u0308: Ada", 4),
        ("\u65e5\u672c: x", 5, "\u65e5\u672c: x", 6),
        ("a\x1b[31m: x", 7, "a\N{REPLACEMENT CHARACTER}[31m: x", 6),
        ("a\u202eb: x", 4, "a\N{REPLACEMENT CHARACTER}b: x", 3),
        ("", 1, "", 0),
    ],
)
def test_the_marker_stands_below_its_column(line: str, column: int, part: str, mark: int) -> None:
    assert clip(line, column) == (part, " " * mark)


@pytest.mark.parametrize("column", [1, 60, 150, 299])
def test_a_long_line_is_clipped_around_the_column(column: int) -> None:
    part, spaces = clip(LONG, column)
    assert len(part) <= WIDTH + 2
    assert part[len(spaces)] == LONG[column - 1]
