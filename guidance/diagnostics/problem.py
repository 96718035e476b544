"""Problems of the content, and advice: the place, what is wrong, what is allowed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from itertools import islice

from guidance import limits
from guidance.diagnostics.explained_rule import Severity
from guidance.diagnostics.invisible_characters import escape_invisible
from guidance.diagnostics.rules import Rule

_LONGEST_WORD = 120
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, or could be better, in one place.

    Texts are stored with their invisible characters escaped, so that they are safe to print on a
    terminal or in a log.
    """

    path: str
    """The file, relative to the parent of the content folder, with forward slashes."""
    line: int
    """The line, counted from 1."""
    column: int
    """The character of the line, counted from 1."""
    field: str
    """The location in the file, such as `takeaways[2].actors[0]`; `file` for the whole file."""
    message: str
    """What is wrong and what is allowed, without the suggestion."""
    rule: Rule
    suggestion: str = ""
    """What the editor probably meant; empty if no choice is similar enough."""
    line_text: str = ""
    """The text of the line; empty if the file has no such line."""
    subject: tuple[str, str] = ("", "")
    """What several problems may be about: its kind and its name, such as people and ada-north."""
    consequences: tuple[Problem, ...] = dataclass_field(default=(), compare=False)
    """The problems that vanish when this one is solved, by file and line."""

    def __post_init__(self) -> None:
        suggestion = self.suggestion if len(self.suggestion) <= limits.LINE else ""
        texts = {"message": _bounded(self.message), "suggestion": suggestion}
        for name, text in ({"path": self.path, "field": self.field} | texts).items():
            object.__setattr__(self, name, escape_invisible(text))

    @property
    def severity(self) -> Severity:
        """Whether it keeps the content from being published."""
        return self.rule.severity

    @property
    def is_advice(self) -> bool:
        """Whether the content may be published all the same."""
        return self.severity is Severity.ADVICE

    @property
    def is_reference(self) -> bool:
        """Whether it is about a reference to something that does not exist."""
        return bool(self.subject[0]) and self.rule in (Rule.KNOWN_IDENTIFIER, Rule.KNOWN_VALUE)

    @property
    def full_message(self) -> str:
        """The message with its suggestion."""
        return with_suggestion(self.message, self.suggestion)

    def __str__(self) -> str:
        severity = "advice: " if self.is_advice else ""
        return f"{self.path}:{self.line}:{self.column}: {self.field}: {severity}{self.full_message}"


class ContentError(Exception):
    """The content is invalid; `problems` holds all its problems, as `causes_first` sorts them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(causes_first(problems))
        super().__init__("\n".join(map(str, self.problems)))


def causes_first(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file and line; before all others, those of files and those with consequences."""
    return sorted(
        problems,
        key=lambda problem: (
            not problem.consequences and (problem.is_advice or problem.field != "file"),
            problem,
        ),
    )


def field_name(location: Iterable[str | int]) -> str:
    """A location in a file as text: `takeaways[2].actors[0]`; `file` for the whole file."""
    name = ""
    for step in location:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name or "file"


def shorten(value: object) -> str:
    """A value for a message: on one line, at most its first sixty characters."""
    text = escape_invisible(" ".join(str(value)[:1000].split()))
    return text if len(text) <= 60 else f"{text[:60]}…"


def _bounded(message: str) -> str:
    """A message whose words, such as a quoted identifier, and which itself are not too long."""
    if len(message) <= _LONGEST_WORD:
        return message
    short = _LONG_WORD.sub(lambda match: f"{match.group()[:60]}…", message[: 2 * limits.BYTES])
    return short if len(short) <= limits.MESSAGE else f"{short[: limits.MESSAGE]}…"


def allowed_values(choices: Collection[str], most: int = 30, total: int = 0) -> str:
    """The end of a message: the list of allowed values, at most `most` of them.

    There are `total` in all, if `choices` holds only the first ones.
    """
    total = total or len(choices)
    values = ", ".join(islice(choices, most))
    more = f" and {total - most} more" if total > most else ""
    return f"allowed: {values or 'nothing yet'}{more}"


def with_suggestion(message: str, suggestion: str) -> str:
    """A message followed by its suggestion, if it has one."""
    return f"{message}; {did_you_mean(suggestion)}" if suggestion else message


def did_you_mean(suggestion: str) -> str:
    """A suggestion as a question; empty if there is none."""
    return f"did you mean '{escape_invisible(suggestion)}'?" if suggestion else ""
