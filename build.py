#!/usr/bin/env python3
"""Command-line interface: the list of commands, those that run MkDocs, and what ends them."""

from __future__ import annotations

import logging
import os
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from guidance import ContentError
from guidance.clock import latest_date
from guidance.commands.check import check, report_changes, update_schemas
from guidance.commands.edit import new, refers, replace
from guidance.commands.handout import collect, handout
from guidance.commands.options import content_option, open_content, settings, warn_of_placeholders
from guidance.commands.printing import print_documents
from guidance.diagnostics.reporters import as_text
from guidance.output.checksums import ForeignFilesError
from guidance.output.disk_errors import description
from guidance.output.last_stop import ADVICE, set_last_stop
from guidance.output.temporary_files import temporary_files
from guidance.output.termination import exit_on_termination
from guidance.paths import MKDOCS_SETTINGS, PDF_CACHE, ROOT
from guidance.pdf.rendering.printing_problem import PrintingError
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.build_context import BuildContext, set_content_folder, set_context
from guidance.publishing.content_history import HistoryReader
from guidance.publishing.site_build import IncompleteSiteError, build_site, write_pages
from guidance.publishing.site_settings import SiteSettingsError
from guidance.site.npm_scripts import NpmPackageMissingError


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
    if result.without_history:
        click.echo(
            f"The page of changes shows no earlier wording: {result.without_history}.", err=True
        )
    warn_of_placeholders()


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
    with temporary_files():
        mkdocs_serve(str(MKDOCS_SETTINGS), dev_addr=address, extra=extra)


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@content_option
def pages(folder: Path, content: Path) -> None:
    """Write the generated files to FOLDER, for another site generator."""
    publication = open_content(content, HistoryReader(content).read().past)
    publication = publication.with_cached_pdfs(PdfRenderer(PDF_CACHE))
    try:
        click.echo(f"{folder}: {write_pages(publication, folder)} files")
    except ForeignFilesError as error:
        raise click.UsageError(str(error)) from None


COMMANDS = (
    check,
    report_changes,
    update_schemas,
    new,
    refers,
    replace,
    print_documents,
    handout,
    collect,
)
for command in COMMANDS:
    cli.add_command(command)


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
    """Run a command; expected errors are printed without a traceback, with exit status 1.

    SIGTERM and a closed terminal end it with an exception too, so that no temporary files stay.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack some characters
    set_last_stop(next(iter(sys.argv[1:]), "all"))
    try:
        with exit_on_termination():
            cli()
    except (MemoryError, RecursionError):
        click.echo(f"This was stopped, since it needs too much memory. {ADVICE}.", err=True)
    except ContentError as error:
        click.echo(as_text(error.problems, settings().public_url), err=True)
    except PrintingError as error:
        click.echo(f"This could not be printed:\n{error}", err=True)
    except (NpmPackageMissingError, IncompleteSiteError) as error:
        click.echo(f"This could not be built: {error}", err=True)
    except SiteSettingsError as error:
        click.echo(str(error), err=True)
    except OSError as error:
        click.echo(f"This could not be read or written: {description(error)}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
