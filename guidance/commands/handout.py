"""The commands for single documents: handout, and collect, which reads filled worksheets."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from guidance.clock import latest_date
from guidance.commands.options import (
    check_output,
    content_option,
    open_content,
    output_option,
    warn_of_placeholder,
)
from guidance.i18n import open_words
from guidance.library.assemble import open_library
from guidance.output.temporary_files import temporary_files
from guidance.output.write_files import write_output
from guidance.pdf.documents.custom_handout import FACETS, SelectionError
from guidance.pdf.documents.edition import HANDOUT_EDITIONS, Edition
from guidance.pdf.rendering.renderer import render_document
from guidance.worksheets.collection import collect_worksheets
from guidance.worksheets.table import table


@click.command()
@click.option("--actor", multiple=True, help="Who acts, such as procurement-authorities.")
@click.option("--form", multiple=True, help="A form of exploitation, such as forced-labour.")
@click.option("--measure", multiple=True, help="A kind of measure, such as training.")
@click.option(
    "--panel",
    multiple=True,
    help="A panel, such as 2021-P2, including the recommendations of its pillars.",
)
@click.option("--pillar", multiple=True, help="A pillar, such as 2021-R1.")
@click.option("--instrument", multiple=True, help="An instrument, such as palermo-protocol.")
@click.option("--source", multiple=True, help="A source document, such as 2021-confronting-demand.")
@click.option("--conference", multiple=True, help="What a conference concluded, such as 2021.")
@click.option("--record", multiple=True, help="A record by its identifier, such as 2021-P2-03.")
@click.option("--title", default="", help="The title; by default, that of a selection.")
@click.option(
    "--paper",
    type=click.Choice([edition.value for edition in HANDOUT_EDITIONS]),
    default="a4",
    show_default=True,
    help="The paper size; large- means large print.",
)
@click.option(
    "--worksheet",
    is_flag=True,
    help="A worksheet of what the records ask for: a form as .pdf, a spreadsheet as .xlsx.",
)
@output_option("The PDF file to write.")
@content_option
def handout(
    content: Path, title: str, paper: str, output: Path, *, worksheet: bool, **chosen: Sequence[str]
) -> None:
    """Print a handout of selected records.

    Values of the same option are combined with OR, different options with AND.
    """
    check_output(output, [".pdf", ".xlsx"] if worksheet else [".pdf"], content)
    publication = open_content(content)
    selection = {name: chosen[name] for name in FACETS}
    try:
        if worksheet and output.suffix.lower() == ".xlsx":
            data, title = publication.custom_spreadsheet(selection, title)
            write_output(output, data)
            click.echo(f"{output}: {title}")
            return
        build = publication.custom_worksheet if worksheet else publication.custom_handout
        document = build(selection, Edition(paper), output.name, title)
    except SelectionError as error:
        raise click.UsageError(str(error)) from None
    with temporary_files():
        pdf, page_count = render_document(document)
    write_output(output, pdf)
    click.echo(f"{output}: {document.title}, {page_count} pages")
    warn_of_placeholder()


@click.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILES...", type=click.Path(path_type=Path)
)
@output_option("The spreadsheet to write, such as table.xlsx.")
@content_option
def collect(files: Sequence[Path], output: Path, content: Path) -> None:
    """Put filled worksheets, PDFs or spreadsheets, into one table.

    It has a row for each worksheet and record. Files that cannot be read are named, and left out.
    """
    check_output(output, [".xlsx"], content)
    if output.resolve() in {file.resolve() for file in files}:
        raise click.UsageError(f"{output} is one of the worksheets; name another file")
    library = open_library(content, today=latest_date())
    collection = collect_worksheets(files, library, open_words())
    for message in (*collection.remarks, *collection.unreadable):
        click.echo(message, err=True)
    if collection.rows:
        write_output(output, table(collection, library.date))
        click.echo(f"{output}: {collection.summary}")
    else:
        click.echo("No worksheet could be read; nothing was written.", err=True)
    sys.exit(1 if collection.unreadable else 0)
