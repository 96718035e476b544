#!/usr/bin/env python3
"""Command-line interface: one function for each command."""

from __future__ import annotations

import gc
import logging
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from guidance import ContentError, open_library
from guidance.clock import latest_date, local_date
from guidance.diagnostics.problem import with_suggestion
from guidance.diagnostics.reporters import REPORTERS, as_text
from guidance.editing import diff_reporters
from guidance.editing.diff import changes_since
from guidance.editing.next_steps import report_new_record
from guidance.editing.record_kinds import KINDS
from guidance.editing.reference_reports import report_references, report_replacement
from guidance.editing.references import UnknownIdentifierError, read_references
from guidance.editing.replacement import (
    ReplaceError,
    check_replacement,
    plan_replacement,
    write_replacement,
)
from guidance.editing.scaffold import ScaffoldError, scaffold, write_record
from guidance.exports.json_schema import write_schemas
from guidance.history.base import AUTO, Base, find_base
from guidance.history.git import HistoryError
from guidance.i18n import open_words
from guidance.output.checksums import ForeignFilesError
from guidance.output.disk_errors import description
from guidance.output.last_stop import ADVICE, set_last_stop
from guidance.output.write_files import OutputPathError, check_output_path, write_output
from guidance.paths import CONTENT, MKDOCS_SETTINGS, PDF_CACHE, ROOT
from guidance.pdf.documents.builder import Edition
from guidance.pdf.documents.custom_handout import FACETS, SelectionError
from guidance.pdf.rendering.printing_problem import PrintingError
from guidance.pdf.rendering.renderer import PdfRenderer, render_document
from guidance.publishing.build_context import BuildContext, set_content_folder, set_context
from guidance.publishing.publication import Publication, open_publication
from guidance.publishing.site_build import IncompleteSiteError, build_site, write_pages
from guidance.publishing.site_settings import SiteSettings, SiteSettingsError, read_site_settings
from guidance.site.minisearch import MinisearchMissingError
from guidance.validation.pipeline import content_problems
from guidance.worksheets.collection import collect_worksheets
from guidance.worksheets.table import table

Command = Callable[..., Any]

content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    callback=lambda _context, _option, folder: folder.absolute(),
    help="The content folder; by default, content/ of this project.",
)


def output_option(description: str) -> Callable[[Command], Command]:
    """The option -o of a command that writes one file."""
    return click.option(
        "-o",
        "output",
        type=click.Path(dir_okay=False, path_type=Path),
        required=True,
        help=description,
    )


@click.group(invoke_without_command=True)
@click.pass_context
def cli(context: click.Context) -> None:
    """Build the site, the report, the handouts and the data from the records in content/.

    Without a command, `all` is run.
    """
    if context.invoked_subcommand is None:
        context.invoke(build_all)


@cli.command("all")
@content_option
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "site",
    help="The folder of the site: a new one, an empty one, or one that a build has written and "
    "nobody has changed; by default, site/ of this project.",
)
@click.option(
    "--format",
    "report_format",
    type=click.Choice(["text", "github"]),
    default="text",
    show_default=True,
    help="With github, problems of printing are also reported as annotations.",
)
def build_all(content: Path, site_dir: Path, report_format: str) -> None:
    """Check the content, print the PDFs and build the whole site."""
    try:
        result = build_site(content, site_dir, os.environ, _generate_pages, latest_date())
    except ForeignFilesError as error:
        raise click.UsageError(str(error)) from None
    except PrintingError as error:
        if report_format == "github":
            click.echo(error.as_annotations())
        raise
    if not result.is_new:
        click.echo("Nothing has changed since the site was built.")
    click.echo(f"{site_dir}: {result.summary}")
    _warn_of_placeholder()


@cli.command()
@content_option
@click.option(
    "--format",
    "report_format",
    type=click.Choice([*REPORTERS]),
    default="text",
    show_default=True,
    help="The format of the report.",
)
@click.option(
    "--since",
    default="",
    help="Also check the changes since a git revision; "
    f"'{AUTO}' finds the commit at which the current branch left the main one.",
)
def check(content: Path, report_format: str, since: str) -> None:
    """Check the content and report all problems, and advice on its wording.

    Advice alone is no failure.
    """
    gc.set_threshold(100_000)  # rarely: saves a fifth of the time
    base = _base(content, since, is_text=report_format == "text") if since else None
    problems = content_problems(content, base, latest_date())
    report = REPORTERS[report_format](problems, _settings().public_url)
    click.echo(report, err=bool(problems) and report_format == "text")
    sys.exit(0 if all(problem.is_advice for problem in problems) else 1)


def _base(content: Path, since: str, *, is_text: bool) -> Base | None:
    """The base of a check, printed in one line; without one, why changes are not compared.

    Formats for programs have stdout for themselves.
    """
    try:
        base = find_base(content, since)
    except HistoryError as error:
        if since != AUTO:
            raise click.UsageError(str(error)) from None
        click.echo(f"Changes are not compared: {error}.", err=not is_text)
        return None
    click.echo(f"Changes are compared with {base.description}.", err=not is_text)
    return base


@cli.command()
@click.argument("kind", type=click.Choice([*KINDS]))
@click.option("--panel", help="The panel of a takeaway or a statement, such as 2021-P2.")
@click.option("--pillar", help="The pillar of a recommendation, such as 2021-R1.")
@click.option("--source", help="The source of a point, such as 2020-report-update.")
@click.option(
    "--conference",
    help="The conference of a panel, pillar, figure or side event, where there are several.",
)
@click.option(
    "--name",
    default="",
    help="Its title, name or term; of a source and a conference, with the year in front.",
)
@click.option("--from", "copied", default="", help="A record whose fields the new one takes.")
@content_option
def new(kind: str, name: str, copied: str, content: Path, **holders: str | None) -> None:
    """Add a record with the next free identifier, today's date, and a comment on each field.

    The placeholder TODO marks each value to write.
    """
    holder_ids = {option: value for option, value in holders.items() if value}
    holder = KINDS[kind].holder
    if others := [option for option in holder_ids if option != holder]:
        alternative = f", but --{holder}" if holder else ""
        raise click.UsageError(f"a {kind} takes no --{others[0]}{alternative}")
    try:
        record = scaffold(content, kind, local_date(), holder_ids.get(holder, ""), name, copied)
    except ScaffoldError as error:
        raise click.UsageError(str(error)) from None
    write_record(record)
    option = "" if content == CONTENT else f" --content {shlex.quote(str(content))}"
    click.echo("\n".join(report_new_record(record, kind, content, copied, option)))


@cli.command()
@click.argument("identifier", metavar="ID")
@content_option
def refers(identifier: str, content: Path) -> None:
    """List all that refers to ID, with file, line, column and field.

    ID is the identifier of a record, a panel, a person, an instrument, a source, a value of the
    vocabulary or anything else. Texts that mention it are listed too.
    """
    try:
        lines = list(report_references(read_references(content), identifier))
    except UnknownIdentifierError as error:
        raise click.UsageError(with_suggestion(str(error), error.suggestion)) from None
    click.echo("\n".join(lines))


@cli.command()
@click.argument("old")
@click.argument("new", nargs=-1, metavar="NEW...")
@click.option("--delete", is_flag=True, help="Delete the references, where nothing took its place.")
@content_option
def replace(old: str, new: tuple[str, ...], content: Path, *, delete: bool) -> None:
    """Let all that refers to OLD refer to NEW instead; several NEW stand one after another.

    The entry OLD stays as it is, and so do the texts that mention it. Nothing is written if a
    reference cannot be replaced, or if the check would report a new problem.
    """
    if bool(new) == delete:
        raise click.UsageError("name what takes its place, or write --delete where nothing does")
    try:
        replacement = plan_replacement(content, old, new)
        check_replacement(
            content, replacement, lambda folder: content_problems(folder, today=latest_date())
        )
    except UnknownIdentifierError as error:
        raise click.UsageError(with_suggestion(str(error), error.suggestion)) from None
    except ReplaceError as error:
        click.echo(f"nothing was written:\n{error}", err=True)
        sys.exit(2)
    write_replacement(replacement)
    click.echo("\n".join(report_replacement(replacement, local_date())))


@cli.command("changes")
@click.argument("since", default=AUTO)
@content_option
@click.option(
    "--format",
    "report_format",
    type=click.Choice([*diff_reporters.REPORTERS]),
    default="markdown",
    show_default=True,
    help="The format of the report.",
)
def report_changes(since: str, content: Path, report_format: str) -> None:
    """Report what changed in the content, field by field.

    SINCE is a git revision; by default, the commit at which the current branch left the main one.
    A file that cannot be read is named, and nothing else is said of it.
    """
    try:
        base = find_base(content, since)
        found = changes_since(content, base)
    except (HistoryError, ContentError) as error:
        raise click.UsageError(str(error)) from None
    click.echo(diff_reporters.REPORTERS[report_format](found, base.description))
    if report_format == "json":
        click.echo(f"Compared with {base.description}.", err=True)


@cli.command("schemas")
@content_option
@click.option(
    "--into",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "schemas",
    help="The folder of the schemas; by default, schemas/ of this project.",
)
def update_schemas(content: Path, folder: Path) -> None:
    """Update the JSON Schemas for text editors."""
    updated, total = write_schemas(open_library(content, today=latest_date()), folder)
    click.echo(
        f"{folder.name}/: {updated} of {total} files updated; commit them with your change"
        if updated
        else f"{folder.name}/: up to date"
    )


@cli.command()
@content_option
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    help="The address of the preview, as HOST:PORT.",
)
def serve(content: Path, address: str) -> None:
    """Start a live preview of the site.

    Problems of the content are shown on the affected pages.
    """
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.config import load_config

    _log_mkdocs(logging.INFO, "%(message)s")
    extra = dict(load_config(str(MKDOCS_SETTINGS)).extra)
    set_content_folder(extra, content)
    mkdocs_serve(str(MKDOCS_SETTINGS), dev_addr=address, extra=extra)


@cli.command()
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
    type=click.Choice([edition.value for edition in Edition]),
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
    _check_output(output, [".pdf", ".xlsx"] if worksheet else [".pdf"], content)
    publication = _open(content)
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
    pdf, page_count = render_document(document)
    write_output(output, pdf)
    click.echo(f"{output}: {document.title}, {page_count} pages")
    _warn_of_placeholder()


@cli.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILES...", type=click.Path(path_type=Path)
)
@output_option("The spreadsheet to write, such as table.xlsx.")
@content_option
def collect(files: Sequence[Path], output: Path, content: Path) -> None:
    """Put filled worksheets, PDFs or spreadsheets, into one table.

    It has a row for each worksheet and record. Files that cannot be read are named, and left out.
    """
    _check_output(output, [".xlsx"], content)
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


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@content_option
def pages(folder: Path, content: Path) -> None:
    """Write the generated files to FOLDER, for another site generator."""
    publication = _open(content).with_cached_pdfs(PdfRenderer(PDF_CACHE))
    try:
        click.echo(f"{folder}: {write_pages(publication, folder)} files")
    except ForeignFilesError as error:
        raise click.UsageError(str(error)) from None


def _check_output(output: Path, suffixes: Sequence[str], content: Path) -> None:
    try:
        check_output_path(output, suffixes, {content, CONTENT})
    except OutputPathError as error:
        raise click.UsageError(str(error)) from None


def _warn_of_placeholder() -> None:
    settings = _settings()
    if not settings.has_site_url:
        click.echo(
            f"The site's address is still the placeholder {settings.site_url}: "
            "set SITE_URL, or site_url in mkdocs.yml.",
            err=True,
        )


def _settings() -> SiteSettings:
    return read_site_settings(MKDOCS_SETTINGS, os.environ)


def _open(content: Path) -> Publication:
    return open_publication(content, _settings().site_url, latest_date())


def _generate_pages(context: BuildContext, folder: Path) -> None:
    """Generate the site with MkDocs; a warning ends the build."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    _log_mkdocs(logging.WARNING, "%(levelname)s: %(message)s")
    config = load_config(str(MKDOCS_SETTINGS), site_dir=str(folder), strict=True)
    set_context(config.extra, context)
    build(config)


def _log_mkdocs(level: int, line_format: str) -> None:
    """Print messages of MkDocs on stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(line_format))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(level)


def main() -> None:
    """Run a command; expected errors are printed without a traceback, with exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack some characters
    set_last_stop(next(iter(sys.argv[1:]), "all"))
    try:
        cli()
    except (MemoryError, RecursionError):
        click.echo(f"This was stopped, since it needs too much memory. {ADVICE}.", err=True)
    except ContentError as error:
        click.echo(as_text(error.problems, _settings().public_url), err=True)
    except PrintingError as error:
        click.echo(f"This could not be printed:\n{error}", err=True)
    except (MinisearchMissingError, IncompleteSiteError) as error:
        click.echo(f"This could not be built: {error}", err=True)
    except SiteSettingsError as error:
        click.echo(str(error), err=True)
    except OSError as error:
        click.echo(f"This could not be read or written: {description(error)}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
