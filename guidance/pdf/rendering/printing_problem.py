"""Problems of printing: text that does not fit, and warnings of WeasyPrint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidance.diagnostics.annotations import annotation


@dataclass(frozen=True)
class PrintingProblem:
    """One thing that keeps a document from being printed."""

    message: str
    path: str = ""
    """The content file, relative to the parent of the content folder; empty if none is known."""
    line: int = 1
    """The line in which the entry begins, counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.path else self.message


class PrintingError(Exception):
    """Documents could not be printed; `problems` holds all reasons, sorted by file."""

    def __init__(self, problems: Iterable[PrintingProblem]) -> None:
        self.problems = tuple(sorted(problems, key=str))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))

    def as_annotations(self) -> str:
        """Annotations of a pull request: one for each entry, whose problems editions repeat."""
        groups: dict[tuple[str, int] | str, list[PrintingProblem]] = {}
        for problem in self.problems:
            place = (problem.path, problem.line) if problem.path else problem.message
            groups.setdefault(place, []).append(problem)
        return "\n".join(_annotation(first, len(more)) for first, *more in groups.values())


def _annotation(problem: PrintingProblem, more: int) -> str:
    rest = f"; the log has {more} more problems of this entry" if more else ""
    return annotation(
        f"{problem.message}{rest}", title="Printing", path=problem.path, line=problem.line
    )
