"""Measure builds, preview and pages for growing numbers of conferences."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.browsing import QUERIES, first_load_size, largest_page, search_times
from benchmarks.fake_conference import FIRST_YEAR
from benchmarks.process_cost import Cost, cheapest
from benchmarks.sandbox import Sandbox, sandbox
from benchmarks.serving import seconds_until_served
from benchmarks.table import Row, milliseconds, ratio, seconds, size
from tests.support.browser import chromium

ROUNDS = 2
MIN_RUNS = 6
"""Conferences times rounds: short builds vary most, and more rounds of them cost little."""
MAX_MEMORY = 2**30
MAX_LOAD = 250_000
"""Bytes of the first load of a page, compressed."""
FIXED_PAGES = (f"{FIRST_YEAR}/panels/1/index.html", "about/index.html", "index.html")
"""Pages that are not lists, so that their size should not grow."""


@dataclass(frozen=True)
class Figures:
    """The results for one number of conferences: seconds, milliseconds (search) and bytes."""

    conferences: int
    cold_pages: float
    """`mkdocs build` with an empty cache, which subsets the web fonts too."""
    pages_alone: float
    """`mkdocs build` with cached fonts; only this can be compared with plain MkDocs."""
    plain_mkdocs: float
    check: float
    cold: float | None
    """`build.py all` with an empty cache; like the next two, None if nothing was printed."""
    unchanged: float | None
    edited: float | None
    served: float
    memory: int
    pages: int
    search_data: int
    first_result: float
    answer: float
    first_load: int
    largest_load: int
    """The first load of the largest page that is no complete list."""
    search_load: int
    """The first load of the page of all results, for a query."""


def measure(
    folder: Path, conferences: int, with_pdfs: bool, report: Callable[[str], None]
) -> Figures:
    """Measure everything for one number of conferences, in a new folder.

    Full builds are measured only if `with_pdfs`. `report` receives the current step.
    """
    with sandbox(folder / str(conferences), conferences) as copy:
        report(f"{conferences}: site step and plain MkDocs")
        colds, pages, plains, checks = _site_costs(copy)
        builds = _full_build_costs(copy, report) if with_pdfs else []
        cold, unchanged, edited = [cost.seconds for cost in builds] or (None, None, None)
        report(f"{conferences}: preview")
        preview = seconds_until_served(copy)
        report(f"{conferences}: in Chromium")
        site = copy.site if with_pdfs else copy.pages_alone
        with chromium() as browser:
            times = search_times(browser, site)
            size_of_first_load = max(first_load_size(browser, site / name) for name in FIXED_PAGES)
            size_of_largest = first_load_size(browser, largest_page(site))
            search = site / "search" / "index.html"
            size_of_search = first_load_size(browser, search, f"?q={QUERIES[0]}")
        return Figures(
            conferences,
            cold_pages=cheapest(colds).seconds,
            pages_alone=cheapest(pages).seconds,
            plain_mkdocs=cheapest(plains).seconds,
            check=cheapest(checks).seconds,
            cold=cold,
            unchanged=unchanged,
            edited=edited,
            served=preview,
            memory=max(cost.memory for cost in (*colds, *pages, *checks, *builds)),
            pages=sum(1 for _ in site.rglob("*.html")),
            search_data=(site / "assets" / "search-data.js").stat().st_size,
            first_result=times.first,
            answer=times.longest,
            first_load=size_of_first_load,
            largest_load=size_of_largest,
            search_load=size_of_search,
        )


def _full_build_costs(copy: Sandbox, report: Callable[[str], None]) -> list[Cost]:
    """The costs of `build.py all`: with an empty cache, unchanged, and after an edit."""
    report(f"{copy.conferences}: cold build with everything printed")
    shutil.rmtree(copy.folder / ".cache")
    cold = copy.build("all", "--content", str(copy.content), report=report)
    report(f"{copy.conferences}: unchanged rebuild, one takeaway edited")
    unchanged = cheapest(copy.build("all", "--content", str(copy.content)) for _ in range(ROUNDS))
    copy.edit("Somebody changed this sentence.")
    return [cold, unchanged, copy.build("all", "--content", str(copy.content), report=report)]


def _site_costs(copy: Sandbox) -> list[list[Cost]]:
    """The costs of four commands in several rounds, which spread other load evenly over them.

    The commands are `mkdocs build` with an empty and a full cache, plain MkDocs, and the check.
    """
    copy.prepare_plain_mkdocs()

    def a_round() -> tuple[Cost, ...]:
        return (
            copy.build_pages_cold(),
            copy.build_pages(),
            copy.build_with_plain_mkdocs(),
            copy.build("check", "--content", str(copy.content)),
        )

    rounds = [a_round() for _ in range(max(ROUNDS, MIN_RUNS // copy.conferences))]
    shutil.rmtree(copy.folder / "plain")
    return [list(costs) for costs in zip(*rounds, strict=True)]


def _cell(value: float | None, format_value: Callable[[float], str]) -> str:
    return "–" if value is None else format_value(value)


def rows(figures: Sequence[Figures]) -> Iterator[Row]:
    """A row for each quantity with its growth and its target."""
    first, last = figures[0], figures[-1]
    fold = last.conferences / first.conferences

    def ratio_row(
        name: str,
        of: Callable[[Figures], float | None],
        target: str,
        most: float,
        figures_to_check: Sequence[Figures] = figures,
    ) -> Row:
        values = [value for each in figures_to_check if (value := of(each)) is not None]
        return Row(
            name,
            [*(_cell(of(each), ratio) for each in figures), ""],
            target,
            all(value <= most for value in values) if values else None,
        )

    def growth_row(
        name: str, of: Callable[[Figures], float | None], format_value: Callable[[float], str]
    ) -> Row:
        cells = [_cell(of(each), format_value) for each in figures]
        least, most = of(first), of(last)
        if not least or not most:
            return Row(name, [*cells, ""], f"at most {fold:.0f} times")
        return Row(
            name,
            [*cells, ratio(most / least)],
            f"at most {fold:.0f} times",
            most / least <= fold,
        )

    yield ratio_row(
        "site step / plain MkDocs",
        lambda each: each.pages_alone / each.plain_mkdocs,
        "at most 1.30",
        1.3,
    )
    yield ratio_row(
        "check / cold site step",
        lambda each: each.check / each.cold_pages,
        f"at most 0.10 at {last.conferences}",
        0.1,
        [last],
    )
    yield ratio_row(
        "unchanged rebuild / cold build",
        lambda each: each.unchanged / each.cold if each.unchanged and each.cold else None,
        "at most 0.25",
        0.25,
    )
    yield growth_row("cold site step", lambda each: each.cold_pages, seconds)
    yield growth_row("site step", lambda each: each.pages_alone, seconds)
    yield growth_row("check", lambda each: each.check, seconds)
    yield growth_row("cold build with all PDFs", lambda each: each.cold, seconds)
    yield growth_row("unchanged rebuild", lambda each: each.unchanged, seconds)
    yield growth_row("rebuild after one takeaway was edited", lambda each: each.edited, seconds)
    yield growth_row("delay from an edit to the updated preview", lambda each: each.served, seconds)
    yield growth_row("pages", lambda each: each.pages, lambda value: f"{value:.0f}")
    yield growth_row("search data", lambda each: each.search_data, size)
    yield growth_row(
        "search, site opened from disk: first result", lambda each: each.first_result, milliseconds
    )
    yield Row(
        "search, site opened from disk: slowest query",
        [*(milliseconds(each.answer) for each in figures), ""],
        "at most 100 ms",
        all(each.answer <= 100 for each in figures),
    )
    before = figures[max(0, len(figures) - 2)]
    yield Row(
        "first load of a page that is not a list",
        [*(size(each.first_load) for each in figures), ratio(last.first_load / first.first_load)],
        f"the same at {before.conferences} and {last.conferences}",
        last.first_load / before.first_load <= 1.02,
    )
    yield Row(
        "largest first load of a page that is no complete list",
        [
            *(size(each.largest_load) for each in figures),
            ratio(last.largest_load / first.largest_load),
        ],
        f"at most {size(MAX_LOAD)}",
        all(each.largest_load <= MAX_LOAD for each in figures),
    )
    yield growth_row(
        "first load of the page of all results with a query", lambda each: each.search_load, size
    )
    yield Row(
        "peak memory of one process",
        [*(size(each.memory) for each in figures), ratio(last.memory / first.memory)],
        "at most 1 GiB",
        last.memory <= MAX_MEMORY,
    )
