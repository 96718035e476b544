"""The commands that look at the content: check, changes, schemas."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from guidance.clock import latest_date
from guidance.commands.options import content_option, settings
from guidance.diagnostics.problem import ContentError
from guidance.diagnostics.reporters import REPORTERS
from guidance.editing import diff_reporters
from guidance.exports.json_schema import write_schemas
from guidance.history.base import AUTO, Base, find_base
from guidance.history.comparison.differences import changes_since
from guidance.history.git import HistoryError
from guidance.library.assemble import open_library
from guidance.paths import ROOT, SOUND_FILES
from guidance.validation.known_files import SoundFiles
from guidance.validation.pipeline import content_problems


@click.command()
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
    base = revision_to_compare(content, since, is_text=report_format == "text") if since else None
    problems = content_problems(content, base, latest_date(), SoundFiles(SOUND_FILES))
    report = REPORTERS[report_format](problems, settings().public_url)
    click.echo(report, err=bool(problems) and report_format == "text")
    sys.exit(0 if all(problem.is_advice for problem in problems) else 1)


def revision_to_compare(content: Path, since: str, *, is_text: bool) -> Base | None:
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


@click.command("changes")
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


@click.command("schemas")
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
