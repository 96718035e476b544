"""Options that several commands share, and what they need to know of the site."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from guidance.clock import latest_date
from guidance.history.past import Past
from guidance.output.write_files import OutputPathError, check_output_path
from guidance.paths import CONTENT, MKDOCS_SETTINGS
from guidance.publishing.publication import Publication, open_publication
from guidance.publishing.site_settings import SiteSettings, read_site_settings

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


def check_output(output: Path, suffixes: Sequence[str], content: Path) -> None:
    """Refuse a file to write that is of another kind, or lies in a content folder."""
    try:
        check_output_path(output, suffixes, {content, CONTENT})
    except OutputPathError as error:
        raise click.UsageError(str(error)) from None


def warn_of_placeholder() -> None:
    """Say that the address of the site is not set, where it is not."""
    current = settings()
    if not current.has_site_url:
        _warn("The site's address", current.site_url, "SITE_URL, or site_url in mkdocs.yml")


def warn_of_placeholders() -> None:
    """The same, and for that of the repository, to which pages lead for reports of mistakes."""
    warn_of_placeholder()
    current = settings()
    if not current.has_repository:
        _warn("The repository's address", current.repository, "REPO_URL, or repo_url in mkdocs.yml")


def _warn(name: str, address: str, where: str) -> None:
    click.echo(f"{name} is still the placeholder {address}: set {where}.", err=True)


def settings() -> SiteSettings:
    """The settings of the site, from mkdocs.yml and the environment."""
    return read_site_settings(MKDOCS_SETTINGS, os.environ)


def open_content(content: Path, past: Past | None = None) -> Publication:
    """Open a content folder, with its past for pages, at the address of the site."""
    return open_publication(content, settings().site_url, latest_date(), past)
