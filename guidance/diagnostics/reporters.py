"""Telling: problems and progress go in, words for a person or a program come out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from guidance.diagnostics.code_frame import lines_with_mark
from guidance.diagnostics.problem import Problem, Rule
from guidance.pdf.rendering.renderer import Printable

if TYPE_CHECKING:
    from rich.console import Console

HANDBOOK = "contributing/rules"
"""The page that explains the rules, seen from the documentation's folder and from the site's address."""


def explained_at(rule: Rule) -> str:
    """Where a rule is explained: on the site where its address is set, else in the repository."""
    site = os.environ.get("SITE_URL", "").rstrip("/")
    return f"{site}/{HANDBOOK}.html#{rule}" if site else f"docs/{HANDBOOK}.md#{rule}"


def as_text(problems: Sequence[Problem]) -> str:
    """Problems with a line each that programs can read, the place in the file, and where the rule is explained; their number behind them."""
    if not problems:
        return "no problems"
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in {len({problem.path for problem in problems})} file(s)"
    return "\n".join([*map(block, problems), count])


def block(problem: Problem) -> str:
    """A problem with the line in which it stands, a mark below its place, and where the rule is explained."""
    place = lines_with_mark(problem.quoted, problem.line, problem.column, problem.guess) if problem.quoted else ()
    return "\n".join([str(problem), *place, f"      = explained in {explained_at(problem.rule)}", ""])


def as_json(problems: Sequence[Problem]) -> str:
    """Problems as one JSON array."""
    return json.dumps([vars(problem) | {"explained": explained_at(problem.rule)} for problem in problems], ensure_ascii=False, indent=1)


def as_github(problems: Sequence[Problem]) -> str:
    """Problems as commands for a workflow of GitHub, which puts each beside its line in the pull request."""
    return "\n".join(map(_annotation, problems)) or "no problems"


def _annotation(problem: Problem) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column, "title": f"Content rule {problem.rule}"}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items())
    return f"::error {properties}::{_escaped(f'{problem.field}: {problem.message}')}%0AExplained in {_escaped(explained_at(problem.rule))}"


def _escaped(words: str, more: str = "") -> str:
    """Words without the signs by which the command would end."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in words)


FORMS: Mapping[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "json": as_json, "github": as_github}
"""How problems can be told."""


class Printer:
    """Tells how the printing goes: a bar on a terminal, a line a document elsewhere."""

    def __init__(self, console: Console | None = None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.table import Column

        self.console = console or Console(stderr=True)
        name = TextColumn("{task.description}", table_column=Column(overflow="ellipsis"))  # gives way on a narrow terminal
        columns = (TextColumn("Printing"), BarColumn(24), MofNCompleteColumn(), name)
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
