"""Inserting: a file and the lines of an entry go in; the file with the entry in one of its lists comes out, all else kept to the byte."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidance.content.loader import Document


class InBracketsError(Exception):
    """A list in brackets has no lines of its own for its entries."""


def with_entry(
    raw: bytes, document: Document, listed: str, identifier: str, entry: Sequence[str]
) -> tuple[str, int, int]:
    """The file's text with the entry in a list, and the first and the last line of the entry.

    The entry comes last, or in its place where the entries stand in the order of the alphabet.
    """
    lines = raw.decode("utf-8").splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    count = sum(
        1 for location in document.values if location[:1] == (listed,) and len(location) == 2
    )
    if count:
        at, written = _beside_others(document, listed, identifier, entry, count)
    else:
        at, written = _alone(lines, document, listed, entry, end)
    if at and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    lines[at:at] = [line + end for line in written]
    return "".join(lines), at + 1 + (not written[0]), at + len(written)


def _beside_others(
    document: Document, listed: str, identifier: str, entry: Sequence[str], count: int
) -> tuple[int, list[str]]:
    start = document.values[(listed,)]
    if document.lines[start.line - 1][start.column - 1] != "-":
        raise InBracketsError(
            f"{document.path}: '{listed}' stands in brackets; write it with a line and a dash for each entry first"
        )
    dash, keys = start.column - 1, document.values[(listed, 0)].column - 1
    written = [
        f"{' ' * dash}-{' ' * (keys - dash - 1)}{line}" if number == 0 else f"{' ' * keys}{line}"
        for number, line in enumerate(entry)
    ]
    parted = count > 1 and not document.lines[document.values[(listed, 1)].line - 2].strip()
    following = _following(document, listed, identifier, count)
    if following is None:
        return _behind(document, document.values[(listed, count - 1)].line, dash), [
            ""
        ] * parted + written
    return document.values[(listed, following)].line - 1, written + [""] * parted


def _following(document: Document, listed: str, identifier: str, count: int) -> int | None:
    """The entry before which an identifier belongs, where the entries stand in the order of the alphabet."""
    names = [
        document.text_at((listed, number, "id"))
        if (listed, number, "id") in document.values
        else ""
        for number in range(count)
    ]
    if count < 3 or names != sorted(names):
        return None
    return next((number for number, name in enumerate(names) if name > identifier), None)


def _behind(document: Document, last: int, dash: int) -> int:
    """How many lines stand before the end of a list whose last entry begins in a line."""
    end = last
    for number, line in enumerate(document.lines[last:], last + 1):
        if line.strip() and len(line) - len(line.lstrip(" ")) <= dash:
            break
        end = number if line.strip() else end
    return end


def _alone(
    lines: list[str], document: Document, listed: str, entry: Sequence[str], end: str
) -> tuple[int, list[str]]:
    """The first entry of a list that is empty or not there yet."""
    written = [f"{'  - ' if number == 0 else '    '}{line}" for number, line in enumerate(entry)]
    key = document.keys.get((listed,))
    if not key:
        return len(lines), [f"{listed}:", *written]
    remark = re.search(r"\s+#.*", lines[key.line - 1].rstrip())
    lines[key.line - 1] = f"{listed}:{remark.group() if remark else ''}{end}"
    return key.line, written
