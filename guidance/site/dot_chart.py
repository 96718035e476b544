"""Dot charts of figures: one dot for each counted unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidance.content import model

MAX_DOTS = 1000
"""Above this number, dots convey no more than the numeral."""
MAX_LARGE_DOTS = 12
"""Up to this number, dots are large and in one row."""


@dataclass(frozen=True)
class Line:
    """A row of dots, drawn as a dashed line with round caps; all in units of the SVG view box."""

    x1: int
    x2: float
    """Slightly beyond the last dot, so that rounding cannot drop it."""
    y: int


@dataclass(frozen=True)
class DotChart:
    """Dots in rows; lengths are in units of the SVG view box."""

    rows: Sequence[int]
    """Number of dots in each row."""
    step: int
    """Distance between the centres of neighbouring dots."""
    size: int
    """Diameter of a dot."""

    @property
    def width(self) -> int:
        """Width of the view box."""
        return max(self.rows) * self.step

    @property
    def height(self) -> int:
        """Height of the view box."""
        return len(self.rows) * self.step

    @property
    def is_wide(self) -> bool:
        """Whether the chart needs the width of two figures."""
        return len(self.rows) > 1

    @property
    def lines(self) -> list[Line]:
        """Rows from top to bottom."""
        half = self.step // 2
        return [
            Line(half, number * self.step - half + 0.1, row * self.step + half)
            for row, number in enumerate(self.rows)
        ]


def dot_chart(figure: model.Figure) -> DotChart | None:
    """Return the chart of a figure such as 871, or None for one such as 236,000 or "over 10"."""
    if figure.qualifier or not figure.value.isdecimal():
        return None
    number = int(figure.value)
    if not 0 < number <= MAX_DOTS:
        return None
    per_row, step, size = (12, 20, 12) if number <= MAX_LARGE_DOTS else (50, 6, 4)
    full_rows, rest = divmod(number, per_row)
    return DotChart([per_row] * full_rows + ([rest] if rest else []), step, size)
