"""One YAML file: its values, and the position of each in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guidance.content.yaml_parser import Location, Position, Value, compose
from guidance.content.yaml_tree import YamlTree, read_tree
from guidance.diagnostics.problem import Problem, field_name
from guidance.diagnostics.rules import Rule


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
    duplicate_lines: Sequence[str] = ()
    """The lines of duplicate keys, whose values are not in `value`."""

    @cached_property
    def tree(self) -> YamlTree:
        """The YAML tree with positions, read on first use: most files have no problem to locate."""
        return read_tree(compose(self.text), self.lines)

    @property
    def value_positions(self) -> Mapping[Location, Position]:
        """The position of each value."""
        return self.tree.value_positions

    @property
    def key_positions(self) -> Mapping[Location, Position]:
        """The position of each key, by the location of its value."""
        return self.tree.key_positions

    @property
    def stem(self) -> str:
        """The file's name without its ending, which is the identifier of its record."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yml")

    def position(self, location: Location, offset: int | None = None) -> Position:
        """The position of a value, or of the character at `offset` of its text.

        For an absent value, the position of the nearest mapping or list around it.
        """
        while location and location not in self.value_positions:
            location, offset = location[:-1], None
        if offset is not None:
            return self._position_in_text(location, offset)
        return self.value_positions.get(location, Position(1, 1))

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

    def _position_in_text(self, location: Location, offset: int) -> Position:
        """The position of a character in a text that is a block or on one line; else its start."""
        start, text = self.value_positions[location], self.text_at(location)
        before = text[:offset]
        opening = self.lines[start.line - 1][start.column - 1 :]
        if opening.startswith("|"):
            line = start.line + 1 + before.count("\n")
            text_line = text.split("\n")[before.count("\n")]
            if not text_line or line > len(self.lines):
                return start
            indent = max(self.lines[line - 1].find(text_line), 0)
            return Position(line, indent + offset - (before.rfind("\n") + 1) + 1)
        column = self.lines[start.line - 1].find(text, start.column - 1)
        return Position(start.line, column + offset + 1) if column >= 0 else start

    def text_at(self, location: Location) -> str:
        """The text at a location; empty for a list or a mapping."""
        value: Value = self.value
        for step in location:
            value = value[step]  # type: ignore[index]
        return value if isinstance(value, str) else ""
