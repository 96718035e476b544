"""Find mistakes in YAML line by line, without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guidance.diagnostics.look_alikes import SIGNS, SPACES, LookAlike

CURLY_QUOTES = "“”„‟‘’‚‛«»"
_BLOCK_TEXT = re.compile(r"(?:^|[:-] +)[|>][-+0-9]*\s*(?:#.*)?$")
_SPACES = f"[{SPACES}]"
_SPACE_ANYWHERE = re.compile(_SPACES)
_SPACE_IN_MARKUP = re.compile(rf"^ *(?:- +)?(?:[\w-]+:)? *({_SPACES})")
_OPENING_QUOTE = re.compile(r"(?:^ *|: +|- +|[\[{] *|, +)([\"'])")
KEY = re.compile(r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[A-Za-z_][\w-]*) *:(?: |$)")
"""A line with a key, perhaps behind the dash of a list."""


def _signs_like(twins: str) -> str:
    """A character class of all signs that look like some of ASCII."""
    return f"[{re.escape(''.join(sign for sign, twin in SIGNS.items() if twin in twins))}]"


BULLETS = "•·∙●▪■◦‣○*"
"""Signs that word processors and Markdown put before the entries of a list."""


_ENTRY_SIGN = re.compile(rf" *({_signs_like('-')}|[{re.escape(BULLETS)}](?= ))\s*\S")
_LINE_START = r" *(?:- +)*"
_SIGN_PLACES = (
    re.compile(rf"{_LINE_START}[A-Za-z_][\w-]* *({_signs_like(':')})"),
    re.compile(rf"{_LINE_START}(?:[A-Za-z_][\w-]*: *)?({_signs_like('[{')})"),
    re.compile(rf"{_LINE_START}(?:[A-Za-z_][\w-]*: *)?[\[{{].*?({_signs_like(',]}:;')})"),
    re.compile(rf"{_LINE_START}(?:[A-Za-z_][\w-]*: *)?({_signs_like(chr(34) + chr(39))})"),
)
"""Where a sign of YAML would stand: behind a key, before a value, and within brackets."""


@dataclass(frozen=True)
class SyntaxProblem:
    """A YAML syntax error, at the position that has to be corrected."""

    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""
    message: str


def misleading_space(lines: Sequence[str]) -> SyntaxProblem | None:
    """A Unicode space before a value, which YAML takes for a part of it."""
    text = "\n".join(lines)
    if text.isascii() or not _SPACE_ANYWHERE.search(text):
        return None
    for number, line in outside_block_texts(lines):
        if match := _SPACE_IN_MARKUP.match(line):
            message = (
                "a space stands here that only looks like one, as copied from a web page; "
                "type a plain space instead"
            )
            return SyntaxProblem(number, match.start(1) + 1, message)
    return None


def outside_block_texts(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that do not belong to a text below '|' or '>', with their numbers from 1."""
    deeper_than: int | None = None
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if deeper_than is not None and (not line.strip() or indent > deeper_than):
            continue
        deeper_than = indent if _BLOCK_TEXT.search(line) else None
        yield number, line


def tab_in_indentation(lines: Sequence[str]) -> SyntaxProblem | None:
    """The first tab that indents a line."""
    for number, line in outside_block_texts(lines):
        if match := re.match(r" *(\t)", line):
            message = "a tab stands here; indent with spaces only"
            return SyntaxProblem(number, match.start(1) + 1, message)
    return None


def open_quote(lines: Sequence[str]) -> SyntaxProblem | None:
    """The first quotation mark that is opened in a line and not closed before the next key."""
    numbered_lines = list(outside_block_texts(lines))
    for (number, line), (_, below) in zip(
        numbered_lines, [*numbered_lines[1:], (0, "")], strict=True
    ):
        if (KEY.match(below) or not below) and (column := _open_quote_in(line)):
            message = (
                "a quotation mark is opened here and not closed; close it at the end of the text"
            )
            return SyntaxProblem(number, column, message)
    return None


def _open_quote_in(line: str) -> int:
    """The column of the first quotation mark that opens a value and has none behind it; or 0."""
    last = {mark: line.rfind(mark) for mark in "\"'"}
    if max(last.values()) < 0:
        return 0
    opening = (match.start(1) for match in _OPENING_QUOTE.finditer(line))
    return next((place + 1 for place in opening if place == last[line[place]]), 0)


def outdented_line(lines: Sequence[str]) -> SyntaxProblem | None:
    """The second-to-last line, if it is indented less than both of its neighbours.

    The neighbours are keys of the same mapping.
    """
    above = [(number, line) for number, line in outside_block_texts(lines) if line.strip()]
    if len(above) < 3:
        return None
    (_, before), (number, line), (_, after) = above[-3:]
    first, middle, last = (len(text) - len(text.lstrip(" ")) for text in (before, line, after))
    key_before, key = KEY.match(before), KEY.match(line)
    if not key_before or not key or key["dash"]:
        return None
    if not middle < last or last != first + len(key_before["dash"]):
        return None
    message = (
        "this line is indented less than the lines above and below it; "
        "indent it as they are, where it belongs to them"
    )
    return SyntaxProblem(number, middle + 1, message)


def first_entry_without_dash(lines: Sequence[str], column: int) -> SyntaxProblem | None:
    """The first entry of a list without its dash.

    `lines` are those above a dash of the list, and `column` is that of the dash, from 1.
    """
    above = [(number, line) for number, line in outside_block_texts(lines) if line.strip()]
    for (_, parent), (number, line) in reversed(list(pairwise(above))):
        indent = len(parent) - len(parent.lstrip(" "))
        if indent < column and parent.rstrip().endswith(":"):
            key = KEY.match(line)
            if not key or key["dash"] or len(key["indent"]) < column:
                return None
            message = f"a dash is missing before '{key['key']}', as the entries below have it"
            return SyntaxProblem(number, len(key["indent"]) + 1, message)
    return None


def look_alike_sign(lines: Sequence[str], last: int) -> SyntaxProblem | None:
    """The last such sign in the lines up to `last`, at which a parser stopped."""
    for number, line in reversed([*outside_block_texts(lines[:last])]):
        if match := _ENTRY_SIGN.match(line):
            return SyntaxProblem(number, match.start(1) + 1, entry_message(match[1]))
        for pattern in _SIGN_PLACES:
            if match := pattern.match(line):
                sign = LookAlike(0, match[1], SIGNS[match[1]])
                return SyntaxProblem(number, match.start(1) + 1, sign.correction)
    return None


def entry_message(sign: str) -> str:
    """The message on a sign that stands before an entry of a list."""
    description = f"'{sign}'" if sign.isascii() else LookAlike(0, sign, "-").description
    return f"{description} stands here where a list needs a hyphen; type '-' and a space"


def first_entry_sign(text: str) -> str:
    """The sign other than a hyphen with which a text begins as the entry of a list does."""
    match = _ENTRY_SIGN.match(text)
    return match[1] if match else ""
