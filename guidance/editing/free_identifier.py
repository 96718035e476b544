"""Find an unused identifier for a new record."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from guidance.content import model
from guidance.content.document import Document
from guidance.content.layout import FILES
from guidance.diagnostics import suggestions
from guidance.editing.record_kinds import RecordKind
from guidance.editing.record_template import TODO


class TakenIdentifierError(Exception):
    """The requested identifier was used before."""


def free_identifier(
    content: Path, kind: RecordKind, holder: str, name: str, documents: Sequence[Document]
) -> str:
    """The next number below a holder, the year of a conference, or a slug of the name.

    `TODO` where the slug of a name is needed and there is no name. Used are the identifiers that
    stand in a file now or did in the history of the repository, as far as that is at hand; words of
    a text are not. Raises `TakenIdentifierError`.
    """
    used = _used_identifiers(content, documents)
    if kind.identifier_format:
        return _next_number(kind.identifier_format, holder, used)
    if kind.entry_class is model.Conference:
        return _year(name, used)
    slug = suggestions.slug(name)
    return _numbered_slug(slug, used) if slug else TODO


def _next_number(pattern: str, holder: str, used: Collection[str]) -> str:
    beginning = re.escape(re.sub(r"0*1$", "", pattern.format(holder, 1)))
    numbers = [
        int(match[1])
        for identifier in used
        if (match := re.fullmatch(rf"{beginning}(\d+)", identifier))
    ]
    return pattern.format(holder, max(numbers, default=0) + 1)


def _year(name: str, used: Collection[str]) -> str:
    """The year given as the name, or the earliest from this one on that is later than all used."""
    if re.fullmatch(model.CONFERENCE, name):
        identifier = name
    else:
        next_years = [int(year) + 1 for year in used if re.fullmatch(r"20\d\d", year)]
        identifier = str(max([date.today().year, *next_years]))
    if identifier in used:
        year = identifier[:4]
        free = next(letter for letter in "bcdefghijklmnopqrstuvwxyz" if year + letter not in used)
        raise TakenIdentifierError(
            f"the identifier '{identifier}' is taken; "
            f"for another conference in that year: --name {year}{free}"
        )
    return identifier


def _numbered_slug(slug: str, used: Collection[str]) -> str:
    slugs = (slug if number == 1 else f"{slug}-{number}" for number in range(1, 1000))
    return next(identifier for identifier in slugs if identifier not in used)


_IDENTIFIER = re.compile(r"\bid[\"']?: *[\"']?([\w-]+)")
_VOCABULARY = next(name for name, entry in FILES.items() if entry is model.Vocabulary)
"""The file whose identifiers are values of lists, apart from those of everything else."""


def _used_identifiers(content: Path, documents: Sequence[Document]) -> set[str]:
    """Every identifier of the content, now and in the history of its repository.

    The lines are searched, not the values: a file may be invalid.
    """
    used = {
        identifier
        for document in documents
        if not document.path.endswith(f"/{_VOCABULARY}")
        for line in document.lines
        for identifier in _IDENTIFIER.findall(line)
    } | {document.stem for document in documents}
    log = ("log", "-p", "--unified=0", "--format=", "--no-color", "--no-ext-diff", "--", ".")
    command = ["git", "-C", str(content), *log, f":(exclude){_VOCABULARY}"]
    try:
        process = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return used
    return used | set(_IDENTIFIER.findall(process.stdout.decode("utf-8", "replace")))
