"""Kill the swap of a site at every step in turn, and print the files after each kill as JSON.

python -m tests.support.kill_at_each_step FOLDER exchange|move SIGNAL
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from guidance.output.directory_swap import exchange_folders, swap_in

OLD = {"downloads/manifest.json": "[]", "index.html": "old", "2021/index.html": "old"}
NEW = {"downloads/manifest.json": "[]", "index.html": "new", "about/index.html": "new"}


def write(files: dict[str, str], folder: Path) -> None:
    """Write texts into files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def read(folder: Path) -> dict[str, str]:
    """The texts of all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def no_exchange(_one: Path, _other: Path) -> bool:
    """Exchange nothing, as on a system that cannot exchange folders."""
    return False


def is_killed(step: int, swap: Callable[[], None], stop_signal: signal.Signals) -> bool:
    """Send a signal at a step of a swap in a child process; return whether it got that far.

    The steps are Python's audit events.
    """
    child = os.fork()
    if child == 0:
        steps_left = [step]

        def count(event: str, _: object) -> None:
            steps_left[0] -= 1
            if steps_left[0] < 0:
                steps_left[0] = sys.maxsize
                os.kill(os.getpid(), stop_signal)

        sys.addaudithook(count)
        try:
            swap()
        finally:
            os._exit(0 if steps_left[0] < sys.maxsize // 2 else 3)
    _, status = os.waitpid(child, 0)
    return status != 0


def states(
    folder: Path, exchange: Callable[[Path, Path], bool], stop_signal: signal.Signals
) -> Iterator[dict[str, object]]:
    """For each step, all files after the kill and after the next build."""
    site = folder / "site"

    def swap() -> None:
        with swap_in(site, exchange) as new:
            write(NEW, new)

    step = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        write(OLD, site)
        if not is_killed(step, swap, stop_signal):
            return
        after = {path.name: read(path) for path in sorted(folder.iterdir())}
        swap()
        yield {"after": after, "next": {path.name: read(path) for path in sorted(folder.iterdir())}}
        step += 1


if __name__ == "__main__":
    exchange = {"exchange": exchange_folders, "move": no_exchange}[sys.argv[2]]
    print(
        json.dumps([*states(Path(sys.argv[1]) / "killed", exchange, signal.Signals[sys.argv[3]])])
    )
