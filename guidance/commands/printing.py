"""The command that prints the PDFs alone, or one part of them: print."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from guidance.commands.options import content_option, open_content
from guidance.paths import PDF_CACHE
from guidance.pdf.rendering.parts import count_of_parts
from guidance.pdf.rendering.progress import ConsoleProgress
from guidance.pdf.rendering.renderer import PdfRenderer


class PartType(click.ParamType[tuple[int, int]]):
    """One of several parts, such as 2/4, as a pair of numbers."""

    name = "K/N"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """The number of a part, from 1, and that of all parts."""
        match = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", str(value))
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            self.fail(f"{value!r} is no part, such as 1/4, 2/4, 3/4 and 4/4", param, ctx)
        return int(match[1]), int(match[2])


@click.command("print")
@click.option(
    "--part",
    type=PartType(),
    default="1/1",
    help="One of N parts that take about equally long, so that N machines print them.",
)
@click.option(
    "--list-parts",
    is_flag=True,
    help="Print nothing, but list as JSON into which parts to divide what is missing.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(min=0, min_open=True),
    default=3,
    show_default=True,
    help="With --list-parts: the processor time of a part.",
)
@click.option(
    "--at-most",
    type=click.IntRange(min=1),
    default=16,
    show_default=True,
    help="With --list-parts: the largest number of parts.",
)
@content_option
def print_documents(
    content: Path, part: tuple[int, int], minutes: float, at_most: int, *, list_parts: bool
) -> None:
    """Print the PDFs that are not cached, into the cache in .cache/pdf.

    The caches of several machines are put together by copying; `all` then builds the site from
    them, and prints what is missing or damaged. The parts are the same on each machine if all
    begin with the same content and the same cache.
    """
    renderer = PdfRenderer(PDF_CACHE)
    documents = [*open_content(content).documents()]
    if list_parts:
        count = count_of_parts(renderer.missing_work(documents), minutes * 60, at_most)
        click.echo(json.dumps([f"{number}/{count}" for number in range(1, count + 1)]))
        return
    with ConsoleProgress() as progress:
        printed = renderer.print_part(documents, part, progress)
    if lost := renderer.missing(printed):
        raise click.ClickException(f"{len(lost)} of {len(printed)} PDF files are not in the cache")
    click.echo(f"{PDF_CACHE}: {len(printed)} PDF files printed")
