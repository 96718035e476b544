"""Tables of results in Markdown, and the description of the machine and the versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

PACKAGES = ("mkdocs", "mkdocs-material", "weasyprint", "playwright")


@dataclass(frozen=True)
class Row:
    """A measured quantity: its formatted values, and its target."""

    name: str
    cells: Sequence[str]
    target: str = ""
    met: bool | None = None
    """Whether the target is met; None without a target."""


def table(head: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a table with two more columns: the target, and whether it is met."""
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


def environment() -> str:
    """Describe the machine and the versions of packages, without which times mean nothing."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory"
    python = f"Python {platform.python_version()}"
    return f"{machine}, {platform.system()}; {python}, {packages}"


def seconds(value: float) -> str:
    """Format a time: two decimals below ten seconds."""
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def milliseconds(value: float) -> str:
    """Format a short time."""
    return f"{value:.0f} ms"


def size(value: float) -> str:
    """Format a number of bytes."""
    return f"{value / 1e6:.1f} MB" if value >= 1e6 else f"{value / 1e3:.0f} kB"


def ratio(value: float) -> str:
    """Format a ratio."""
    return f"{value:.2f}"
