"""The history of a content folder, where there is one: for the page of changes and the feeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from guidance.history.commits import newest_commit
from guidance.history.git import HistoryError
from guidance.history.past import Past, read_past


@dataclass(frozen=True)
class ContentHistory:
    """What is known of the past of a content folder."""

    past: Past | None = None
    """None where there is no history, or only a part of it."""
    reason: str = ""
    """Why it is not known; empty where it is."""


@dataclass
class HistoryReader:
    """Reads the history of a content folder again after each commit."""

    content: Path
    _commit: str = ""
    _past: Past = field(default_factory=Past)

    def read(self) -> ContentHistory:
        """The history up to the last commit."""
        try:
            commit = newest_commit(self.content)
            if commit != self._commit:
                self._past, self._commit = read_past(self.content), commit
        except HistoryError as error:
            return ContentHistory(reason=str(error))
        return ContentHistory(self._past)


def history_mark(content: Path) -> str:
    """What the history of a folder depends on: its last commit; empty where there is none."""
    try:
        return newest_commit(content)
    except HistoryError:
        return ""
