"""The commands that write into the content, or help to: new, refers, replace."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from guidance.clock import latest_date, local_date
from guidance.commands.options import content_option
from guidance.diagnostics.invisible_characters import escape_invisible
from guidance.diagnostics.problem import with_suggestion
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
from guidance.editing.session_plan_template import SESSION_PLAN, scaffold_session_plan
from guidance.paths import CONTENT
from guidance.validation.pipeline import content_problems


@click.command()
@click.argument("kind", type=click.Choice([*KINDS, SESSION_PLAN]))
@click.option(
    "--panel", help="The panel of a takeaway, a statement or a session plan, such as 2021-P2."
)
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
    holder = "panel" if kind == SESSION_PLAN else KINDS[kind].holder
    if others := [option for option in holder_ids if option != holder]:
        alternative = f", but --{holder}" if holder else ""
        raise click.UsageError(f"a {kind} takes no --{others[0]}{alternative}")
    try:
        record = (
            scaffold_session_plan(content, holder_ids.get(holder, ""))
            if kind == SESSION_PLAN
            else scaffold(content, kind, local_date(), holder_ids.get(holder, ""), name, copied)
        )
    except ScaffoldError as error:
        raise click.UsageError(str(error)) from None
    write_record(record)
    option = "" if content == CONTENT else f" --content {shlex.quote(str(content))}"
    _echo_lines(report_new_record(record, kind, content, copied, option))


@click.command()
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
    _echo_lines(lines)


@click.command()
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
    _echo_lines(report_replacement(replacement, local_date()))


def _echo_lines(lines: Iterable[str]) -> None:
    """Print lines that name parts of the content, whatever characters these hold."""
    click.echo("\n".join(map(escape_invisible, lines)))
