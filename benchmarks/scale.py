"""Scale: numbers of conferences go in; for each, what the site costs beside plain MkDocs, and how readers feel it, come out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.browsing import first_load, searched
from benchmarks.generator import FIRST
from benchmarks.process_cost import Cost, least
from benchmarks.sandbox import Workshop, workshop
from benchmarks.serving import edit_to_served
from benchmarks.table import Row, milliseconds, seconds, size, times
from tests.support.browser import chromium

ROUNDS = 2
SMALL = 6
"""Conferences times rounds, up to which more rounds cost little: what takes two seconds swings most."""
MOST_MEMORY = 2**30
FIXED = (f"{FIRST}/panels/1/index.html", "about/index.html", "index.html")
"""Pages that are no lists."""


@dataclass(frozen=True)
class Figures:
    """What was measured with a number of conferences."""

    conferences: int
    cold_step: float
    """The site step with an empty cache; the next has the fonts for the screen cut already, which plain MkDocs has not to do."""
    site_step: float
    plain_step: float
    check: float
    cold: float | None
    """With everything printed; like the next two, None where nothing was."""
    unchanged: float | None
    edited: float | None
    served: float
    memory: int
    pages: int
    search_data: int
    first_result: float
    answer: float
    first_load: int


def figures(folder: Path, conferences: int, printed: bool, told: Callable[[str], None]) -> Figures:
    """All figures of one number of conferences, in a folder of its own; those of the whole build only where everything is printed as well."""
    with workshop(folder / str(conferences), conferences) as place:
        told(f"{conferences}: site step and plain MkDocs")
        colds, steps, plains, checks = _in_turn(place)
        builds = _whole_builds(place, told) if printed else []
        cold, unchanged, edited = [cost.seconds for cost in builds] or (None, None, None)
        told(f"{conferences}: preview")
        served = edit_to_served(place)
        told(f"{conferences}: in Chromium")
        site = place.site if printed else place.folder / "stepped"
        with chromium() as browser:
            found = searched(browser, site)
            loaded = max(first_load(browser, site / name) for name in FIXED)
        return Figures(
            conferences,
            cold_step=least(colds).seconds,
            site_step=least(steps).seconds,
            plain_step=least(plains).seconds,
            check=least(checks).seconds,
            cold=cold,
            unchanged=unchanged,
            edited=edited,
            served=served,
            memory=max(cost.memory for cost in (*colds, *steps, *checks, *builds)),
            pages=sum(1 for _ in site.rglob("*.html")),
            search_data=(site / "assets" / "search-data.js").stat().st_size,
            first_result=found.first,
            answer=found.longest,
            first_load=loaded,
        )


def _whole_builds(place: Workshop, told: Callable[[str], None]) -> list[Cost]:
    """From nothing, with nothing changed, and with one takeaway changed."""
    told(f"{place.conferences}: cold build with everything printed")
    shutil.rmtree(place.folder / ".cache")
    cold = place.build("all", "--content", str(place.content), told=told)
    told(f"{place.conferences}: unchanged rebuild, one takeaway edited")
    unchanged = least(place.build("all", "--content", str(place.content)) for _ in range(ROUNDS))
    place.edit("Somebody changed this sentence.")
    return [cold, unchanged, place.build("all", "--content", str(place.content), told=told)]


def _in_turn(place: Workshop) -> list[list[Cost]]:
    """The cold site step, the next one, plain MkDocs and the check one after the other, again and again, so that the machine treats them alike."""
    place.emit()

    def a_round() -> tuple[Cost, ...]:
        return (
            place.cold_step(),
            place.site_step(),
            place.plain_step(),
            place.build("check", "--content", str(place.content)),
        )

    rounds = [a_round() for _ in range(max(ROUNDS, SMALL // place.conferences))]
    shutil.rmtree(place.folder / "plain")
    return [list(costs) for costs in zip(*rounds, strict=True)]


def _shown(value: float | None, shown: Callable[[float], str]) -> str:
    return "–" if value is None else shown(value)


def rows(measured: Sequence[Figures]) -> Iterator[Row]:
    """Every figure with its growth and its target."""
    first, last = measured[0], measured[-1]
    fold = last.conferences / first.conferences

    def ratio(
        name: str,
        of: Callable[[Figures], float | None],
        target: str,
        most: float,
        held: Sequence[Figures] = measured,
    ) -> Row:
        known = [value for each in held if (value := of(each)) is not None]
        return Row(
            name,
            [*(_shown(of(each), times) for each in measured), ""],
            target,
            all(value <= most for value in known) if known else None,
        )

    def growing(
        name: str, of: Callable[[Figures], float | None], shown: Callable[[float], str]
    ) -> Row:
        cells = [_shown(of(each), shown) for each in measured]
        least, most = of(first), of(last)
        if not least or not most:
            return Row(name, [*cells, ""], f"at most {fold:.0f} times")
        return Row(
            name, [*cells, times(most / least)], f"at most {fold:.0f} times", most / least <= fold
        )

    yield ratio(
        "site step to plain MkDocs",
        lambda each: each.site_step / each.plain_step,
        "at most 1.30",
        1.3,
    )
    yield ratio(
        "check to cold site step",
        lambda each: each.check / each.cold_step,
        f"at most 0.10 at {last.conferences}",
        0.1,
        [last],
    )
    yield ratio(
        "unchanged rebuild to cold build",
        lambda each: each.unchanged / each.cold if each.unchanged and each.cold else None,
        "at most 0.25",
        0.25,
    )
    yield growing("cold site step", lambda each: each.cold_step, seconds)
    yield growing("site step", lambda each: each.site_step, seconds)
    yield growing("check", lambda each: each.check, seconds)
    yield growing("cold build with all PDF files", lambda each: each.cold, seconds)
    yield growing("unchanged rebuild", lambda each: each.unchanged, seconds)
    yield growing("rebuild after one takeaway was edited", lambda each: each.edited, seconds)
    yield growing("from an edit until the preview shows it", lambda each: each.served, seconds)
    yield growing("pages", lambda each: each.pages, lambda value: f"{value:.0f}")
    yield growing("search data", lambda each: each.search_data, size)
    yield growing(
        "search from a folder: first result", lambda each: each.first_result, milliseconds
    )
    yield Row(
        "search from a folder: longest answer",
        [*(milliseconds(each.answer) for each in measured), ""],
        "at most 100 ms",
        all(each.answer <= 100 for each in measured),
    )
    grown = last.first_load / measured[-2].first_load
    yield Row(
        "first load of a page that is no list",
        [*(size(each.first_load) for each in measured), times(last.first_load / first.first_load)],
        f"the same at {measured[-2].conferences} and {last.conferences}",
        grown <= 1.02,
    )
    yield Row(
        "most memory of one process",
        [*(size(each.memory) for each in measured), times(last.memory / first.memory)],
        "at most 1 GiB",
        last.memory <= MOST_MEMORY,
    )
