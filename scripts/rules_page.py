"""Write the handbook page on the rules: each rule, with the problems that its bad examples cause.

python -m scripts.rules_page > docs/contributing/rules.md
"""

from __future__ import annotations

import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from guidance import Problem
from guidance.diagnostics.code_frame import code_frame
from guidance.diagnostics.explained_rule import Severity
from guidance.diagnostics.rules import Rule
from guidance.validation.known_files import KnownFiles, SoundFiles
from guidance.validation.pipeline import check_folder
from tests.examples import BAD, BASE, TODAY, content_with_example

WIDTH = 80
"""Characters in a line of the page that are shown without scrolling."""
_RULES_ON_CHANGES = (
    Rule.KEPT_RECORD,
    Rule.DATED_CHANGE,
    Rule.EARLIER_NAME,
    Rule.LINE_ENDS,
)
_HEAD = """\
# The rules of the check

This page lists every rule of `python build.py check`, with examples of its messages.
A message starts with the file, the line, the column and the field.
Advice has the word `advice` behind the field; with advice alone, the check succeeds.
Below it, the line is shown with a mark under the position.

This page is generated from the rules and the examples in `tests/examples/bad/`.
To update it, run `python -m scripts.rules_page > docs/contributing/rules.md`.
A test checks that it is up to date.
"""


def rules_page() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *(line for rule in Rule for line in _section(rule))])


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule}\n"
    yield f"{rule.explanation}\n"
    if rule.severity is Severity.ADVICE:
        yield "This is advice: it does not keep the content from being published.\n"
    examples = [example for example in BAD if example.stem.partition("--")[0] == rule]
    yield "```text"
    yield "\n\n".join(
        "\n".join(line for problem in problems(example) for line in _message(problem))
        for example in examples
    )
    yield "```\n"


def _message(problem: Problem) -> Iterator[str]:
    yield textwrap.fill(
        str(problem),
        WIDTH,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    if problem.line_text:
        yield from code_frame(problem.line_text, problem.line, problem.column)


def earlier_content(example: Path) -> Path | None:
    """The earlier state of the content, for a rule that compares two states; else None."""
    return BASE if example.stem.partition("--")[0] in _RULES_ON_CHANGES else None


def problems(
    example: Path, known: KnownFiles | None = None, sound_before: SoundFiles | None = None
) -> Sequence[Problem]:
    """The problems of an example, and advice.

    With `known`, unchanged files are not read again; with `sound_before`, less is asked of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = content_with_example(example, Path(folder))
        before = earlier_content(example)
        return check_folder(content, before, TODAY, known=known, sound_before=sound_before).problems


if __name__ == "__main__":
    print(rules_page(), end="")
