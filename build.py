#!/usr/bin/env python3
"""The one door for people and CI: each command below is one thing to ask of the project."""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import TextIOWrapper
from pathlib import Path

import click

from guidance import ContentError, Problem, open_library
from guidance.content.git import HistoryError, checkout_at, merge_base
from guidance.content.loader import load_folder
from guidance.diagnostics.reporters import REPORTERS, as_text
from guidance.editing import diff_reporters
from guidance.editing.diff import changes
from guidance.editing.record_kinds import KINDS
from guidance.editing.scaffold import ScaffoldError, scaffold
from guidance.exports.json_schema import schemas
from guidance.library.urls import PLACEHOLDER
from guidance.output.directory_swap import NotASiteError, swap_in
from guidance.output.file import OutputFile
from guidance.output.termination import exit_on_sigterm
from guidance.output.write_files import write_files, write_zip
from guidance.paths import BUILD_STATE, CONTENT, MKDOCS_SETTINGS, PDF_CACHE, ROOT
from guidance.pdf.documents.builder import STANDARD_EDITIONS, Edition
from guidance.pdf.documents.custom_handout import FACETS, SelectionError
from guidance.pdf.rendering.progress import ConsoleProgress
from guidance.pdf.rendering.renderer import PdfRenderer, PrintingError, render_document
from guidance.publishing.build_state import BuildStateStore, build_fingerprint
from guidance.publishing.publication import Publication, open_publication
from guidance.site.minisearch import MinisearchMissingError
from guidance.validation.pipeline import validate_folder

_FOR_EVERYONE = 0o022
"""What is published may be read by everyone, whatever the machine that builds it thinks of its files."""

content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    callback=lambda _context, _option, folder: folder.absolute(),
    help="Another content folder.",
)


@click.group(invoke_without_command=True)
@click.pass_context
def cli(context: click.Context) -> None:
    """Builds the site, the report, the handouts and the data from the records in content/."""
    if context.invoked_subcommand is None:
        context.invoke(build_all)


@cli.command("all")
@content_option
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "site",
    help="Another folder for the site.",
)
def build_all(content: Path, site_dir: Path) -> None:
    """Checks the content, prints the PDFs and builds the whole site."""
    os.umask(_FOR_EVERYONE)
    keeper, made_of = BuildStateStore(BUILD_STATE), build_fingerprint(ROOT, content, os.environ)
    told = keeper.kept(made_of, site_dir)
    if told is None:
        told = _build(content, site_dir, lambda fresh, told: keeper.remember(made_of, fresh, told))
    else:
        click.echo("Nothing has changed since the site was built.")
    click.echo(f"{site_dir}: {told}")
    if _site_url() == PLACEHOLDER:
        click.echo(
            f"The site's address is still the placeholder {PLACEHOLDER}: set SITE_URL, or site_url in mkdocs.yml.",
            err=True,
        )


@cli.command()
@content_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*REPORTERS]),
    default="text",
    help="How problems are told.",
)
@click.option(
    "--since", default="", help="Also ask that what changed since a revision tells of it."
)
def check(content: Path, form: str, since: str) -> None:
    """Checks the content alone and tells every problem with its file, line and column."""
    gc.disable()  # to look for what could be thrown away takes a fifth of the time, and the command ends soon
    problems: tuple[Problem, ...] = ()
    try:
        with _before(content, since) if since else nullcontext() as before:
            validate_folder(content, before)
    except ContentError as error:
        problems = error.problems
    click.echo(
        REPORTERS[form](problems, os.environ.get("SITE_URL", "")),
        err=bool(problems) and form == "text",
    )
    sys.exit(1 if problems else 0)


@cli.command()
@click.argument("kind", type=click.Choice([*KINDS]))
@click.option(
    "--panel", help="The panel to which a takeaway or a statement belongs, such as 2021-P2."
)
@click.option("--pillar", help="The pillar to which a recommendation belongs, such as 2021-R1.")
@click.option("--source", help="The source to which a point belongs, such as 2020-report-update.")
@click.option(
    "--conference",
    help="The conference to which a panel, a pillar, a figure or a side-event belongs; without it, the latest.",
)
@click.option(
    "--name", default="", help="What it is called: its title, name or term; a conference's year."
)
@content_option
def new(kind: str, name: str, content: Path, **holders: str | None) -> None:
    """Begins a record with the next free identifier: every field is explained, and what is to be written stands as TODO."""
    given = {option: value for option, value in holders.items() if value}
    fits = KINDS[kind].holder
    if others := [option for option in given if option != fits]:
        raise click.UsageError(
            f"a {kind} takes no --{others[0]}{f', but --{fits}' if fits else ''}"
        )
    try:
        record = scaffold(content, kind, given.get(fits, ""), name)
    except ScaffoldError as error:
        raise click.UsageError(str(error)) from None
    write_files([OutputFile(record.path.name, record.text.encode())], record.path.parent)
    click.echo(
        f"{content.name}/{record.path.relative_to(content).as_posix()}:{record.first_line}: {kind} {record.identifier}"
    )
    unwritten = (
        f"write what stands there as TODO (lines {', '.join(map(str, record.placeholder_lines))})"
        if record.placeholder_lines
        else "look through its lines"
    )
    click.echo(f"Next: {unwritten}; the remarks behind '#' may stay.")
    click.echo("Then: make check")


@cli.command("changes")
@click.argument("since", default="")
@content_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*diff_reporters.REPORTERS]),
    default="markdown",
    help="How changes are told.",
)
def tell_changes(since: str, content: Path, form: str) -> None:
    """Tells what changed in the content SINCE a revision, record by record and field by field.

    Without one: since the present work left the main branch, which is what a pull request would bring.
    """
    with _before(content, since or merge_base(content)) as before:
        old, new = (
            [document for document, _ in load_folder(folder)] for folder in (before, content)
        )
        click.echo(diff_reporters.REPORTERS[form](changes(old, new)))


@cli.command("schemas")
@content_option
@click.option(
    "--into",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "schemas",
    help="Another folder for the schemas.",
)
def write_schemas(content: Path, folder: Path) -> None:
    """Renews the files by which editors' programs help while typing: fields, explanations and all that exists."""
    library = open_library(content)
    files = {f"{name}.schema.json": text.encode() for name, text in schemas(library)}
    old = {name: (folder / name).read_bytes() for name in files if (folder / name).is_file()}
    write_files((OutputFile(name, text) for name, text in files.items()), folder)
    renewed = sum(old.get(name) != text for name, text in files.items())
    click.echo(
        f"{folder.name}/: {f'{renewed} of {len(files)} files renewed; they belong to your change' if renewed else 'nothing to renew'}"
    )


@cli.command()
@content_option
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where the browser finds it, as HOST:PORT.",
)
def serve(content: Path, address: str) -> None:
    """Shows the site in the browser and renews it at every change; problems of the content stand in its pages until they are mended."""
    from mkdocs.commands.serve import serve as mkdocs_serve

    os.environ["CONTENT_DIR"] = str(content)
    log = logging.getLogger("mkdocs")
    log.addHandler(logging.StreamHandler())
    log.setLevel(logging.INFO)
    mkdocs_serve(str(MKDOCS_SETTINGS), dev_addr=address)


@cli.command("handout")
@click.option("--actor", multiple=True, help="Who acts, such as procurement-authorities.")
@click.option("--form", multiple=True, help="A form of exploitation, such as forced-labour.")
@click.option("--measure", multiple=True, help="A kind of measure, such as training.")
@click.option(
    "--panel",
    multiple=True,
    help="A panel, such as 2021-P2; one that concluded in pillars has their recommendations.",
)
@click.option("--pillar", multiple=True, help="A pillar, such as 2021-R1.")
@click.option(
    "--instrument",
    multiple=True,
    help="An instrument on which records rest, such as palermo-protocol.",
)
@click.option("--source", multiple=True, help="A source document, such as 2021-confronting-demand.")
@click.option(
    "--paper",
    type=click.Choice([edition.value for edition in STANDARD_EDITIONS]),
    default="a4",
    help="The format of the paper.",
)
@click.option(
    "-o",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The PDF file to write.",
)
@content_option
def print_selection(content: Path, paper: str, output: Path, **chosen: tuple[str, ...]) -> None:
    """Prints exactly a selection of records: an option that is repeated widens it, different options narrow it."""
    try:
        document = _open(content).selected(
            {name: chosen[name] for name in FACETS}, Edition(paper), output.name
        )
    except SelectionError as error:
        raise click.UsageError(str(error)) from None
    pdf, number = render_document(document)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(pdf)
    click.echo(f"{output}: {document.title}, {number} pages")


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@content_option
def pages(folder: Path, content: Path) -> None:
    """Writes the generated pages into FOLDER, for another site generator."""
    publication = _open(content).with_cached_pdfs(PdfRenderer(PDF_CACHE))
    count = write_files(publication.files(), folder)
    (folder / "navigation.json").write_text(
        json.dumps(publication.navigation(), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    click.echo(f"{folder}: {count} files")


@contextmanager
def _before(content: Path, revision: str) -> Iterator[Path]:
    """The content folder as it was at a revision; that nobody knows it ends the command with status 2."""
    try:
        with checkout_at(content, revision) as before:
            yield before
    except HistoryError as error:
        raise click.UsageError(str(error)) from None


def _build(content: Path, site_dir: Path, remember: Callable[[Path, str], None]) -> str:
    """The whole site in its place; returns how much it holds."""
    publication = _open(content)
    with exit_on_sigterm(), ConsoleProgress() as told:
        publication = publication.printed(PdfRenderer(PDF_CACHE), told)
    held = f"{len(publication.library.records)} records, {len(publication.downloads)} PDF files"
    try:
        with swap_in(site_dir) as fresh:
            _mkdocs_build(publication, fresh)
            _zip(publication, fresh)
            remember(fresh, held)
    except NotASiteError as error:
        raise click.UsageError(str(error)) from None
    return held


def _site_url() -> str:
    """The address at which the site will stand."""
    from mkdocs.config import load_config

    return load_config(str(MKDOCS_SETTINGS)).site_url or PLACEHOLDER


def _open(content: Path) -> Publication:
    """The publication of a content folder; its problems end the command."""
    return open_publication(content, _site_url())


def _mkdocs_build(publication: Publication, folder: Path) -> None:
    """The pages built by MkDocs, strictly."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    warnings = logging.StreamHandler()
    warnings.setLevel(logging.WARNING)
    warnings.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logging.getLogger("mkdocs").addHandler(warnings)
    day = datetime.combine(date.fromisoformat(publication.library.date), time(), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(
        int(day.timestamp())
    )  # the site tells the day of its content, not of its building
    config = load_config(str(MKDOCS_SETTINGS), site_dir=str(folder), strict=True)
    config.extra["publication"] = publication
    build(config)


def _zip(publication: Publication, folder: Path) -> None:
    """The whole site as one file within it, and the manifest renewed, so that it tells of that file as well."""
    archive = publication.archive
    if archive:
        write_zip(folder, folder / archive.path, publication.library.date)
        write_files([publication.manifest(replace(archive, file=folder / archive.path))], folder)


def main() -> None:
    """Runs a command; what is wrong with the content or the print is told without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # where the terminal of a machine cannot show a sign
    try:
        cli()
    except ContentError as error:
        click.echo(as_text(error.problems, os.environ.get("SITE_URL", "")), err=True)
        sys.exit(1)
    except PrintingError as error:
        click.echo(f"This could not be printed:\n{error}", err=True)
        sys.exit(1)
    except MinisearchMissingError as error:
        click.echo(f"This could not be built: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        place = error.filename2 or error.filename
        click.echo(
            f"This could not be read or written: {error.strerror or error}{f': {place}' if place else ''}",
            err=True,
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
