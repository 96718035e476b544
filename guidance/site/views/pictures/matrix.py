"""Tables of numbers, shaded in four steps, and the same numbers as lists for narrow screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

STEPS = 4
"""The number of steps of the tint."""
FIRST_OF_ROW = 2
"""The number of cells of a row that a list shows at once, if there are two more at least."""
MOST_LEVEL_HEADS = 5
"""Up to this number of columns, their heads are level; more are turned upright."""


@dataclass(frozen=True)
class Heading:
    """What a row or a column stands for."""

    label: str
    folder: str
    """The folder of its page."""
    title: str = ""
    """What else tells what it is, such as the title of a panel; empty for nothing."""


@dataclass(frozen=True)
class Count:
    """A number of a matrix."""

    number: int
    url: str
    """The place of what it counts, relative to the site."""


@dataclass(frozen=True)
class Cell:
    """A number of a matrix with its row, its column and its tint."""

    row: Heading
    column: Heading
    count: Count
    step: int
    """The step of its tint, from 1 to `STEPS`."""


@dataclass(frozen=True)
class RowList:
    """The cells of a row that have a number, the highest first."""

    row: Heading
    first: Sequence[Cell]
    rest: Sequence[Cell]
    """Those that are shown on demand."""


@dataclass(frozen=True)
class Matrix:
    """Counts by row and column; rows and columns without any are left out."""

    all_rows: Sequence[Heading]
    all_columns: Sequence[Heading]
    counts: Mapping[tuple[Heading, Heading], Count]
    """Those above 0, by row and column."""

    @cached_property
    def columns(self) -> Sequence[Heading]:
        """The columns that have a number."""
        used = {column for _, column in self.counts}
        return [column for column in self.all_columns if column in used]

    @cached_property
    def rows(self) -> Sequence[tuple[Heading, Sequence[Cell | None]]]:
        """The rows that have a number, each with a cell for every column; None for 0."""
        used = {row for row, _ in self.counts}
        return [
            (row, [self._cell(row, column) for column in self.columns])
            for row in self.all_rows
            if row in used
        ]

    @property
    def has_upright_heads(self) -> bool:
        """Whether the heads of the columns are turned, since there are too many for words."""
        return len(self.columns) > MOST_LEVEL_HEADS

    @property
    def lists(self) -> Sequence[RowList]:
        """The cells of each row that have a number, for screens without room for a table."""
        lists = []
        for row, cells in self.rows:
            found = sorted(filter(None, cells), key=lambda cell: -cell.count.number)
            first = FIRST_OF_ROW if len(found) > FIRST_OF_ROW + 1 else len(found)
            lists.append(RowList(row, found[:first], found[first:]))
        return lists

    def _cell(self, row: Heading, column: Heading) -> Cell | None:
        count = self.counts.get((row, column))
        if not count:
            return None
        return Cell(row, column, count, step_of(count.number, self._largest))

    @cached_property
    def _largest(self) -> int:
        return max(count.number for count in self.counts.values())


def step_of(number: int, largest: int) -> int:
    """The step of a number by its share of the largest; 1 is always in the lightest step."""
    return min(number, -(-number * STEPS // largest))
