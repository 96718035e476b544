"""Measure the CPU time and the memory of a command and its child processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPORT_INTERVAL = 30
"""Seconds between two lines of progress."""


@dataclass(frozen=True)
class Cost:
    """The cost of a command."""

    seconds: float
    """CPU time of the command and its children, in seconds; other load does not count."""
    memory: int
    """The maximum resident memory of one process, in bytes: the command or one of its children."""


def measure_command(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str],
    report: Callable[[str], None] = lambda _: None,
    *,
    may_fail: bool = False,
) -> Cost:
    """Run a command; `report` receives its latest line of output every `REPORT_INTERVAL` seconds.

    Raises `RuntimeError` with the whole output if the command fails, unless it may.
    """
    output: list[str] = []
    last = time.monotonic()
    with subprocess.Popen(
        [*map(str, command)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            output.append(line)
            if time.monotonic() - last > REPORT_INTERVAL:
                last = time.monotonic()
                report(line.rstrip())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and not may_fail:
        raise RuntimeError(f"{command} ended with {process.returncode}:\n{''.join(output)}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def cheapest(costs: Iterable[Cost]) -> Cost:
    """The cheapest of several runs, which is disturbed least by other load."""
    return min(costs, key=lambda cost: cost.seconds)
