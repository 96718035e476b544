"""Copy a record for a new one: its lines without what belongs to the old one alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guidance.content.nodes import Node
from guidance.content.yaml_parser import Location

_NOT_COPIED = ("since", "changed", "change_note", "reviewed", "status", "reason", "replaced_by")
"""The fields that tell of the life of one record."""


class NotCopiedError(Exception):
    """A record cannot be copied; the message says why."""


def copied_lines(record: Node, known_values: Mapping[str, str], path: str) -> list[str]:
    """The lines of a record, without dash and indentation, with other values of some fields.

    `known_values` contains values as YAML by field; the fields that it adds come last. `path` is
    the file of the copy: in another file, a place in the source that the record inherits is written
    out, and `part_of` is left out, since a part stands in the file of its whole.
    Raises `NotCopiedError`.
    """
    document = record.document
    fields = dict(_fields(record, record.location, record.values))
    if path != document.path and "source" not in fields and isinstance(document.value, dict):
        fields |= {
            name: lines for name, lines in _fields(record, (), document.value) if name == "source"
        }
    left_out = _NOT_COPIED if path == document.path else (*_NOT_COPIED, "part_of")
    kept = {name: own for name, own in fields.items() if name not in left_out}
    known = {name: [f"{name}: {value}"] for name, value in known_values.items()}
    return [line for own in (kept | known).values() for line in own]


def _fields(
    record: Node, location: Location, names: Mapping[str, object]
) -> Iterator[tuple[str, Sequence[str]]]:
    """The lines of each key of a mapping, without indentation; comments before it are left out."""
    document = record.document
    for name in names:
        line, column = document.key_positions[(*location, name)]
        first = document.lines[line - 1]
        if not re.fullmatch(r"[ -]*", first[: column - 1]):
            place = f"{document.path}:{line}"
            raise NotCopiedError(f"{place}: write each field on a line of its own first")
        yield name, [first[column - 1 :], *_lines_below(document.lines[line:], column)]


def _lines_below(lines: Sequence[str], column: int) -> Sequence[str]:
    """The lines that belong to a key at a column, without that indentation."""
    below = []
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip(" ")) < column:
            break
        below.append(line[column - 1 :])
    while below and not below[-1].strip():
        below.pop()
    return below
