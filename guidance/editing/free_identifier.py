"""Find an unused identifier for a new record."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from guidance import limits
from guidance.content import model
from guidance.content.document import Document
from guidance.content.layout import FILES
from guidance.content.nodes import nodes_of
from guidance.diagnostics import suggestions
from guidance.editing.record_kinds import RecordKind
from guidance.editing.record_template import TODO


class TakenIdentifierError(Exception):
    """The requested identifier was used before."""


def free_identifier(
    content: Path,
    kind: RecordKind,
    holder: str,
    name: str,
    documents: Sequence[Document],
    today: date,
) -> str:
    """The next number below a holder, the year of a conference, or a slug of the name.

    `TODO` where the slug of a name is needed and there is no name. Used are the identifiers that
    stand in a file now or did in the history of the repository, as far as that is at hand; words of
    a text are not. A value of a closed list is unique in its list alone.
    Raises `TakenIdentifierError`.
    """
    if kind.entry_class is model.Choice:
        used = _used_choices(content, kind.list_key, documents)
    else:
        used = _used_identifiers(content, documents)
    if kind.identifier_format:
        return _next_number(kind.identifier_format, holder, used)
    if kind.entry_class is model.Conference:
        return _year(name, used, today)
    slug = suggestions.slug(name)
    most = limits.SOURCE_NAME if kind.entry_class is model.Source else limits.NAME
    return _numbered_slug(slug, used, most) if slug else TODO


def _next_number(pattern: str, holder: str, used: Collection[str]) -> str:
    beginning = re.escape(re.sub(r"0*1$", "", pattern.format(holder, 1)))
    numbers = [
        int(match[1])
        for identifier in used
        if (match := re.fullmatch(rf"{beginning}(\d+)", identifier))
    ]
    return pattern.format(holder, max(numbers, default=0) + 1)


def _year(name: str, used: Collection[str], today: date) -> str:
    """The year that begins the name, or the earliest from this one on that is later than all used.

    `today` says which year this one is.
    """
    if match := re.match(rf"{model.CONFERENCE}(?!\S)", name):
        identifier = match.group()
    else:
        next_years = [int(year) + 1 for year in used if re.fullmatch(r"20\d\d", year)]
        identifier = str(max([today.year, *next_years]))
    if identifier in used:
        year = identifier[:4]
        free = next(letter for letter in "bcdefghijklmnopqrstuvwxyz" if year + letter not in used)
        raise TakenIdentifierError(
            f"the identifier '{identifier}' is taken; "
            f"for another conference in that year: --name {year}{free}"
        )
    return identifier


def _numbered_slug(slug: str, used: Collection[str], most: int) -> str:
    """The slug, shortened to `most` characters; with a number if it is used."""
    numbers = ("", *(f"-{number}" for number in range(2, 1000)))
    slugs = (f"{_shortened(slug, most - len(number))}{number}" for number in numbers)
    return next(identifier for identifier in slugs if identifier not in used)


_SMALL_WORDS = frozenset(("a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to"))
"""Words with which no shortened slug ends."""


def _shortened(slug: str, most: int) -> str:
    """The first words of a slug, at most `most` characters."""
    if len(slug) <= most:
        return slug
    words = (slug[: most + 1].rpartition("-")[0] or slug[:most]).split("-")
    while len(words) > 1 and words[-1] in _SMALL_WORDS:
        words.pop()
    return "-".join(words)


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
    return used | _identifiers_in_history(content, ".", f":(exclude){_VOCABULARY}")


def _used_choices(content: Path, name: str, documents: Sequence[Document]) -> set[str]:
    """Every value of a closed list, now and in the history of the vocabulary's file."""
    choices = [
        (node.location[0], node.text("id"))
        for document in documents
        for node in nodes_of(document)
        if node.entry_class is model.Choice
    ]
    others = {identifier for of, identifier in choices if of != name}
    own = {identifier for of, identifier in choices if of == name}
    return own | (_identifiers_in_history(content, _VOCABULARY) - others)


def _identifiers_in_history(content: Path, *paths: str) -> set[str]:
    """Every identifier in the history of files; empty without git or a repository."""
    log = ("log", "-p", "--unified=0", "--format=", "--no-color", "--no-ext-diff", "--")
    command = ["git", "-C", str(content), *log, *paths]
    try:
        process = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return set()
    return set(_IDENTIFIER.findall(process.stdout.decode("utf-8", "replace")))
