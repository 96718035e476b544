"""Entry of a list with a counted phrase, such as '3 records'."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library


@dataclass(frozen=True)
class CountedEntry:
    """An entry with the number of things that belong to it, such as 9 takeaways."""

    entry: model.Entry
    count: str
    """The number in words; empty if the list shows another text in its place."""


def count_records(library: Library, words: Words, kind: str, parent: str) -> str:
    """Return the number of current records of a panel, pillar or source, in words."""
    return words.count(kind, len(library.current_records_of(parent)))
