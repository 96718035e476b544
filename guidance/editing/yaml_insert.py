"""Insert an entry into a list of a YAML file, without changing any other byte."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidance.content.document import Document


class InBracketsError(Exception):
    """The list is in brackets (flow style), where an entry has no lines of its own."""


def insert_entry(
    raw: bytes, document: Document, key: str, identifier: str, entry: Sequence[str]
) -> tuple[str, int, int]:
    """The file's text with an entry in the list of a key, and the entry's first and last line.

    The entry comes last, but a sorted list of three or more entries stays sorted by identifier.
    `raw` are the bytes of `document`, `entry` the lines of the entry without dash and
    indentation. Lines are counted from 1. Raises `InBracketsError`.
    """
    lines = raw.decode("utf-8").splitlines(keepends=True)
    line_end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    count = sum(
        1 for location in document.value_positions if location[:1] == (key,) and len(location) == 2
    )
    if count:
        index, new_lines = _among_entries(document, key, identifier, entry, count)
    else:
        index, new_lines = _as_first_entry(lines, document, key, entry, line_end)
    if index and not lines[index - 1].endswith(("\n", "\r")):
        lines[index - 1] += line_end
    lines[index:index] = [line + line_end for line in new_lines]
    return "".join(lines), index + 1 + (not new_lines[0]), index + len(new_lines)


def _among_entries(
    document: Document, key: str, identifier: str, entry: Sequence[str], count: int
) -> tuple[int, list[str]]:
    """The index at which to insert, and the lines, formatted like the other entries."""
    start = document.value_positions[(key,)]
    if document.lines[start.line - 1][start.column - 1] != "-":
        raise InBracketsError(
            f"{document.path}: '{key}' stands in brackets; "
            "write it with a line and a dash for each entry first"
        )
    dash, keys = start.column - 1, document.value_positions[(key, 0)].column - 1
    lines = [
        f"{' ' * dash}-{' ' * (keys - dash - 1)}{line}"
        if number == 0
        else f"{' ' * keys}{line}".rstrip(" ")
        for number, line in enumerate(entry)
    ]
    is_spaced = (
        count > 1 and not document.lines[document.value_positions[(key, 1)].line - 2].strip()
    )
    space = [""] * is_spaced
    following = _following(document, key, identifier, count)
    if following is None:
        return _end_of_list(
            document, document.value_positions[(key, count - 1)].line, dash
        ), space + lines
    return document.value_positions[(key, following)].line - 1, lines + space


def _following(document: Document, key: str, identifier: str, count: int) -> int | None:
    """The number of the entry before which an identifier sorts; None for the end of the list."""
    identifiers = [
        document.text_at((key, number, "id"))
        if (key, number, "id") in document.value_positions
        else ""
        for number in range(count)
    ]
    if count < 3 or identifiers != sorted(identifiers):
        return None
    return next((number for number, other in enumerate(identifiers) if other > identifier), None)


def _end_of_list(document: Document, last: int, dash: int) -> int:
    """The index after a list whose last entry begins in line `last`, its dash at column `dash`."""
    end = last
    for number, line in enumerate(document.lines[last:], last + 1):
        if line.strip() and len(line) - len(line.lstrip(" ")) <= dash:
            break
        end = number if line.strip() else end
    return end


def _as_first_entry(
    lines: list[str], document: Document, key: str, entry: Sequence[str], line_end: str
) -> tuple[int, list[str]]:
    """The same for the first entry of an empty or absent list; rewrites the line of the key."""
    new_lines = [
        f"{'  - ' if number == 0 else '    '}{line}".rstrip(" ")
        for number, line in enumerate(entry)
    ]
    position = document.key_positions.get((key,))
    if not position:
        return len(lines), [f"{key}:", *new_lines]
    comment = re.search(r"(?<!\s)\s+#.*", lines[position.line - 1].rstrip())
    lines[position.line - 1] = f"{key}:{comment.group() if comment else ''}{line_end}"
    return position.line, new_lines
