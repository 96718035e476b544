"""`python -m bench`: every benchmark in turn, as tables of ratios that were taken side by side in one run."""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from bench.scale import figures, rows
from bench.table import machine, table


@click.command()
@click.option("--conferences", default="1,5,25", show_default=True, help="For how many conferences the site is measured, in rising order.")
def main(conferences: str) -> None:
    """Prints the tables on stdout, and on stderr what is being measured."""
    numbers = sorted({int(number) for number in conferences.split(",")})
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measured = [figures(Path(folder), number, lambda told: click.echo(told, err=True)) for number in numbers]
    click.echo(f"{datetime.now(UTC).date().isoformat()}, {machine()}.\n")
    head = ["conferences", *map(str, numbers), f"{numbers[-1]} to {numbers[0]}"]
    for line in table(head, rows(measured)):
        click.echo(line)


if __name__ == "__main__":
    sys.exit(main())
