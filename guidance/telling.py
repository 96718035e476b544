"""Telling: problems and progress go in, words for a person or a program come out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from guidance.press import Printable
from guidance.problems import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """Problems a line each, with their number behind them."""
    if not problems:
        return "no problems"
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in {len({problem.path for problem in problems})} file(s)"
    return "\n".join([*map(str, problems), count])


def as_json(problems: Sequence[Problem]) -> str:
    """Problems as one JSON array."""
    return json.dumps([vars(problem) for problem in problems], ensure_ascii=False, indent=1)


class Printer:
    """Tells how the printing goes: a bar on a terminal, a line a document elsewhere."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)
        columns = (TextColumn("Printing"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self.progress = Progress(*columns, console=self.console, disable=not self.console.is_terminal)
        self.done = 0

    def __enter__(self) -> Printer:
        self.progress.start()
        self.task = self.progress.add_task("", total=None)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.progress.stop()

    def expect(self, total: int) -> None:
        """How many documents there will be."""
        self.total = total
        self.progress.update(self.task, total=total)

    def __call__(self, printable: Printable, made: bool) -> None:
        """One more document is there; `made` says whether it had to be printed."""
        self.done += 1
        self.progress.update(self.task, advance=1, description=printable.path)
        if not self.console.is_terminal:
            self.console.print(f"{'printed' if made else 'kept'} {self.done}/{self.total} {printable.path}", highlight=False, soft_wrap=True)
