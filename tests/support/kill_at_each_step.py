"""Interrupt the swap of a site at every step in turn, and print the files after each as JSON.

python -m tests.support.kill_at_each_step FOLDER exchange|move SIGNAL|FULL
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from guidance.output.checksums import CHECKSUMS, write_checksums
from guidance.output.directory_swap import exchange_folders, swap_in

OLD = {"data.json": "[]", "index.html": "old", "2021/index.html": "old"}
NEW = {"data.json": "[]", "index.html": "new", "about/index.html": "new"}


def write(files: dict[str, str], folder: Path) -> None:
    """Write texts into files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def write_site(files: dict[str, str], folder: Path) -> None:
    """Write texts into files below a folder, as a build would."""
    write(files, folder)
    write_checksums(folder)


def read(folder: Path) -> dict[str, str]:
    """The texts of all files below a folder, except the checksums."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != CHECKSUMS
    }


def no_exchange(_one: Path, _other: Path) -> bool:
    """Exchange nothing, as on a system that cannot exchange folders."""
    return False


Interruption = Callable[[int], Callable[[str, tuple[object, ...]], None]]
"""Returns an audit hook that interrupts the process at a step, counted from 0."""


def killed_by(stop_signal: signal.Signals) -> Interruption:
    """Send a signal at a step; the steps are all audit events of Python."""

    def kill_at(step: int) -> Callable[[str, tuple[object, ...]], None]:
        steps_left = iter(range(step, -1, -1))

        def hook(_event: str, _arguments: tuple[object, ...]) -> None:
            if next(steps_left, None) == 0:
                os.kill(os.getpid(), stop_signal)

        return hook

    return kill_at


def full_disk(step: int) -> Callable[[str, tuple[object, ...]], None]:
    """Let every write fail from a step on; the steps are the audit events of writing."""
    steps_left = iter(range(step))

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if event == "open" else 0
        is_opened = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        is_writing = is_opened or event == "os.mkdir"
        if is_writing and next(steps_left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return hook


def is_interrupted(step: int, swap: Callable[[], None], interruption: Interruption) -> bool:
    """Interrupt a swap in a child process at a step; return whether it ended before its end."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(interruption(step))
        status = 3
        try:
            swap()
            status = 0
        except OSError:
            status = 4
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return status != 0


def states(
    folder: Path, exchange: Callable[[Path, Path], bool], interruption: Interruption
) -> Iterator[dict[str, object]]:
    """For each step, all files after the interruption and after the next build."""
    site = folder / "site"

    def swap() -> None:
        with swap_in(site, exchange) as new:
            write(NEW, new)

    step = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        write_site(OLD, site)
        if not is_interrupted(step, swap, interruption):
            return
        after = {path.name: read(path) for path in sorted(folder.iterdir())}
        swap()
        yield {"after": after, "next": {path.name: read(path) for path in sorted(folder.iterdir())}}
        step += 1


if __name__ == "__main__":
    _, folder, method, name = sys.argv
    exchange = {"exchange": exchange_folders, "move": no_exchange}[method]
    interruption = full_disk if name == "FULL" else killed_by(signal.Signals[name])
    print(json.dumps([*states(Path(folder) / "killed", exchange, interruption)]))
