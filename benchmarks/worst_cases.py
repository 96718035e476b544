"""Measure the check, the comparison and the site step with the content that costs most."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.process_cost import Cost, measure_command
from benchmarks.table import Row, size
from benchmarks.worst_content import ACCEPTED, REFUSED, WorstContent
from guidance.paths import ROOT

GROWTH = 1.5
"""How much more a megabyte may cost in the largest content than in the smallest.

Times vary with the state of the machine; what grows with the square costs four times as much.
"""
NOTICED = 2.0
"""Seconds beyond the start below which a growth is not told from chance."""
STEPS: Mapping[str, Sequence[str]] = {
    "check": ("build.py", "check"),
    "changes": ("build.py", "changes", "HEAD"),
    "site step": ("-m", "mkdocs", "build", "--quiet"),
}
"""The commands of each step; the site step is measured with accepted content alone."""
START = WorstContent("the small example library alone", lambda _: {}, is_accepted=True)
"""What is measured for the cost of the start."""
Costs = Mapping[tuple[str, str, float], Cost]
"""The cost by the name of the content, the step and the megabytes."""


def measure(folder: Path, megabytes: Sequence[float], report: Callable[[str], None]) -> Costs:
    """Measure each kind of content in each size; `report` receives a line for each."""
    costs: dict[tuple[str, str, float], Cost] = {}
    for kind in (START, *ACCEPTED, *REFUSED):
        for amount in megabytes if kind != START else (0,):
            place = folder / f"{len(costs)}"
            content = _with_history(kind, place, round(amount * 1_000_000))
            steps = [step for step in STEPS if kind.is_accepted or step != "site step"]
            for step in steps:
                costs[kind.name, step, amount] = _cost(step, content, place / "site")
            found = (f"{step} {_told(costs[kind.name, step, amount])}" for step in steps)
            report(f"{kind.name}, {amount:g} MB: {', '.join(found)}")
    return costs


def rows(costs: Costs, megabytes: Sequence[float]) -> Iterator[Row]:
    """For each kind of content, the time of each step by size, and the memory at the largest."""
    start = {step: costs[START.name, step, 0] for step in STEPS}
    yield Row(START.name, [*(f"{cost.seconds:.1f} s" for cost in start.values()), ""])
    for kind in (*ACCEPTED, *REFUSED):
        by_step = {
            step: [costs[kind.name, step, amount] for amount in megabytes]
            for step in STEPS
            if (kind.name, step, megabytes[0]) in costs
        }
        yield Row(
            f"{kind.name} ({'accepted' if kind.is_accepted else 'refused'})",
            [
                *(_times(by_step.get(step, ())) for step in STEPS),
                size(max(found[-1].memory for found in by_step.values())),
            ],
            "at most linear",
            all(
                is_linear([cost.seconds - start[step].seconds for cost in found], megabytes)
                for step, found in by_step.items()
            ),
        )


def is_linear(times: Sequence[float], megabytes: Sequence[float]) -> bool:
    """Whether times without that of the start grow at most as the content does."""
    growth = megabytes[-1] / megabytes[0]
    return times[-1] <= NOTICED or times[-1] <= GROWTH * growth * max(times[0], NOTICED / growth)


def _times(costs: Sequence[Cost]) -> str:
    return f"{', '.join(f'{cost.seconds:.1f}' for cost in costs)} s" if costs else ""


def _told(cost: Cost) -> str:
    return f"{cost.seconds:.1f} s and {size(cost.memory)}"


def _with_history(kind: WorstContent, folder: Path, number_of_bytes: int) -> Path:
    """The content in a repository, whose only commit holds the small example library."""
    content = kind.write(folder / "content", 0)
    git = ("git", "-C", folder, "-c", "user.name=Benchmark", "-c", "user.email=none@example.org")
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "Begin")):
        subprocess.run([*git, *command], check=True)
    for name, text in kind.files(number_of_bytes).items():
        (content / name).write_text(text, "utf-8")
    return content


def _cost(step: str, content: Path, site: Path) -> Cost:
    arguments: tuple[str | Path, ...] = (
        ("--site-dir", site) if step == "site step" else ("--content", content)
    )
    command = [sys.executable, *STEPS[step], *arguments]
    return measure_command(command, ROOT, os.environ | {"CONTENT_DIR": str(content)}, may_fail=True)
