"""Killing: a folder goes in; replacing a site in it is killed at every step in turn, and what stands there afterwards comes out.

python -m tests.support.kill_at_each_step FOLDER exchange|move SIGNAL
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from guidance.output import directory_swap

OLD = {"downloads/manifest.json": "[]", "index.html": "old", "2021/index.html": "old"}
NEW = {"downloads/manifest.json": "[]", "index.html": "new", "about/index.html": "new"}


def write(files: dict[str, str], folder: Path) -> None:
    """Files with their texts under a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def read(folder: Path) -> dict[str, str]:
    """All files under a folder with their texts."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replace(site: Path) -> None:
    """The new site in the place of the old one."""
    with directory_swap.swap_in(site) as fresh:
        write(NEW, fresh)


def killed_at(step: int, site: Path, sign: signal.Signals) -> bool:
    """Whether replacing, in a process of its own, got as far as a step and got the signal there; the steps are what Python tells its auditors."""
    child = os.fork()
    if child == 0:
        left = [step]

        def count(event: str, _: object) -> None:
            left[0] -= 1
            if left[0] < 0:
                left[0] = sys.maxsize
                os.kill(os.getpid(), sign)

        sys.addaudithook(count)
        try:
            replace(site)
        finally:
            os._exit(0 if left[0] < sys.maxsize // 2 else 3)
    _, status = os.waitpid(child, 0)
    return status != 0


def told(folder: Path, sign: signal.Signals) -> Iterator[dict[str, object]]:
    """For each step: what stands there after the kill, and after the next build."""
    site = folder / "site"
    step = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        write(OLD, site)
        if not killed_at(step, site, sign):
            return
        after = {path.name: read(path) for path in sorted(folder.iterdir())}
        replace(site)
        yield {"after": after, "next": {path.name: read(path) for path in sorted(folder.iterdir())}}
        step += 1


if __name__ == "__main__":
    if sys.argv[2] == "move":
        directory_swap._exchange = lambda one, other: False
    print(json.dumps(list(told(Path(sys.argv[1]) / "killed", signal.Signals[sys.argv[3]]))))
