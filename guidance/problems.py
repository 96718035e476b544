"""Problems of the content as values: where, which field, what is wrong, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Rule(StrEnum):
    """What content must keep to; each rule has a good and a bad example in `tests/examples/`."""

    ENCODING = "encoding"
    YAML_SYNTAX = "yaml-syntax"
    PLAIN_YAML = "plain-yaml"
    DUPLICATE_KEY = "duplicate-key"
    KNOWN_FILE = "known-file"
    MISSING_FILE = "missing-file"
    UNKNOWN_KEY = "unknown-key"
    MISSING_FIELD = "missing-field"
    WRONG_TYPE = "wrong-type"
    WRONG_FORMAT = "wrong-format"
    EMPTY_TEXT = "empty-text"
    ONE_LINE = "one-line"
    RAW_HTML = "raw-html"
    INLINE_ONLY = "inline-only"
    SAFE_LINK = "safe-link"
    KNOWN_VALUE = "known-value"
    MISSING_FACET = "missing-facet"
    FILE_NAME = "file-name"
    UNIQUE_IDENTIFIER = "unique-identifier"
    FITTING_IDENTIFIER = "fitting-identifier"
    KNOWN_IDENTIFIER = "known-identifier"
    LIFE_CYCLE = "life-cycle"
    NESTING = "nesting"
    ORDER_OF_TIME = "order-of-time"
    REPEATED_VALUE = "repeated-value"
    BOTH_WAYS = "both-ways"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in one place; lines and columns count characters from 1."""

    path: str
    line: int
    column: int
    field: str
    message: str
    rule: Rule

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.field}: {self.message}"


class ContentError(Exception):
    """The content cannot be used; carries every problem found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def field_name(location: Iterable[str | int]) -> str:
    """A location in a file as people read it: `takeaways[2].actors[0]`; `file` for the file as a whole."""
    name = ""
    for step in location:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name or "file"


def shown(value: object) -> str:
    """A value as a message shows it: on one line, and its first sixty characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def allowed(choices: Iterable[str], meant: str = "") -> str:
    """What is allowed, and which of it was probably meant: for the end of a message."""
    choices = tuple(choices)
    near = get_close_matches(meant, choices, n=1, cutoff=0.6) if meant else []
    guess = f"; did you mean '{near[0]}'?" if near else ""
    listed = ", ".join(choices[:30]) + (f" and {len(choices) - 30} more" if len(choices) > 30 else "")
    return f"allowed: {listed or 'nothing yet'}{guess}"
