"""Replace values of a YAML file, without changing any other byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from guidance.content.document import Document
from guidance.content.yaml_parser import Location, Position


class UnusualYamlError(Exception):
    """A value is written in a way that cannot be replaced; `location` is where it stands."""

    def __init__(self, location: Location, message: str) -> None:
        self.location = location
        super().__init__(message)


@dataclass(frozen=True)
class _Edit:
    """The text between two characters of a file, and what takes its place."""

    start: int
    end: int
    text: str


def replace_values(document: Document, new_values: Mapping[Location, Sequence[str]]) -> str:
    """The text of a document with other values, each written in the quotes of the old one.

    In a list, a value may become several; where it becomes none, it is taken out. A field that
    then has no value is taken out too. Everything else is kept: order, comments and line ends.
    Raises `UnusualYamlError`.
    """
    source = _Source(document)
    fields, others = _emptied_fields(document, new_values)
    edits = [source.without_field(location) for location in fields]
    edits += [edit for location in others for edit in source.edits(location, new_values[location])]
    text, position = "", 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        text += document.text[position : edit.start] + edit.text
        position = edit.end
    return text + document.text[position:]


def _emptied_fields(
    document: Document, new_values: Mapping[Location, Sequence[str]]
) -> tuple[Sequence[Location], Sequence[Location]]:
    """The fields that will have no value, and the locations of all other values that change."""
    fields: dict[Location, None] = {}
    others = []
    for location, values in new_values.items():
        field = location[:-1] if isinstance(location[-1], int) else location
        kept = [
            other
            for other in document.value_positions
            if other[:-1] == field and isinstance(other[-1], int)
            if new_values.get(other, ["unchanged"])
        ]
        if values or kept:
            others.append(location)
        else:
            fields[field] = None
    return [*fields], others


class _Source:
    """The text of a document by its lines."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lines = self.text.splitlines(keepends=True)
        self.starts = [0, *accumulate(map(len, self.lines))]

    def edits(self, location: Location, values: Sequence[str]) -> Iterator[_Edit]:
        """The edits that put values in the place of the one at a location."""
        position = self.document.value_positions[location]
        start = self._offset(position)
        old = self.document.text_at(location)
        token = re.compile(rf"([\"']?){re.escape(old)}\1").match(self.text, start)
        if token is None:
            message = "is written in an unusual way; write the identifier alone on its line"
            raise UnusualYamlError(location, message)
        quoted = [f"{token[1]}{value}{token[1]}" for value in values]
        if isinstance(location[-1], str):
            yield _Edit(start, token.end(), "".join(quoted))
        elif self.text[self._offset(self.document.value_positions[location[:-1]])] == "[":
            if quoted:
                yield _Edit(start, token.end(), ", ".join(quoted))
            else:
                yield self._without_item(start, token.end())
        else:
            yield from self._in_block(location, position, token.end(), quoted)

    def without_field(self, location: Location) -> _Edit:
        """The edit that takes a field out, with all its lines."""
        first = self.document.key_positions[location]
        within = (
            position.line
            for other, position in self.document.value_positions.items()
            if other[: len(location)] == location
        )
        last = max(within)
        while "[" in (text := "".join(self.lines[first.line - 1 : last])) and "]" not in text:
            last += 1
        is_alone = text.startswith(" " * (first.column - 1)) and not re.search(r"#|\][^\r\n]", text)
        if not is_alone:
            raise UnusualYamlError(location, "would have no value; delete its lines by hand first")
        start = self.starts[first.line - 1]
        return _Edit(start, start + len(text), "")

    def _offset(self, position: Position) -> int:
        """The index of a position in the text."""
        return self.starts[position.line - 1] + position.column - 1

    def _without_item(self, start: int, end: int) -> _Edit:
        """The edit that takes an item out of a list in brackets, with one comma."""
        if comma := re.compile(r"[ \t]*,[ \t]*").match(self.text, end):
            end = comma.end()
            line_start = self.text.rfind("\n", 0, start) + 1
            line_end = re.compile(r"\r?\n").match(self.text, end)
            if line_end and not self.text[line_start:start].strip():
                return _Edit(line_start, line_end.end(), "")
            return _Edit(start, end, "")
        before = self.text[:start].rstrip()
        return _Edit(len(before) - 1 if before.endswith(",") else start, end, "")

    def _in_block(
        self, location: Location, position: Position, end: int, quoted: Sequence[str]
    ) -> Iterator[_Edit]:
        """The edits of an item with a dash on a line of its own."""
        line, start = self.lines[position.line - 1], self.starts[position.line - 1]
        dash, rest = line[: position.column - 1], line[end - start :]
        if not re.fullmatch(r" *-[ \t]+", dash) or not re.fullmatch(r"[ \t]*(#.*)?\s*", rest):
            raise UnusualYamlError(location, "does not stand alone behind its dash; write it there")
        if not quoted:
            comment = rest.lstrip(" \t") if "#" in rest else ""
            indent = re.sub(r"-[ \t]+$", "", dash) if comment else ""
            yield _Edit(start, start + len(line), indent + comment)
            return
        yield _Edit(start + len(dash), end, quoted[0])
        content_end = start + len(line.rstrip("\r\n"))
        own_end = line[content_end - start :] or self._line_end
        added = "".join(f"{own_end}{dash}{value}" for value in quoted[1:])
        yield _Edit(content_end, content_end, added)

    @property
    def _line_end(self) -> str:
        """The line end of the first line."""
        return "\r\n" if self.lines[0].endswith("\r\n") else "\n"
