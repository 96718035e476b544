"""Measure builds, preview and pages for growing numbers of conferences.

An earlier state of the project can be measured beside this one.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.browsing import QUERIES, first_load_size, largest_page, search_times
from benchmarks.fake_conference import FIRST_YEAR
from benchmarks.process_cost import Cost, cheapest
from benchmarks.sandbox import Sandbox, sandbox
from benchmarks.serving import seconds_until_served
from tests.support.browser import chromium

ROUNDS = 2
MIN_RUNS = 6
"""Conferences times rounds: short builds vary most, and more rounds of them cost little."""
FIXED_PAGES = (f"{FIRST_YEAR}/panels/1/index.html", "about/index.html", "index.html")
"""Pages that are not lists, so that their size should not grow."""


@dataclass(frozen=True)
class Before:
    """The results of an earlier state of the project, with its own generated content."""

    cold: float | None
    """Seconds of `build.py all` with an empty cache; like the next, None if nothing was printed."""
    printed: Printed | None
    first_result: float
    """Milliseconds until the first result of the search."""


@dataclass(frozen=True)
class Printed:
    """The PDFs of a site."""

    files: int
    pages: int


@dataclass(frozen=True)
class Figures:
    """The results for one number of conferences: seconds, milliseconds (search) and bytes."""

    conferences: int
    cold_pages: float
    """`mkdocs build` with an empty cache, which subsets the web fonts too."""
    pages_alone: float
    """`mkdocs build` with cached fonts; only this can be compared with plain MkDocs."""
    plain_mkdocs: float
    first_check: float
    """`build.py check` with an empty cache."""
    check: float
    """`build.py check` after another one, and the edit of a takeaway."""
    cold: float | None
    """`build.py all` with an empty cache; like the next two, None if nothing was printed."""
    unchanged: float | None
    edited: float | None
    printed: Printed | None
    served: float
    memory: int
    pages: int
    files: int
    bytes_of_site: int
    """The bytes of all files of the site, with its archive and, if printed, its PDFs."""
    search_data: int
    first_result: float
    answer: float
    first_load: int
    largest_load: int
    """The first load of the largest page that is no complete list."""
    search_load: int
    """The first load of the page of all results, for a query."""
    before: Before | None

    @property
    def printing(self) -> float | None:
        """Seconds of CPU time for each page of the PDFs, without the site; None without PDFs."""
        if not self.cold or not self.printed:
            return None
        return (self.cold - self.cold_pages) / self.printed.pages


def measure(
    folder: Path,
    conferences: int,
    with_pdfs: bool,
    report: Callable[[str], None],
    earlier: Path | None = None,
) -> Figures:
    """Measure everything for one number of conferences, in a new folder.

    Full builds are measured only if `with_pdfs`. `earlier` is the folder of an earlier state of the
    project. `report` receives the current step.
    """
    before = _measure_before(earlier, folder, conferences, with_pdfs, report) if earlier else None
    with sandbox(folder / str(conferences), conferences) as copy:
        report(f"{conferences}: site step and plain MkDocs")
        colds, pages, plains, first_checks, checks = _site_costs(copy)
        builds = _full_build_costs(copy, report) if with_pdfs else []
        cold, unchanged, edited = [cost.seconds for cost in builds] or (None, None, None)
        report(f"{conferences}: preview")
        preview = seconds_until_served(copy)
        report(f"{conferences}: in Chromium")
        site = copy.site if with_pdfs else copy.pages_alone
        files = [file for file in site.rglob("*") if file.is_file()]
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
            first_check=cheapest(first_checks).seconds,
            check=cheapest(checks).seconds,
            cold=cold,
            unchanged=unchanged,
            edited=edited,
            printed=_printed(site) if with_pdfs else None,
            served=preview,
            memory=max(cost.memory for cost in (*colds, *pages, *first_checks, *builds)),
            pages=sum(1 for _ in site.rglob("*.html")),
            files=len(files),
            bytes_of_site=sum(file.stat().st_size for file in files),
            search_data=(site / "assets" / "search-data.js").stat().st_size,
            first_result=times.first,
            answer=times.longest,
            first_load=size_of_first_load,
            largest_load=size_of_largest,
            search_load=size_of_search,
            before=before,
        )


def _measure_before(
    project: Path, folder: Path, conferences: int, with_pdfs: bool, report: Callable[[str], None]
) -> Before:
    """Measure an earlier state of the project."""
    with sandbox(folder / f"{conferences}-before", conferences, project) as copy:
        report(f"{conferences}: the state before")
        if with_pdfs:
            cold = copy.build("all", "--content", str(copy.content), report=report).seconds
        else:
            cold = None
            copy.build_pages()
        site = copy.site if with_pdfs else copy.pages_alone
        with chromium() as browser:
            first_result = search_times(browser, site).first
        return Before(cold, _printed(site) if with_pdfs else None, first_result)


def _printed(site: Path) -> Printed:
    """The PDFs of a built site, according to its manifest."""
    downloads = json.loads((site / "downloads" / "manifest.json").read_text("utf-8"))
    pages = [each["pages"] for each in downloads if each["path"].endswith(".pdf")]
    return Printed(len(pages), sum(pages))


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
    """The costs of five commands in several rounds, which spread other load evenly over them.

    The commands are `mkdocs build` with an empty and a full cache, plain MkDocs, a first check,
    and one after an edit.
    """
    copy.prepare_plain_mkdocs()

    def a_round(number: int) -> tuple[Cost, ...]:
        builds = copy.build_pages_cold(), copy.build_pages(), copy.build_with_plain_mkdocs()
        first_check = copy.build("check", "--content", str(copy.content))
        copy.edit(f"Round {number} changed this sentence.")
        return *builds, first_check, copy.build("check", "--content", str(copy.content))

    rounds = [a_round(number) for number in range(max(ROUNDS, MIN_RUNS // copy.conferences))]
    shutil.rmtree(copy.folder / "plain")
    return [list(costs) for costs in zip(*rounds, strict=True)]
