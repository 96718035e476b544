"""Exit with an exception on SIGTERM and when the terminal is closed, so that cleanup code runs."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_STATUS = 128 + signal.SIGTERM
"""The exit status of a command that SIGTERM ends, by the convention of shells."""
HANGUP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""The signal that a closed terminal sends; Windows has none."""


@contextmanager
def exit_on_termination() -> Iterator[None]:
    """Raise `SystemExit` on SIGTERM, or if the terminal is closed, within a block.

    Blocks may be nested. A command that `nohup` has started goes on without its terminal.
    Outside the main thread nothing changes: Python delivers signals to the main thread only.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [signal.SIGTERM]
    if HANGUP and signal.getsignal(HANGUP) is not signal.SIG_IGN:
        numbers.append(HANGUP)
    before = {number: signal.signal(number, _exit) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def termination_deferred() -> Iterator[None]:
    """Let SIGTERM, Ctrl+C and a closed terminal wait until a block that cleans up has ended.

    Windows cannot defer signals.
    """
    if sys.platform == "win32":
        yield
        return
    deferred = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, deferred)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _exit(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
