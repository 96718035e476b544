"""Count the steps of a regular expression, as a backtracking matcher without shortcuts takes them.

The steps do not depend on the machine, as the time of a match does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Continue = Callable[[int], bool]
_SINGLE = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


def _note(ends: list[int], place: int) -> bool:
    """Note where a match ends."""
    ends.append(place)
    return True


class TooManyStepsError(Exception):
    """A search takes more steps than are allowed."""


class Steps:
    """The steps of one pattern on one text."""

    def __init__(self, pattern: re.Pattern[str], text: str, most: int) -> None:
        self.text, self.most, self.count = text, most, 0
        self.flags = pattern.flags
        self._parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE | re.UNICODE)
        self._compiled: dict[int, re.Pattern[str]] = {}

    def of_all_matches(self) -> int:
        """The steps to find all matches, one after another. Raises `TooManyStepsError`."""
        sys.setrecursionlimit(20_000)
        start = 0
        while start <= len(self.text):
            ends: list[int] = []
            self._match(list(self._parsed), 0, start, partial(_note, ends))
            start = max(ends[0], start + 1) if ends else start + 1
        return self.count

    def _match(self, items: Sequence[Any], number: int, place: int, then: Continue) -> bool:
        """Whether the items from a number on match at a place, and what is behind them too."""
        if number == len(items):
            return then(place)
        self.count += 1
        if self.count > self.most:
            raise TooManyStepsError
        item = items[number]
        kind, value = str(item[0]), item[1]

        def rest(place: int) -> bool:
            return self._match(items, number + 1, place, then)

        if kind in _SINGLE:
            return place < len(self.text) and self._fits(item, place) and rest(place + 1)
        if kind == "BRANCH":
            return any(self._match(list(branch), 0, place, rest) for branch in value[1])
        if kind == "SUBPATTERN":
            return self._match(list(value[3]), 0, place, rest)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inner = value
            return self._repeat(list(inner), (least, most), place, rest, kind == "MAX_REPEAT")
        return self._fits(item, place) and rest(place)  # positions, and what stands around them

    def _repeat(
        self,
        inner: Sequence[Any],
        bounds: tuple[int, Any],
        place: int,
        rest: Continue,
        greedy: bool,
    ) -> bool:
        least, most = bounds
        limit = len(self.text) + 1 if most is _constants.MAXREPEAT else int(most)
        if len(inner) == 1 and str(inner[0][0]) in _SINGLE:
            if greedy:
                ends = [*self._ends(inner[0], place, limit)]
                return any(rest(end) for end in reversed(ends[least:]))
            lazy = islice(self._ends(inner[0], place, limit), least, None)
            return any(rest(end) for end in lazy)

        def more(times: int, place: int) -> bool:
            def again(end: int) -> bool:
                return (end > place or times < least) and more(times + 1, end)

            can_end = times >= least
            if not greedy and can_end and rest(place):
                return True
            if times < limit and self._match(inner, 0, place, again):
                return True
            return greedy and can_end and rest(place)

        return more(0, place)

    def _ends(self, item: Any, place: int, limit: int) -> Iterator[int]:
        """Where a repetition of one item may end, the nearest first."""
        yield place
        for end in range(place, min(place + limit, len(self.text))):
            self.count += 1
            if not self._fits(item, end):
                return
            yield end + 1

    def _fits(self, item: Any, place: int) -> bool:
        """Whether one item matches at a place, by the engine itself."""
        if id(item) not in self._compiled:
            one = _parser.SubPattern(self._parsed.state, [item])
            self._compiled[id(item)] = _compiler.compile(one, self.flags)
        return self._compiled[id(item)].match(self.text, place) is not None
