"""One change of the content between two states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from guidance.content.yaml_parser import Value


class Sort(StrEnum):
    """The sort of a change, in the order of a report."""

    NOT_COMPARED = "not compared"
    ADDED = "added"
    RENAMED = "renamed"
    REWORDED = "reworded"
    RETAGGED = "re-tagged"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    DETAIL = "detail"
    UNSEEN = "unseen"


@dataclass(frozen=True)
class Change:
    """One change of one entry, or of one file."""

    sort: Sort
    id: str
    """The entry's identifier; of a file that contains a list, the name of the file.

    For a file that is not compared, or changes in a way that nobody sees, its path.
    """
    title: str
    path: str
    line: int
    """The line in which the entry begins, counted from 1."""
    field: str = ""
    """The field that changed; empty if the whole entry was added, removed or moved."""
    old: Value | None = None
    new: Value | None = None
    note: str = ""
    """Why something is not compared, or what nobody sees."""
    cited_by: Sequence[str] = ()
    """The entries that refer to one that got another name."""
