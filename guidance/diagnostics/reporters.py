"""Telling: problems and progress go in, words for a person or a program come out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence

from guidance.diagnostics.code_frame import lines_with_mark
from guidance.diagnostics.problem import Problem, Rule

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
    place = (
        lines_with_mark(problem.quoted, problem.line, problem.column, problem.guess)
        if problem.quoted
        else ()
    )
    return "\n".join(
        [str(problem), *place, f"      = explained in {explained_at(problem.rule)}", ""]
    )


def as_json(problems: Sequence[Problem]) -> str:
    """Problems as one JSON array."""
    return json.dumps(
        [vars(problem) | {"explained": explained_at(problem.rule)} for problem in problems],
        ensure_ascii=False,
        indent=1,
    )


def as_github(problems: Sequence[Problem]) -> str:
    """Problems as commands for a workflow of GitHub, which puts each beside its line in the pull request."""
    return "\n".join(map(_annotation, problems)) or "no problems"


def _annotation(problem: Problem) -> str:
    place = {
        "file": problem.path,
        "line": problem.line,
        "col": problem.column,
        "title": f"Content rule {problem.rule}",
    }
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items())
    return f"::error {properties}::{_escaped(f'{problem.field}: {problem.message}')}%0AExplained in {_escaped(explained_at(problem.rule))}"


def _escaped(words: str, more: str = "") -> str:
    """Words without the signs by which the command would end."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in words)


REPORTERS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""How problems can be told."""
