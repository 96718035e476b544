"""Tables: figures go in, the lines of a table in Markdown come out, under the machine and the versions with which they were taken."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

PACKAGES = ("mkdocs", "mkdocs-material", "weasyprint", "playwright")


@dataclass(frozen=True)
class Row:
    """One figure, in each column as it is shown, with the target that it has to meet."""

    name: str
    cells: Sequence[str]
    target: str = ""
    met: bool | None = None
    """Whether it does; None where there is no target."""


def table(head: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a table; the last column says which targets are met."""
    yield _line([*head, "target", "result"])
    yield _line(["---" for _ in (*head, "target", "result")])
    for row in rows:
        yield _line(
            [
                row.name,
                *row.cells,
                row.target,
                {True: "met", False: "**missed**", None: ""}[row.met],
            ]
        )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """The machine and the versions, in a sentence; a figure means nothing without them."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()}; Python {platform.python_version()}, {packages}"


def seconds(value: float) -> str:
    """A time with as many digits as it can bear."""
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def milliseconds(value: float) -> str:
    """A short time."""
    return f"{value:.0f} ms"


def size(value: float) -> str:
    """A number of bytes."""
    return f"{value / 1e6:.1f} MB" if value >= 1e6 else f"{value / 1e3:.0f} kB"


def times(value: float) -> str:
    """A ratio."""
    return f"{value:.2f}"
