"""Stopping: within a block, a signal to stop ends a command as an error does, so that it tidies up."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPED = 128 + signal.SIGTERM
"""The status with which a stopped command ends, as shells count it."""


@contextmanager
def exit_on_sigterm() -> Iterator[None]:
    """Blocks may stand within each other; outside the main thread nothing is changed, since signals are no matter of other threads."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(STOPPED)
