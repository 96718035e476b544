"""Find an unused identifier for a new record."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from guidance.content import model
from guidance.content.document import Document
from guidance.diagnostics import suggestions
from guidance.editing.record_kinds import RecordKind
from guidance.editing.record_template import TODO


class TakenIdentifierError(Exception):
    """The requested identifier was used before."""


def free_identifier(
    content: Path, kind: RecordKind, holder: str, name: str, documents: Sequence[Document]
) -> str:
    """The next number below a holder, the year of a conference, or a slug of the name.

    `TODO` if a slug is needed, but no name is given. Identifiers in the history of the repository
    count as used, as far as the history is available. Raises `TakenIdentifierError`.
    """
    used_words = _used_words(content, documents)
    if kind.identifier_format:
        return _next_number(kind.identifier_format, holder, used_words)
    if kind.entry_class is model.Conference:
        return _year(name, used_words)
    slug = suggestions.slug(name)
    return _numbered_slug(slug, used_words) if slug else TODO


def _next_number(pattern: str, holder: str, used_words: Collection[str]) -> str:
    beginning = re.escape(re.sub(r"0*1$", "", pattern.format(holder, 1)))
    numbers = [
        int(match[1]) for word in used_words if (match := re.fullmatch(rf"{beginning}(\d+)", word))
    ]
    return pattern.format(holder, max(numbers, default=0) + 1)


def _year(name: str, used_words: Collection[str]) -> str:
    """The year in `name`; if none is given, the earliest from now on after all used ones."""
    if re.fullmatch(r"\d{4}", name):
        year = name
    else:
        next_years = [int(word) + 1 for word in used_words if re.fullmatch(r"20\d\d", word)]
        year = str(max([date.today().year, *next_years]))
    if year in used_words:
        raise TakenIdentifierError(f"the identifier '{year}' is taken; choose another year")
    return year


def _numbered_slug(slug: str, used_words: Collection[str]) -> str:
    slugs = (slug if number == 1 else f"{slug}-{number}" for number in range(1, 1000))
    return next(identifier for identifier in slugs if identifier not in used_words)


def _used_words(content: Path, documents: Sequence[Document]) -> set[str]:
    """Every word of the content, and every identifier in the history of its repository."""
    words = {
        word
        for document in documents
        for line in document.lines
        for word in re.findall(r"[\w-]+", line)
    } | {document.stem for document in documents}
    log = ("log", "-p", "--unified=0", "--format=", "--no-color", "--no-ext-diff", "--", ".")
    try:
        process = subprocess.run(
            ["git", "-C", str(content), *log], capture_output=True, check=False
        )
    except OSError:
        return words
    history = process.stdout.decode("utf-8", "replace")
    return words | set(re.findall(r"\bid: *[\"']?([\w-]+)", history))
