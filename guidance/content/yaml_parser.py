"""Parse YAML into nodes and plain values; every scalar is read as text."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from guidance import limits
from guidance.content.yaml_lines import CURLY_QUOTES
from guidance.diagnostics.look_alikes import find_look_alikes

Location = tuple[str | int, ...]
"""The path to a value: keys of mappings, indices of lists."""
Value = str | list["Value"] | dict[str, "Value"]

PLAIN_TAGS = _TEXT, _LIST, _MAPPING = tuple(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")
)
NULLS = ("~", "null", "Null", "NULL")
_SUSPECT_CHARACTERS = ("&", "!", *NULLS, *CURLY_QUOTES)
_SUSPECT = re.compile(
    rf"(?:^|[\s\[{{,:])(?:&\S|!|[{CURLY_QUOTES}])|(?<!\w)(?:{'|'.join(NULLS)})(?!\w)"
)
"""Matches every text with an anchor, a tag, or a value that YAML may read as something else.

Each match contains one of the suspect characters.
"""


class Position(NamedTuple):
    """A position in a file; line and column count from 1."""

    line: int
    column: int


class SuspectYamlError(Exception):
    """A text may have YAML problems, which `yaml_tree.read_tree` finds."""


class TooDeepError(yaml.YAMLError):
    """A text is nested deeper than `limits.LEVELS`."""


class TooManyValuesError(yaml.YAMLError):
    """A text has more keys and values than `limits.VALUES`."""


def compose(text: str) -> yaml.Node | None:
    """The root node of a text; None if it holds nothing. Raises `yaml.YAMLError`."""
    return yaml.compose(text, Loader=_Loader)


def precise_error(text: str) -> yaml.MarkedYAMLError | None:
    """The error of the parser in Python, which is more precise than that of the parser in C.

    None if it has none, or finds none within the limits.
    """
    try:
        yaml.compose(text, Loader=_PreciseLoader)
    except yaml.MarkedYAMLError as error:
        return error
    except (TooDeepError, TooManyValuesError):
        pass
    return None


class _Limited:
    """Raises an error as soon as a text exceeds a limit, since composing is recursive."""

    level = 0
    values = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        """Begin a node."""
        self.level += 1
        self.values += 1
        if self.level > limits.LEVELS + 1:
            raise TooDeepError
        if self.values > limits.VALUES:
            raise TooManyValuesError

    def ascend_resolver(self) -> None:
        """End a node."""
        self.level -= 1


class _PreciseLoader(_Limited, yaml.BaseLoader):
    """The parser in Python."""


class _Loader(_Limited, yaml.CBaseLoader):
    """Reads all scalars as text."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """The tag of a node without an explicit one."""
        if kind is yaml.ScalarNode:
            return _TEXT
        if self.level > limits.LEVELS:
            raise TooDeepError
        return _LIST if kind is yaml.SequenceNode else _MAPPING


def first_too_deep(text: str) -> Position | None:
    """The first position at which a text is nested deeper than `limits.LEVELS`.

    None if it is not, or if another error comes first.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > limits.LEVELS and event.start_mark:
                    return Position(event.start_mark.line + 1, event.start_mark.column + 1)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        pass
    return None


def value_of(root: yaml.Node, text: str) -> Value:
    """The value of a text, without positions; `root` is its root node.

    Raises `SuspectYamlError` if the text may have problems.
    """
    if any(characters in text for characters in _SUSPECT_CHARACTERS) and _SUSPECT.search(text):
        raise SuspectYamlError
    names: set[str] = set()
    value = _node_value(root, names)
    if not all(map(is_word, names)):
        raise SuspectYamlError
    return value


def _node_value(node: yaml.Node, names: set[str]) -> Value:
    """The value of a node; adds all keys to `names`."""
    content = node.value
    if type(node) is yaml.ScalarNode:
        return str(content)
    if len(content) > limits.ENTRIES:
        raise SuspectYamlError
    if type(node) is yaml.SequenceNode:
        return [_node_value(item, names) for item in content]
    if not all(type(key) is yaml.ScalarNode for key, _ in content):
        raise SuspectYamlError
    mapping = {key.value: _node_value(item, names) for key, item in content}
    if len(mapping) < len(content):
        raise SuspectYamlError
    names.update(mapping)
    return mapping


def count_values(value: Value) -> int:
    """The number of keys and values."""
    count, values = 0, [value]
    for each in values:
        count += 1
        if isinstance(each, dict):
            count += len(each)
            values += each.values()
        elif isinstance(each, list):
            values += each
    return count


def is_word(name: str) -> bool:
    """Whether a key is printable, within `limits.KEY`, and without signs that look like YAML's."""
    return (
        len(name) <= limits.KEY
        and name.isprintable()
        and all(found.character.isalnum() for found in find_look_alikes(name))
    )
