"""Trees: a YAML text goes in; its values as plain text, the place of each, and what is wrong with them as YAML come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from guidance import limits
from guidance.content import yaml_errors
from guidance.diagnostics.problem import shortened
from guidance.diagnostics.rules import Rule

Location = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]

_PLAIN_TAGS = _TEXT, _LIST, _GROUP = tuple(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")
)
_CURLED = re.compile(rf"[{yaml_errors.CURLY}].*[{yaml_errors.CURLY}\"']$", re.DOTALL)
_CUT_OFF = re.compile(r"\s+(#[^\s#].*)")
_ABSENT = ("~", "null", "Null", "NULL")
_SIGNS = ("&", "!", "#", *_ABSENT, *yaml_errors.CURLY)
_ODD = re.compile(
    rf"(?:^|[\s\[{{,:])(?:&\S|!|[{yaml_errors.CURLY}])|\s#[^\s#]|(?<!\w)(?:{'|'.join(_ABSENT)})(?!\w)"
)
"""Something of this, and so one of the signs, stands in every text with an anchor, a tag, or a value that YAML takes for something else."""


class Spot(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


class Fault(NamedTuple):
    """Something that is wrong with a value as YAML."""

    rule: Rule
    location: Location
    message: str
    spot: Spot | None = None
    """Where it stands; None at the key of the value."""


class NeedsCareError(Exception):
    """Something may be wrong with a text as YAML, so that each of its values has to be looked at."""


class TooDeepError(yaml.YAMLError):
    """A text is nested deeper than `limits.LEVELS`."""


def compose(text: str) -> yaml.Node | None:
    """The tree of a text; None where it holds nothing. Raises `yaml.YAMLError`."""
    return yaml.compose(text, Loader=_Reader)


class _Reader(yaml.CBaseLoader):
    """Reads all values as text, and gives up where a text lies too deep: composing goes as deep as the text does, and must not run out of stack."""

    level = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        """Begins a node."""
        self.level += 1
        if self.level > limits.LEVELS + 1:
            raise TooDeepError

    def ascend_resolver(self) -> None:
        """Ends a node."""
        self.level -= 1

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """The tag of a node that has none of its own."""
        if kind is yaml.ScalarNode:
            return _TEXT
        if self.level > limits.LEVELS:
            raise TooDeepError
        return _LIST if kind is yaml.SequenceNode else _GROUP


def too_deep(text: str) -> Spot | None:
    """Where a text is nested deeper than `limits.LEVELS`; None where something else is wrong with it before."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > limits.LEVELS and event.start_mark:
                    return Spot(event.start_mark.line + 1, event.start_mark.column + 1)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        pass
    return None


def plain_value(root: yaml.Node, text: str) -> Value:
    """A tree as text, lists and mappings, without the place of anything. Raises `NeedsCareError` where a walk might find a fault."""
    if any(sign in text for sign in _SIGNS) and _ODD.search(text):
        raise NeedsCareError
    names: set[str] = set()
    value = _bare(root, names)
    if not all(map(_is_word, names)):
        raise NeedsCareError
    return value


def _bare(node: yaml.Node, names: set[str]) -> Value:
    """A node without a look at its text; the names of all keys are collected."""
    held = node.value
    if type(node) is yaml.ScalarNode:
        return str(held)
    if len(held) > limits.ENTRIES:
        raise NeedsCareError
    if type(node) is yaml.SequenceNode:
        return [_bare(item, names) for item in held]
    if not all(type(key) is yaml.ScalarNode for key, _ in held):
        raise NeedsCareError
    group = {key.value: _bare(item, names) for key, item in held}
    if len(group) < len(held):
        raise NeedsCareError
    names.update(group)
    return group


def _is_word(name: str) -> bool:
    """Whether a key is as short and plain as keys are."""
    return len(name) <= limits.KEY and name.isprintable()


def walked(root: yaml.Node | None, lines: Sequence[str]) -> Walk:
    """A walk through a whole tree, of which the lines are given as well."""
    walk = Walk(lines)
    if root:
        walk.whole = walk.value(root)
    return walk


@dataclass
class Walk:
    """A tree, value by value: what a way through it finds is kept here."""

    lines: Sequence[str]
    """The lines of the text."""
    values: dict[Location, Spot] = field(default_factory=dict)
    keys: dict[Location, Spot] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    """The lines of what stands below a key a second time."""
    seen: set[int] = field(default_factory=set)
    whole: Value = ""
    """All that the tree holds."""

    def value(self, node: yaml.Node, location: Location = ()) -> Value:
        """A node as text, list or mapping."""
        if said := self._not_plain(node):
            self.faults.append(Fault(Rule.PLAIN_YAML, location, said))
            return ""
        self.values[location] = Spot(node.start_mark.line + 1, node.start_mark.column + 1)
        self.seen.add(id(node))
        if isinstance(node, yaml.CollectionNode) and len(node.value) > limits.ENTRIES:
            self.faults.append(
                Fault(
                    Rule.LIMIT,
                    location,
                    f"has {len(node.value):,} entries; allowed: {limits.ENTRIES:,}",
                )
            )
            return ""
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*location, number)) for number, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, location))
        self.faults.extend(self._misread(node, location))
        return str(node.value)

    def _not_plain(self, node: yaml.Node) -> str:
        if id(node) in self.seen:
            return "repeats another place by '*'; write the value itself"
        if node.tag not in _PLAIN_TAGS:
            return f"has the tag '{shortened(node.tag)}'; write the plain value, or put the text in double quotes"
        start = node.start_mark
        sign = self.lines[start.line][start.column :][:1] if start.line < len(self.lines) else ""
        if sign in ("&", "!") and isinstance(node, yaml.ScalarNode):
            return f"begins with '{sign}', which has a meaning of its own in YAML; put the text in double quotes"
        return ""

    def _misread(self, node: yaml.Node, location: Location) -> Iterator[Fault]:
        """A text without quotation marks that YAML takes for something else than the editor means."""
        if getattr(node, "style", None):
            return
        text, spot = str(node.value), self.values[location]
        if text in _ABSENT:
            said = f"is '{text}'; leave the key out where there is nothing to say, or write the text in double quotes"
            yield Fault(Rule.EMPTY_TEXT, location, said, spot)
        if _CURLED.match(text):
            said = 'stands in curly quotation marks, which become part of the text; write straight ones ("), or none'
            yield Fault(Rule.YAML_SYNTAX, location, said, spot)
        ended = node.end_mark
        behind = self.lines[ended.line][ended.column :] if ended.line < len(self.lines) else ""
        if behind and (lost := _CUT_OFF.match(behind)):
            said = f"ends before '{lost.group(1)[:40]}', since '#' begins a comment; put the whole text in double quotes"
            yield Fault(
                Rule.YAML_SYNTAX,
                location,
                said,
                Spot(ended.line + 1, ended.column + lost.start(1) + 1),
            )

    def _pairs(self, node: yaml.MappingNode, location: Location) -> Iterator[tuple[str, Value]]:
        known: dict[str, Spot] = {}
        repeated: list[dict[str, Spot]] = []
        """Keys that stand a second time, those in a row together: they were pasted at once."""
        row = False
        for key, item in node.value:
            spot = Spot(key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append(Fault(Rule.PLAIN_YAML, location, "a key must be one word", spot))
                continue
            name = str(key.value)
            if not _is_word(name):
                self.faults.append(
                    Fault(
                        Rule.PLAIN_YAML,
                        location,
                        f"a key must be one word, not '{shortened(name)}'",
                        spot,
                    )
                )
                continue
            if name in known:
                repeated = repeated if row else [*repeated, {}]
                repeated[-1][name] = spot
                self.skipped += self.lines[key.start_mark.line : item.end_mark.line + 1]
                row = True
                continue
            row = False
            known[name] = self.keys[(*location, name)] = spot
            yield name, self.value(item, (*location, name))
        self.faults.extend(_twice(location, names, known) for names in repeated)


def _twice(location: Location, names: Mapping[str, Spot], known: Mapping[str, Spot]) -> Fault:
    """One key, or several in a row, stand a second time."""
    name, spot = next(iter(names.items()))
    first = known[name].line
    if name == "id" and location and len(names) > 1:
        said = f"begins a second record within the one of line {first}; put a dash before it, or delete what was pasted twice"
    else:
        more = {1: "", 2: ", and so does the key below it"}.get(
            len(names), f", and so do the {len(names) - 1} keys below it"
        )
        said = f"stands here a second time{more} (first in line {first}); keep one of the two"
    return Fault(Rule.DUPLICATE_KEY, (*location, name), said, spot)
