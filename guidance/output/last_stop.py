"""The last stop of a command: limits of processor time and memory that end it with a message.

They are far above what a command needs for sound content, and hold for each of its processes.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from types import FrameType

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

from guidance.limits import BUILD_MEMORY, BUILD_SECONDS, CHECK_MEMORY, CHECK_SECONDS

_SECONDS_TO_END = 60
"""Processor time that a stopped process has to clean up; then the system ends it."""
_BUILDING = ("all", "print", "handout", "pages", "collect")
_SERVING = "serve"
ADVICE = (
    "Something in the content, or in what changed last, takes too much: "
    "undo the last change, or look for a file that is very long"
)


def set_last_stop(command: str) -> None:
    """Limit this process by what a command of the command line may need, where the system can.

    At the limit of time, `SystemExit` is raised with a message; at that of memory, `MemoryError`.
    A preview has no limit of time.
    """
    is_building = command in (*_BUILDING, _SERVING)
    limit_memory(BUILD_MEMORY if is_building else CHECK_MEMORY)
    if command != _SERVING:
        limit_seconds(BUILD_SECONDS if command in _BUILDING else CHECK_SECONDS)


def limit_seconds(seconds: int) -> None:
    """Raise `SystemExit` with a message when this process has used a number of seconds."""

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        sys.exit(f"This was stopped after {seconds:,} seconds of processor time. {ADVICE}.")

    if resource:
        signal.signal(signal.SIGXCPU, stop)
        _lower(resource.RLIMIT_CPU, seconds, seconds + _SECONDS_TO_END)


def limit_memory(size: int) -> None:
    """Raise `MemoryError` where this process needs more than a number of bytes."""
    if resource:
        _lower(resource.RLIMIT_DATA, size, size)


def _lower(kind: int, soft: int, hard: int) -> None:
    """Set a limit of the process, unless a lower one holds already or the system refuses it."""
    now = resource.getrlimit(kind)
    soft, hard = (
        wanted if current == resource.RLIM_INFINITY else min(wanted, current)
        for wanted, current in zip((soft, hard), now, strict=True)
    )
    with suppress(ValueError, OSError):  # such as on macOS, which does not know each of them
        resource.setrlimit(kind, (soft, hard))
