"""The handbook's page on the rules: each rule, and what the check answers to each bad example.

python -m scripts.rules_page > docs/contributing/rules.md
"""

from __future__ import annotations

import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

from guidance import ContentError, Problem, open_library
from guidance.diagnostics.code_frame import lines_with_mark
from guidance.diagnostics.rules import Rule
from tests.examples import BAD, BASE, lay_over

WIDTH = 80
"""Characters that a line of the page shows without scrolling."""
_HEAD = """\
# The rules of the check

Every rule that `python build.py check` holds the content to, with the mistakes that it finds and what it answers to each.
The answer begins with the file, the line, the column and the field; below it stands the line, with a mark at the place.

This page is written by `python -m scripts.rules_page` from the rules and their examples in `tests/examples/bad/`: a test holds it to them.
"""


def handbook() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *(line for rule in Rule for line in _section(rule))])


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule}\n"
    yield f"{rule.told}\n"
    examples = [example for example in BAD if example.stem.partition("--")[0] == rule]
    yield "```text"
    yield "\n\n".join(
        "\n".join(line for problem in answers(example) for line in _told(problem))
        for example in examples
    )
    yield "```\n"


def _told(problem: Problem) -> Iterator[str]:
    yield textwrap.fill(
        str(problem),
        WIDTH,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    if problem.line_text:
        yield from lines_with_mark(problem.line_text, problem.line, problem.column)


def before(example: Path) -> Path | None:
    """The small library, where a rule is about what became of it."""
    return BASE if example.stem.partition("--")[0] in (Rule.KEPT_RECORD, Rule.TOLD_CHANGE) else None


def answers(example: Path) -> tuple[Problem, ...]:
    """What the check says of an example."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            open_library(lay_over(example, Path(folder)), before(example))
        except ContentError as error:
            return error.problems
    return ()


if __name__ == "__main__":
    print(handbook(), end="")
