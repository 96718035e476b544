"""Measure the check, the comparison and the site step with the content that costs most."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.process_cost import Cost, measure_command
from benchmarks.table import Row, seconds, size
from benchmarks.worst_content import ACCEPTED, REFUSED, WorstContent
from guidance.paths import ROOT

MEGABYTES = (1, 2, 4)
GROWTH = 4.5
"""How many times as long the largest content may take as the smallest: four, and what varies."""
STEPS: Mapping[str, Sequence[str]] = {
    "check": ("build.py", "check"),
    "changes": ("build.py", "changes", "HEAD"),
    "site step": ("-m", "mkdocs", "build", "--quiet"),
}
"""The commands of each step; the site step is measured with accepted content alone."""
Costs = Mapping[tuple[str, str, int], Cost]
"""The cost by the name of the content, the step and the megabytes."""


def measure(folder: Path, report: Callable[[str], None]) -> Costs:
    """Measure each kind of content in each size; `report` receives lines of progress."""
    costs: dict[tuple[str, str, int], Cost] = {}
    for kind in (*REFUSED, *ACCEPTED):
        for megabytes in MEGABYTES:
            place = folder / f"{len(costs)}"
            content = _with_history(kind, place, megabytes * 1_000_000)
            for step in STEPS:
                if kind.is_accepted or step != "site step":
                    costs[kind.name, step, megabytes] = _cost(step, content, place / "site")
            report(f"{kind.name}, {megabytes} MB")
    return costs


def rows(costs: Costs) -> Iterator[Row]:
    """For each step, the costs of the kind that takes most, of those refused and accepted."""
    for step in STEPS:
        for kinds, word in ((REFUSED, "refused"), (ACCEPTED, "accepted")):
            names = [kind.name for kind in kinds if (kind.name, step, MEGABYTES[0]) in costs]
            if not names:
                continue
            most = max(names, key=lambda name: costs[name, step, MEGABYTES[-1]].seconds)
            found = [costs[most, step, megabytes] for megabytes in MEGABYTES]
            least, largest = found[0].seconds, found[-1].seconds
            memory = max(costs[name, step, MEGABYTES[-1]].memory for name in names)
            yield Row(
                f"{step}, {word}: {most}",
                [*(seconds(cost.seconds) for cost in found), size(memory)],
                f"at most {GROWTH} times",
                largest <= GROWTH * least,
            )


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
