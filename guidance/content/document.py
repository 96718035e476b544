"""One YAML file: its values, and the position of each in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from yaml.scanner import Scanner

from guidance.content.yaml_parser import Location, Position, Value, compose, count_values
from guidance.content.yaml_tree import YamlTree, find_position, read_tree
from guidance.diagnostics.problem import Problem, field_name
from guidance.diagnostics.rules import Rule

if TYPE_CHECKING:
    from guidance.content.nodes import Node

LINE_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
"""Line ends, each with its name in editors' programs."""
_LINE_END = re.compile(r"\r\n?|\n")
_PLAIN = re.compile(r".")
_CHARACTERS = {
    "'": re.compile(r"''|."),
    '"': re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)|."),
}
"""What stands for one character of a text in quotation marks."""
_IDENTIFIER = re.compile(r"(?:^|[\s{,-])id\s*:\s*[\"']?([\w-]+)")


@dataclass
class Document:
    """One YAML file with its values as text, lists and mappings."""

    path: str
    """Relative to the parent of the content folder, with forward slashes."""
    lines: list[str] = field(default_factory=list)
    value: Value = ""
    is_read: bool = False
    """Whether the file could be read as YAML; otherwise only its lines are known, if any."""
    text: str = ""
    """The text of the file; empty if it could not be read as YAML."""
    is_whole: bool = False
    """Whether all its values were read; a problem such as a duplicate key drops some."""
    duplicate_lines: Sequence[str] = ()
    """The lines of duplicate keys, whose values are not in `value`."""
    nodes: Sequence[Node] | None = field(default=None, compare=False, repr=False)
    """Its mappings; `nodes_of` finds them when they are first asked for."""
    _is_searched: bool = field(default=False, compare=False, repr=False)
    """Whether one position was searched for; the tree holds those of all further ones."""

    @cached_property
    def tree(self) -> YamlTree:
        """The YAML tree with positions, read on first use: most files have no problem to locate."""
        return read_tree(compose(self.text), self.lines)

    @cached_property
    def value_count(self) -> int:
        """The number of its keys and values, counted when all of them have been read."""
        return count_values(self.value)

    @property
    def value_positions(self) -> Mapping[Location, Position]:
        """The position of each value."""
        return self.tree.value_positions

    @property
    def key_positions(self) -> Mapping[Location, Position]:
        """The position of each key, by the location of its value."""
        return self.tree.key_positions

    @property
    def line_ends(self) -> Sequence[str]:
        """The end of each line: LF, CRLF or CR."""
        return [LINE_ENDS[line_end] for line_end in _LINE_END.findall(self.text)]

    @property
    def stem(self) -> str:
        """The file's name without its ending, which is the identifier of its record."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yml")

    @property
    def written_identifiers(self) -> set[str]:
        """What its lines give as `id`, whether or not it could be read as YAML."""
        found = (_IDENTIFIER.search(line) for line in self.lines)
        return {match.group(1) for match in found if match}

    def position(self, location: Location, offset: int | None = None) -> Position:
        """The position of a value, or of the character at `offset` of its text.

        For an absent value, the position of the nearest mapping or list around it.
        """
        start = self._start(location)
        while location and not start:
            location, offset = location[:-1], None
            start = self.value_positions.get(location)
        if start and offset is not None:
            return self._position_in_text(start, location, offset)
        return start or Position(1, 1)

    def key_position(self, location: Location) -> Position:
        """The position of the key of a value; without a key, as `position`."""
        return self.key_positions.get(location) or self.position(location)

    def problem(
        self,
        rule: Rule,
        location: Location,
        message: str,
        *,
        suggestion: str = "",
        offset: int | None = None,
        at_key: bool = False,
    ) -> Problem:
        """A problem at a value, at a character of its text, or at its key."""
        line, column = self.key_position(location) if at_key else self.position(location, offset)
        return Problem(self.path, line, column, field_name(location), message, rule, suggestion)

    def moved(self, problem: Problem, offset: int) -> Problem:
        """A problem at a key, moved to a character of the key."""
        line = self.lines[problem.line - 1] if problem.line <= len(self.lines) else ""
        start = problem.column - 1 + (line[problem.column - 1 :][:1] in ("'", '"'))
        return replace(problem, column=start + offset + 1)

    def _start(self, location: Location) -> Position | None:
        """The position of a value; None if it is absent.

        The first is searched for alone, since most files with a problem have only one.
        """
        if self._is_searched or "tree" in vars(self):
            return self.value_positions.get(location)
        self._is_searched = True
        return find_position(self.text, location)

    def _position_in_text(self, start: Position, location: Location, offset: int) -> Position:
        """The position of a character of a text; its start, if the position is not certain."""
        text = self.text_at(location)
        before = text[:offset]
        opening = self.lines[start.line - 1][start.column - 1 : start.column]
        if opening == "|":
            line = start.line + 1 + before.count("\n")
            text_line = text.split("\n")[before.count("\n")]
            if not text_line or line > len(self.lines):
                return start
            indent = max(self.lines[line - 1].find(text_line), 0)
            return Position(line, indent + offset - (before.rfind("\n") + 1) + 1)
        if opening == ">" and start.line < len(self.lines):
            below = self.lines[start.line]
            first = Position(start.line + 1, len(below) - len(below.lstrip(" ")) + 1)
            return _position_in_flow(self.lines, first, text, offset)
        return _position_in_flow(self.lines, start, text, offset)

    def text_at(self, location: Location) -> str:
        """The text at a location; empty for a list or a mapping."""
        value = self.value_at(location)
        return value if isinstance(value, str) else ""

    def value_at(self, location: Location) -> Value:
        """The value at a location."""
        value: Value = self.value
        for step in location:
            value = value[step]  # type: ignore[index]
        return value


class KnownDocuments:
    """The documents of files without problems of their YAML, by the bytes of the files.

    A preview, which reads a folder after each edit, reads only changed files by them.
    """

    def __init__(self) -> None:
        self._documents: dict[str, tuple[bytes, Document]] = {}

    def document(self, path: str, raw: bytes) -> Document | None:
        """The document of a file with these bytes; None if they are new or had problems."""
        known = self._documents.get(path)
        return known[1] if known and known[0] == raw else None

    def keep(self, raw: bytes, document: Document) -> None:
        """Keep the document of a file without problems."""
        self._documents[document.path] = raw, document


def _position_in_flow(lines: Sequence[str], start: Position, text: str, offset: int) -> Position:
    """The position of the character at `offset` of a text that begins at `start`.

    The result is `start` if the lines do not hold the text.
    """
    written = _folded_characters(lines, start)
    for place, (character, (found, position)) in enumerate(zip(text, written, strict=False)):
        if found != character:
            break
        if place == offset:
            return position
    return start


def _folded_characters(lines: Sequence[str], start: Position) -> Iterator[tuple[str, Position]]:
    """The characters from a position to the end of the file, as YAML reads them.

    A line break with the spaces around it is one space; each blank line is a line break.
    """
    number, column = start.line - 1, start.column - 1
    quote = lines[number][column : column + 1]
    pattern = _CHARACTERS.get(quote, _PLAIN)
    column += quote in _CHARACTERS
    while number < len(lines):
        line = lines[number].rstrip(" \t")
        for match in pattern.finditer(line, column):
            yield _decoded(match.group()), Position(number + 1, match.start() + 1)
        blank_lines = 0
        number += 1
        while number < len(lines) and not lines[number].strip():
            blank_lines, number = blank_lines + 1, number + 1
        for character in "\n" * blank_lines or " ":
            yield character, Position(number - blank_lines, len(line) + 1)
        if number < len(lines):
            column = len(lines[number]) - len(lines[number].lstrip(" \t"))


def _decoded(written: str) -> str:
    """The character that is written as an escape, or as itself."""
    if len(written) == 1 or written == "''":
        return written[0]
    if written[1] in Scanner.ESCAPE_CODES and len(written) > 2:
        return chr(int(written[2:], 16))
    return str(Scanner.ESCAPE_REPLACEMENTS.get(written[1], written[1]))
