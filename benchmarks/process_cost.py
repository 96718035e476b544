"""Measuring: a command goes in; the processor time that it and its helpers took, and the most memory that one of them held, come out."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

NOW_AND_THEN = 30
"""Seconds."""


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    seconds: float
    """Processor time of the command and its helpers: what else the machine does does not count."""
    memory: int
    """The most bytes that one process held: the command, or one of its helpers."""


def measured(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str],
    told: Callable[[str], None] = lambda _: None,
) -> Cost:
    """Runs a command to its end, and tells now and then what it said last. Raises `RuntimeError` with all that it said where it fails."""
    said: list[str] = []
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
            said.append(line)
            if time.monotonic() - last > NOW_AND_THEN:
                last = time.monotonic()
                told(line.rstrip())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}:\n{''.join(said)}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def least(costs: Iterable[Cost]) -> Cost:
    """The cheapest of several runs: what disturbs a run only makes it dearer."""
    return min(costs, key=lambda cost: cost.seconds)
