"""`python -m benchmarks [printing] [scale]`: the benchmarks in turn, as tables of ratios that were taken side by side in one run."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks import printing, scale
from benchmarks.table import machine, table


@click.command()
@click.argument("subjects", nargs=-1, type=click.Choice(["printing", "scale"]))
@click.option(
    "--conferences",
    default="1,5,25",
    show_default=True,
    help="For how many conferences the site is measured, in rising order.",
)
@click.option(
    "--printed",
    default=25,
    show_default=True,
    help="Up to how many conferences everything is printed as well, which takes longest.",
)
def main(subjects: Sequence[str], conferences: str, printed: int) -> None:
    """Prints the tables on stdout, and on stderr what is being measured."""
    click.echo(f"{datetime.now(UTC).date().isoformat()}, {machine()}.")
    wanted = subjects or ("printing", "scale")
    if "printing" in wanted:
        _show(_printing())
    if "scale" in wanted:
        _show(_scale(sorted({int(number) for number in conferences.split(",")}), printed))


def _printing() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rounds = [
            printing.measure(Path(folder) / str(number), _tell) for number in range(printing.ROUNDS)
        ]
    return table(
        ["printing", "time", "to WeasyPrint alone", "in each round"], printing.rows(rounds)
    )


def _scale(numbers: Sequence[int], printed: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measured = [
            scale.figures(Path(folder), number, number <= printed, _tell) for number in numbers
        ]
    return table(
        ["conferences", *map(str, numbers), f"{numbers[-1]} to {numbers[0]}"], scale.rows(measured)
    )


def _tell(told: str) -> None:
    click.echo(told, err=True)


def _show(lines: Iterator[str]) -> None:
    click.echo()
    for line in lines:
        click.echo(line)


if __name__ == "__main__":
    sys.exit(main())
