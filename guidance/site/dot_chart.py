"""Pictures: a figure goes in, rows of small marks that show its number come out; nothing where marks would not help or not be exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidance.content import model

MOST = 1000
"""More marks than these say no more than the numeral."""
FEW = 12
"""As many large marks stand in one row."""


@dataclass(frozen=True)
class DotChart:
    """As many marks as the figure counts, in rows."""

    rows: Sequence[int]
    """How many marks each row has."""
    step: int
    """How far apart the marks stand, in units of the picture."""
    size: int
    """How wide a mark is."""

    @property
    def width(self) -> int:
        """The width of the picture."""
        return max(self.rows) * self.step

    @property
    def height(self) -> int:
        """The height of the picture."""
        return len(self.rows) * self.step


def dot_chart(figure: model.Figure) -> DotChart | None:
    """The picture of a figure such as 871; none of one such as 236,000 or over 10."""
    if figure.qualifier or not figure.value.isdecimal() or not 0 < int(figure.value) <= MOST:
        return None
    number = int(figure.value)
    across, step, size = (FEW, 20, 12) if number <= FEW else (50, 6, 4)
    full, rest = divmod(number, across)
    return DotChart([across] * full + ([rest] if rest else []), step, size)
