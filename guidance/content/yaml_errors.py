"""Explain errors of PyYAML for editors, at the position that has to be corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from guidance.content.yaml_lines import (
    CURLY_QUOTES,
    KEY,
    SyntaxProblem,
    first_entry_without_dash,
    look_alike_sign,
    open_quote,
    outdented_line,
    tab_in_indentation,
)


@dataclass(frozen=True)
class _ParserError:
    """An error of the parser, with the lines of the file."""

    lines: Sequence[str]
    message: str
    line: int
    """The line where the parser stopped, counted from 1."""
    column: int
    """Counted from 1."""
    context: tuple[int, int] | None
    """Line and column of the start of the value that the parser could not finish."""

    @property
    def text(self) -> str:
        """The line in which the parser stopped."""
        return self.lines[self.line - 1] if self.line <= len(self.lines) else ""

    @property
    def is_at_line_start(self) -> bool:
        """Whether the parser stopped before the first word of the line."""
        return not self.text[: self.column - 1].strip(" -")

    def problem(self, message: str, column: int | None = None) -> SyntaxProblem:
        """A problem in the line in which the parser stopped."""
        return SyntaxProblem(self.line, column or self.column, message)

    def problem_at_context(self, message: str) -> SyntaxProblem:
        """A problem where the unfinished value began."""
        return SyntaxProblem(*(self.context or (self.line, self.column)), message)


def explain_yaml_error(lines: Sequence[str], error: yaml.YAMLError) -> SyntaxProblem:
    """The explanation of an error of PyYAML's Python parser.

    Mistakes that the parser often misreports are searched for first, whatever the error.
    """
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    position = mark or context
    parser_error = _ParserError(
        lines,
        " ".join(str(getattr(error, name, "") or "") for name in ("context", "problem")),
        position.line + 1 if position else 1,
        position.column + 1 if position else 1,
        (context.line + 1, context.column + 1) if context else None,
    )
    return (
        tab_in_indentation(lines[: parser_error.line])
        or look_alike_sign(lines, parser_error.line)
        or open_quote(lines[: parser_error.line])
        or _curly_quote(parser_error)
        or _missing_space(parser_error)
        or _explained_message(parser_error)
        or parser_error.problem(
            "this cannot be read; check the indentation, the colons and the quotation marks"
        )
    )


def _explained_message(error: _ParserError) -> SyntaxProblem | None:
    """The first explanation that matches the parser's message; PyYAML has no error codes."""
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, error.message) and (problem := explain(error)):
            return problem
    return None


def _curly_quote(error: _ParserError) -> SyntaxProblem | None:
    match = re.match(rf" *(?:- +)?(?:[\w-]+: +)?([{CURLY_QUOTES}])", error.text)
    if not match or re.match(r" *- ", error.text[error.column - 1 :]):
        return None
    message = (
        f"{match[1]} is a curly quotation mark, which does not hold a text together; "
        'write straight ones (")'
    )
    return error.problem(message, match.start(1) + 1)


def _missing_space(error: _ParserError) -> SyntaxProblem | None:
    """A dash, or a colon behind a key, without a space behind it."""
    first = error.context[0] if error.context else max(error.line - 1, 1)
    for line in dict.fromkeys((first, error.line)):
        text = error.lines[line - 1] if line <= len(error.lines) else ""
        if match := re.match(r" *(-)[A-Za-z][\w-]*(?::| *$)", text):
            return SyntaxProblem(line, match.start(1) + 1, "a space is missing behind this dash")
        if (match := re.match(r" *(?:- +)*[a-z_]+(:)[^\s:/]", text)) and re.search(
            "simple key|mapping values", error.message
        ):
            return SyntaxProblem(line, match.start(1) + 1, "a space is missing behind this colon")
    return None


def _colon(error: _ParserError) -> SyntaxProblem:
    """A colon that is not allowed."""
    if problem := outdented_line(error.lines[: error.line]):
        return problem
    key = KEY.match(error.text)
    if key and error.text.index(":", key.start("key")) == error.column - 1:
        message = (
            "this line is indented more than the line above it; "
            "put both in line, or the text above in double quotes"
        )
        return error.problem(message, len(key["indent"] + key["dash"]) + 1)
    return error.problem(
        "a colon that ends a key stands within a text; put the whole text in double quotes"
    )


def _key_without_colon(error: _ParserError) -> SyntaxProblem:
    line, column = error.context or (error.line, error.column)
    above = next((text for text in reversed(error.lines[: line - 1]) if text.strip()), "")
    if cut := _comment_in_text(error, line - 1):
        return cut
    if len(above) - len(above.lstrip(" ")) > column - 1 and not KEY.match(above):
        return SyntaxProblem(line, column, _INDENTED_LESS_THAN_TEXT)
    message = (
        "a key needs a colon and a space behind it, such as 'title: …'; "
        "a text that runs over lines is indented below its key"
    )
    return SyntaxProblem(line, column, message)


def _comment_in_text(error: _ParserError, number: int) -> SyntaxProblem | None:
    """The first `#` of a line that begins a comment, but was probably meant as a part of a text."""
    line = error.lines[number - 1] if 0 < number <= len(error.lines) else ""
    match = re.search(r"[^\s:,\[{-] (#)", line)
    if not match or line.lstrip().startswith("#"):
        return None
    message = "' #' begins a comment, which ends the text; put the whole text in double quotes"
    return SyntaxProblem(number, match.start(1) + 1, message)


def _behind_value(error: _ParserError) -> SyntaxProblem | None:
    """Text behind the end of a value in brackets or quotation marks."""
    before = error.text[: error.column - 1].rstrip()
    if error.is_at_line_start or not before:
        return None
    value = re.match(r" *(?:- +)*(?:[\w-]+: +)?", error.text)
    start = value.end() + 1 if value else 1
    if before[-1] in "]}":
        return error.problem("a text that begins with a bracket stands in double quotes", start)
    if before[-1] == "'" and error.text[start - 1] == "'":
        message = "an apostrophe ends a text in single quotation marks; put the text in double ones"
        return error.problem(message, len(before))
    if before[-1] == '"':
        message = (
            "the text ends at this quotation mark, and more stands behind it; "
            "put all of it in one pair, with ' for quotation marks within"
        )
        return error.problem(message, len(before))
    return None


def _indentation(error: _ParserError) -> SyntaxProblem | None:
    """A line whose indentation matches no line above, or that lacks its dash."""
    if not error.is_at_line_start:
        return None
    key = KEY.match(error.text)
    if key and not key["dash"] and "block collection" in error.message:
        if error.context and error.context[1] != error.column:
            return error.problem(
                "this line is indented less than the keys above it; indent it as they are"
            )
        return error.problem(
            f"a dash is missing before '{key['key']}', or the line is indented too little"
        )
    if error.text[error.column - 1 :].startswith("- "):
        return first_entry_without_dash(
            error.lines[: error.line - 1], error.column
        ) or error.problem(
            "this dash does not stand below the dashes of its list; indent it as they are"
        )
    if not key:
        return _comment_in_text(error, error.line - 1) or error.problem(_INDENTED_LESS_THAN_TEXT)
    return error.problem(
        "the indentation does not fit the lines above; indent it as the keys of the same record"
    )


def _flow(error: _ParserError) -> SyntaxProblem:
    """A list or a mapping in brackets that is not closed, or lacks a comma."""
    if error.context and (cut := _comment_in_text(error, error.context[0])):
        return cut
    if error.context and (error.context[0] != error.line or "stream end" in error.message):
        return error.problem_at_context(
            "a bracket is opened here and not closed, or a comma is missing behind it"
        )
    return error.problem(
        "a comma is missing between two values, or a text with a colon in it needs double quotes"
    )


def _at_stop(message: str) -> Callable[[_ParserError], SyntaxProblem]:
    return lambda error: error.problem(message)


def _at_context(message: str) -> Callable[[_ParserError], SyntaxProblem]:
    return lambda error: error.problem_at_context(message)


_INDENTED_LESS_THAN_TEXT = (
    "this line is indented less than the text above it; "
    "indent it as that, or begin it with a key such as 'title: …'"
)
_EXPLANATIONS: tuple[tuple[str, Callable[[_ParserError], SyntaxProblem | None]], ...] = (
    (r"mapping values are not allowed", _colon),
    (
        r"sequence entries are not allowed",
        _at_stop(
            "a list begins on a line of its own, below its key; "
            "or it stands in brackets, such as [one, two]"
        ),
    ),
    (r"could not find expected ':'", _key_without_colon),
    (
        r"unknown escape character|expected escape sequence",
        _at_stop(
            "a backslash has a meaning of its own in double quotes; write two of them, or none"
        ),
    ),
    (
        r"scanning a (?:double-)?quoted scalar",
        _at_context(
            "a quotation mark is opened here and not closed; close it at the end of the text"
        ),
    ),
    (
        r"undefined alias|scanning an (?:alias|anchor)",
        _at_context(
            "'*' and '&' have a meaning of their own in YAML; put the text in double quotes"
        ),
    ),
    (r"'\\t' that cannot start", _at_stop("a tab stands here; write spaces instead")),
    (
        r"cannot start any token",
        _at_stop("a text cannot begin with this sign; put the text in double quotes"),
    ),
    (
        r"scanning a block scalar",
        _at_stop("a text stands behind '|' or '>'; begin it in the next line, indented"),
    ),
    (
        r"single document",
        _at_stop("a line of three dashes begins a second document; a file holds one record"),
    ),
    (r"expected <block end>", _behind_value),
    (r"expected <block end>", _indentation),
    (r"flow (?:sequence|mapping)", _flow),
)
"""Patterns of PyYAML's messages, each with a function that returns its explanation, or None."""
