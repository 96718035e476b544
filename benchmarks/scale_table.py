"""The table of costs for growing numbers of conferences: each quantity with its target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.scale import Figures
from benchmarks.table import Row, milliseconds, ratio, seconds, size

MAX_MEMORY = 10**9
MAX_LOAD = 250_000
"""Bytes of the first load of a page, compressed."""
NO_DEARER = 1.05
"""The growth of what should not grow, with the differences between two runs."""


def rows(figures: Sequence[Figures]) -> Iterator[Row]:
    """A row for each quantity, by subject."""
    table = _Table(figures)
    yield from _builds(table)
    yield from _edits(table)
    yield from _pages(table)
    if any(each.before for each in figures):
        yield from _comparison(table)


class _Table:
    """Rows with a cell for each number of conferences, and one for the growth."""

    def __init__(self, figures: Sequence[Figures]) -> None:
        self.figures = figures
        self.first, self.last = figures[0], figures[-1]

    def quantity(
        self,
        name: str,
        of: Callable[[Figures], float | None],
        format_value: Callable[[float], str],
        most: float | None = None,
    ) -> Row:
        """A quantity that grows at most `most` times, or else no faster than the content."""
        fold = self.last.conferences / self.first.conferences
        target = f"at most {most or fold:g} times"
        cells = [_cell(of(each), format_value) for each in self.figures]
        few, many = of(self.first), of(self.last)
        if not few or not many:
            return Row(name, [*cells, ""], target)
        return Row(name, [*cells, ratio(many / few)], target, many / few <= (most or fold))

    def note(
        self,
        name: str,
        of: Callable[[Figures], float | None],
        format_value: Callable[[float], str],
    ) -> Row:
        """A quantity without a target."""
        few, many = of(self.first), of(self.last)
        growth = ratio(many / few) if few and many else ""
        return Row(name, [*(_cell(of(each), format_value) for each in self.figures), growth])

    def limited(
        self,
        name: str,
        of: Callable[[Figures], float | None],
        format_value: Callable[[float], str],
        most: float,
    ) -> Row:
        """A quantity that is at most `most` for each number of conferences."""
        values = [value for each in self.figures if (value := of(each)) is not None]
        cells = [_cell(of(each), format_value) for each in self.figures]
        met = all(value <= most for value in values) if values else None
        return Row(name, [*cells, ""], f"at most {format_value(most)}", met)

    def limited_at_last(self, name: str, of: Callable[[Figures], float | None], most: float) -> Row:
        """A ratio that is at most `most` for the largest number of conferences."""
        value = of(self.last)
        cells = [_cell(of(each), ratio) for each in self.figures]
        target = f"at most {ratio(most)} at {self.last.conferences}"
        return Row(name, [*cells, ""], target, None if value is None else value <= most)


def _builds(table: _Table) -> Iterator[Row]:
    yield table.limited(
        "site step / plain MkDocs", lambda each: each.pages_alone / each.plain_mkdocs, ratio, 1.3
    )
    yield table.quantity("cold site step", lambda each: each.cold_pages, seconds)
    yield table.quantity("site step", lambda each: each.pages_alone, seconds)
    yield table.quantity("cold build with all PDFs", lambda each: each.cold, seconds)
    yield table.note("PDFs", _field("printed.files"), _number)
    yield table.note("pages of PDFs", _field("printed.pages"), _number)
    yield table.quantity(
        "printing, by page", lambda each: each.printing, _milliseconds, most=NO_DEARER
    )
    yield table.limited("peak memory of one process", lambda each: each.memory, size, MAX_MEMORY)


def _edits(table: _Table) -> Iterator[Row]:
    yield table.quantity("first check", lambda each: each.first_check, seconds)
    yield table.quantity(
        "check after one takeaway was edited", lambda each: each.check, seconds, most=2
    )
    yield table.limited_at_last(
        "first check / cold site step", lambda each: each.first_check / each.cold_pages, 0.1
    )
    yield table.quantity("unchanged rebuild", lambda each: each.unchanged, seconds)
    yield table.limited(
        "unchanged rebuild / cold build",
        lambda each: each.unchanged / each.cold if each.unchanged and each.cold else None,
        ratio,
        0.25,
    )
    yield table.quantity(
        "rebuild after one takeaway was edited", lambda each: each.edited, seconds, most=3
    )
    yield table.quantity(
        "delay from an edit to the updated preview", lambda each: each.served, seconds, most=1.5
    )


def _pages(table: _Table) -> Iterator[Row]:
    yield table.quantity("pages", lambda each: each.pages, _number)
    yield table.quantity("files", lambda each: each.files, _number)
    yield table.quantity("bytes of the site", lambda each: each.bytes_of_site, size)
    yield table.quantity("search data", lambda each: each.search_data, size)
    yield table.quantity(
        "search, site opened from disk: first result",
        lambda each: each.first_result,
        milliseconds,
    )
    yield table.limited(
        "search, site opened from disk: slowest query",
        lambda each: each.answer,
        milliseconds,
        100,
    )
    yield table.quantity(
        "first load of a page that is not a list",
        lambda each: each.first_load,
        size,
        most=NO_DEARER,
    )
    yield table.limited(
        "largest first load of a page that is no complete list",
        lambda each: each.largest_load,
        size,
        MAX_LOAD,
    )
    yield table.quantity(
        "first load of the page of all results with a query", lambda each: each.search_load, size
    )


def _comparison(table: _Table) -> Iterator[Row]:
    yield table.note("before: cold build with all PDFs", _field("before.cold"), seconds)
    yield table.note(
        "before: pages of PDFs",
        _field("before.printed.pages"),
        _number,
    )
    yield table.limited_at_last("cold build / before", _cold_to_before, 0.5)
    yield table.limited_at_last("cold build by page of PDFs / before", _by_page_to_before, 0.5)
    yield table.note(
        "before: search, first result",
        _field("before.first_result"),
        milliseconds,
    )
    yield table.limited_at_last("search, first result / before", _first_result_to_before, 0.3)


def _cold_to_before(figures: Figures) -> float | None:
    before = figures.before
    return figures.cold / before.cold if figures.cold and before and before.cold else None


def _by_page_to_before(figures: Figures) -> float | None:
    total, before = _cold_to_before(figures), figures.before
    if not total or not figures.printed or not before or not before.printed:
        return None
    return total * before.printed.pages / figures.printed.pages


def _first_result_to_before(figures: Figures) -> float | None:
    return figures.first_result / figures.before.first_result if figures.before else None


def _field(path: str) -> Callable[[Figures], float | None]:
    """A field of a field of the figures; None where one of them is None."""

    def of(figures: Figures) -> float | None:
        value: Any = figures
        for name in path.split("."):
            value = None if value is None else getattr(value, name)
        return None if value is None else float(value)

    return of


def _cell(value: float | None, format_value: Callable[[float], str]) -> str:
    return "–" if value is None else format_value(value)


def _number(value: float) -> str:
    return f"{value:.0f}"


def _milliseconds(value: float) -> str:
    return milliseconds(value * 1000)
