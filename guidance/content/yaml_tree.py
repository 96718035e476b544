"""The tree of a YAML text: values, their positions, and their YAML problems; or one position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

import yaml

from guidance import limits
from guidance.content.yaml_lines import CURLY_QUOTES
from guidance.content.yaml_parser import NULLS, PLAIN_TAGS, Location, Position, Value, is_word
from guidance.diagnostics.look_alikes import LookAlike, as_ascii, find_look_alikes
from guidance.diagnostics.problem import shorten
from guidance.diagnostics.rules import Rule

_IN_CURLY_QUOTES = re.compile(rf"[{CURLY_QUOTES}].*[{CURLY_QUOTES}\"']$", re.DOTALL)
_COMMENT = re.compile(r":?(\s+)(#.*)")
_PAIR = re.compile(r"\s*(?P<key>[A-Za-z_][\w-]*)\s*(?::\s*(?P<value>.+))?")
_TEXT = PLAIN_TAGS[0]
_BEGINNING = (yaml.StreamStartEvent, yaml.DocumentStartEvent)


class ValueProblem(NamedTuple):
    """A YAML problem of one value."""

    rule: Rule
    location: Location
    message: str
    position: Position | None = None
    """None for the position of the value's key."""


class Comment(NamedTuple):
    """A comment behind a text without quotation marks.

    Behind a key whose text begins below it, only what is not written as comments are.
    """

    location: Location
    """Of the text."""
    text: str
    """From the `#` to the end of the line."""
    position: Position
    spaces: int
    """The number of spaces before the `#`."""

    @property
    def is_remark(self) -> bool:
        """Whether it is written as comments are: `# Words`, neither `#words` nor `# 4`."""
        return not re.match(r"#(?:\S|\s*\d)", self.text)


def read_tree(root: yaml.Node | None, lines: Sequence[str]) -> YamlTree:
    """The tree below a root node; `lines` are those of the text."""
    tree = YamlTree(lines)
    if root:
        tree.value = tree.read(root)
    return tree


@dataclass
class YamlTree:
    """The values of a YAML text with the position of each, and its problems."""

    lines: Sequence[str]
    value_positions: dict[Location, Position] = field(default_factory=dict)
    key_positions: dict[Location, Position] = field(default_factory=dict)
    """The position of each key, by the location of its value."""
    problems: list[ValueProblem] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    duplicate_lines: dict[int, str] = field(default_factory=dict)
    """The lines of duplicate keys, whose values are dropped, by their numbers from 0."""
    value: Value = ""
    """The value of the whole text."""
    _node_ids: set[int] = field(default_factory=set)
    """The `id()` of each node that was read, to recognize aliases."""

    def read(self, node: yaml.Node, location: Location = ()) -> Value:
        """The value of a node; adds positions and problems to the tree."""
        if message := self._not_plain(node):
            self.problems.append(ValueProblem(Rule.PLAIN_YAML, location, message))
            return ""
        self.value_positions[location] = _start(node)
        self._node_ids.add(id(node))
        if isinstance(node, yaml.CollectionNode) and len(node.value) > limits.ENTRIES:
            message = f"has {len(node.value):,} entries; allowed: {limits.ENTRIES:,}"
            self.problems.append(ValueProblem(Rule.LIMIT, location, message))
            return ""
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*location, number)) for number, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, location))
        self.problems.extend(self._plain_scalar_problems(node, location))
        return str(node.value)

    def _not_plain(self, node: yaml.Node) -> str:
        """The message on a node with an alias, a tag or an anchor; else empty."""
        if id(node) in self._node_ids:
            return "repeats another place by '*'; write the value itself"
        if node.tag not in PLAIN_TAGS:
            return (
                f"has the tag '{shorten(node.tag)}'; "
                "write the plain value, or put the text in double quotes"
            )
        start = node.start_mark
        first = self._line(start)[start.column : start.column + 1]
        if first in ("&", "!") and isinstance(node, yaml.ScalarNode):
            return (
                f"begins with '{first}', which has a meaning of its own in YAML; "
                "put the text in double quotes"
            )
        return ""

    def _plain_scalar_problems(self, node: yaml.Node, location: Location) -> Iterator[ValueProblem]:
        """Problems of a text without quotes that has a special meaning in YAML."""
        if getattr(node, "style", None):
            return
        text, position = str(node.value), self.value_positions[location]
        if text in NULLS:
            message = (
                f"is '{text}'; leave the key out where there is nothing to say, "
                "or write the text in double quotes"
            )
            yield ValueProblem(Rule.EMPTY_TEXT, location, message, position)
        if _IN_CURLY_QUOTES.match(text):
            message = (
                "stands in curly quotation marks, which become part of the text; "
                'write straight ones ("), or none'
            )
            yield ValueProblem(Rule.YAML_SYNTAX, location, message, position)
        self.comments += self._comments_behind(node.end_mark, location)

    def _comments_behind(self, mark: yaml.Mark, location: Location) -> Iterator[Comment]:
        """The comment behind a position in the file, if there is one."""
        if comment := _COMMENT.match(self._line(mark), mark.column):
            position = Position(mark.line + 1, comment.start(2) + 1)
            yield Comment(location, comment[2], position, len(comment[1]))

    def _line(self, mark: yaml.Mark) -> str:
        """The line of a position in the file; empty behind the last one."""
        return self.lines[mark.line] if mark.line < len(self.lines) else ""

    def _pairs(self, node: yaml.MappingNode, location: Location) -> Iterator[tuple[str, Value]]:
        """The keys of a mapping with their values, without duplicate keys."""
        positions: dict[str, Position] = {}
        runs: list[dict[str, Position]] = []
        """Runs of adjacent duplicate keys, each probably pasted at once."""
        in_run = False
        for key, written in node.value:
            item, position = written, _start(key)
            name = str(key.value)
            if pair := _pair_with_look_alike(key, item):
                name, item, sign = pair
                place = position._replace(column=position.column + sign.offset)
                self.problems.append(
                    ValueProblem(Rule.YAML_SYNTAX, (*location, name), sign.correction, place)
                )
            elif message := _key_message(key):
                self.problems.append(ValueProblem(Rule.PLAIN_YAML, location, message, position))
                continue
            if name in positions:
                runs = runs if in_run else [*runs, {}]
                runs[-1][name] = position
                numbers = range(key.start_mark.line, item.end_mark.line + 1)
                self.duplicate_lines |= {
                    number: self.lines[number]
                    for number in numbers
                    if number < len(self.lines) and number not in self.duplicate_lines
                }
                in_run = True
                continue
            in_run = False
            positions[name] = self.key_positions[(*location, name)] = position
            if isinstance(item, yaml.ScalarNode) and item.start_mark.line > key.end_mark.line:
                behind_key = self._comments_behind(key.end_mark, (*location, name))
                self.comments += [comment for comment in behind_key if not comment.is_remark]
            yield name, self.read(item, (*location, name))
        self.problems.extend(_duplicate_keys(location, run, positions) for run in runs)


def find_position(text: str, location: Location) -> Position | None:
    """The position of a value; None if it is absent. The text must be valid."""
    events = yaml.parse(text, Loader=yaml.CBaseLoader)
    found: yaml.Event | None = next(
        (event for event in events if not isinstance(event, _BEGINNING)), None
    )
    for step in location:
        found = _inner(found, step, events)
    if isinstance(found, yaml.NodeEvent) and found.start_mark:
        return Position(found.start_mark.line + 1, found.start_mark.column + 1)
    return None


def _inner(
    outer: yaml.Event | None, step: str | int, events: Iterator[yaml.Event]
) -> yaml.Event | None:
    """The first event of a value in a mapping or a list, by its key or index; else None."""
    if not isinstance(outer, yaml.CollectionStartEvent):
        return None
    for number in count():
        event = next(events)
        if isinstance(event, yaml.CollectionEndEvent):
            break
        name: str | int = number
        if isinstance(outer, yaml.MappingStartEvent):
            name, event = getattr(event, "value", ""), next(events)
        if name == step:
            return event
        _skip(event, events)
    return None


def _skip(first: yaml.Event, events: Iterator[yaml.Event]) -> None:
    """Go to the end of the value that begins with an event."""
    depth = int(isinstance(first, yaml.CollectionStartEvent))
    while depth:
        event = next(events)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)


def _start(node: yaml.Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _pair_with_look_alike(
    key: yaml.Node, item: yaml.Node
) -> tuple[str, yaml.Node, LookAlike] | None:
    """A key and its value as they were meant, if a space or a sign only looks like that of YAML.

    A colon that is none, or has no plain space behind it, makes the value a part of the key.
    """
    written = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
    sign = next((each for each in find_look_alikes(written) if not each.character.isalnum()), None)
    if not sign or not (match := _PAIR.fullmatch(as_ascii(written))):
        return None
    if match["value"] is not None:
        item = yaml.ScalarNode(_TEXT, match["value"], key.start_mark, key.end_mark, style='"')
    return match["key"], item, sign


def _key_message(key: yaml.Node) -> str:
    """The message on a key that is not one word; else empty."""
    if not isinstance(key, yaml.ScalarNode):
        return "a key must be one word"
    name = str(key.value)
    return "" if is_word(name) else f"a key must be one word, not '{shorten(name)}'"


def _duplicate_keys(
    location: Location, run: Mapping[str, Position], first_positions: Mapping[str, Position]
) -> ValueProblem:
    """The problem of one run of duplicate keys."""
    name, position = next(iter(run.items()))
    first = first_positions[name].line
    if name == "id" and location and len(run) > 1:
        message = (
            f"begins a second record within the one of line {first}; "
            "put a dash before it, or delete what was pasted twice"
        )
    else:
        more = {1: "", 2: ", and so does the key below it"}.get(
            len(run), f", and so do the {len(run) - 1} keys below it"
        )
        message = f"stands here a second time{more} (first in line {first}); keep one of the two"
        if len(run) > 1 and location and isinstance(location[-1], int):
            message += ", or begin a second record with a line '- id: …' of its own"
    return ValueProblem(Rule.DUPLICATE_KEY, (*location, name), message, position)
