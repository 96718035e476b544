"""Refuse symbolic links among the pages written by hand: MkDocs would publish what they lead to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from guidance import limits
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule

_MESSAGE = "is a link, and would publish what lies elsewhere; put the file or folder itself here"


def linked_problems(docs: Path) -> list[Problem]:
    """A problem for each link in a folder of pages, which may also be a link itself."""
    return [
        Problem((docs.name / link.relative_to(docs)).as_posix(), 1, 1, "file", _MESSAGE, rule)
        for link in sorted(_links(docs))
        for rule in [Rule.KNOWN_FILE]
    ][: limits.PROBLEMS]


def _links(docs: Path) -> Iterator[Path]:
    if docs.is_symlink():
        yield docs
        return
    for folder, folders, names in os.walk(docs, followlinks=False):
        for name in (*folders, *names):
            if (path := Path(folder, name)).is_symlink():
                yield path
