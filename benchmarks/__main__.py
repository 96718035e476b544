"""Run the benchmarks and print their results as Markdown tables: `python -m benchmarks --help`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks import printed_text, printing, scale, scale_table, worst_cases
from benchmarks.sandbox import project_at
from benchmarks.table import environment, table
from guidance.paths import CONTENT

SHORT = "1,4"
"""The numbers of conferences of the short form."""
MOST_PRINTED_IN_SHORT = 1


@click.command()
@click.argument("subjects", nargs=-1, type=click.Choice(["printing", "scale", "worst"]))
@click.option(
    "--conferences",
    default="1,5,25",
    show_default=True,
    help="Numbers of conferences for which the site is measured.",
)
@click.option(
    "--printed",
    default=25,
    show_default=True,
    help="The largest number of conferences for which all PDFs are printed too (slow).",
)
@click.option(
    "--before",
    metavar="COMMIT",
    help="Measure this earlier state of the project too, with the same numbers of conferences.",
)
@click.option(
    "--short",
    is_flag=True,
    help="Measure the scale alone, with few conferences and few PDFs: at most five minutes.",
)
@click.option(
    "--megabytes",
    default="1,2,4",
    show_default=True,
    help="Sizes in which the worst content is measured.",
)
def main(
    subjects: Sequence[str],
    conferences: str,
    printed: int,
    before: str | None,
    megabytes: str,
    *,
    short: bool,
) -> None:
    """Print the tables to stdout, and progress to stderr."""
    click.echo(f"{datetime.now(UTC).date().isoformat()}, {environment()}.")
    if short:
        subjects, conferences, printed = ["scale"], SHORT, MOST_PRINTED_IN_SHORT
    subjects_to_run = subjects or ("printing", "scale", "worst")
    if "printing" in subjects_to_run:
        _print_table(_printing())
    if "scale" in subjects_to_run:
        numbers = sorted({int(number) for number in conferences.split(",")})
        with project_at(before) if before else nullcontext() as earlier:
            _print_table(_scale(numbers, printed, earlier))
    if "worst" in subjects_to_run:
        _print_table(_worst(sorted({float(number) for number in megabytes.split(",")})))


def _printing() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rounds = [
            printing.measure(Path(folder) / str(number), _report)
            for number in range(printing.ROUNDS)
        ]
    yield from table(["printing", "time", "/ WeasyPrint alone", "per round"], printing.rows(rounds))
    yield ""
    costs = [printed_text.measure(CONTENT, _report) for _ in range(printing.ROUNDS)]
    head = ["printed text", "CPU time", "/ plain paragraphs", "per round"]
    yield from table(head, printed_text.rows(costs))


def _scale(numbers: Sequence[int], max_printed: int, earlier: Path | None) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        figures = [
            scale.measure(Path(folder), number, number <= max_printed, _report, earlier)
            for number in numbers
        ]
    return table(
        ["conferences", *map(str, numbers), f"{numbers[-1]} / {numbers[0]}"],
        scale_table.rows(figures),
    )


def _worst(megabytes: Sequence[float]) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        costs = worst_cases.measure(Path(folder), megabytes, _report)
    sizes = ", ".join(f"{amount:g}" for amount in megabytes)
    head = [f"worst content ({sizes} MB)", *worst_cases.STEPS, f"memory at {megabytes[-1]:g} MB"]
    return table(head, worst_cases.rows(costs, megabytes))


def _report(step: str) -> None:
    click.echo(step, err=True)


def _print_table(lines: Iterator[str]) -> None:
    click.echo()
    for line in lines:
        click.echo(line)


if __name__ == "__main__":
    sys.exit(main())
