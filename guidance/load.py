"""Loading: a content folder goes in, its YAML files as plain text values with the place of each come out, and problems."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from guidance.problems import Problem, Rule, field_name
from guidance.text import CONTROL

Location = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]

DEEPEST = 12
"""How many levels of lists and keys a file may have; the model needs six."""

# What the YAML reader says, and what an editor should read instead.
_SYNTAX = (
    (r"\\t.* cannot start any token|found a tab character", "a tab stands here; indent with spaces only"),
    (r"mapping values are not allowed", "a second ': ' stands in this line; put the text in double quotes, or check the indentation"),
    (r"cannot start any token", "this character cannot begin a text; put the text in double quotes"),
    (r"while scanning a quoted scalar", "a quotation mark is opened and not closed"),
    (r"undefined alias|while scanning an (alias|anchor)", "'*' and '&' have a meaning of their own in YAML; put the text in double quotes"),
    (r"could not find expected ':'", "a key needs a colon and a space behind it, such as 'title: …'"),
    (r"expected <block end>|sequence entries are not allowed", "the indentation does not fit the lines above, or a dash or key is missing"),
    (r"flow (sequence|mapping)", "a bracket is opened and not closed, or a comma is missing between the values"),
    (r"single document", "a line of three dashes begins a second document; a file holds one record"),
    (r"while scanning a (block|literal|folded) scalar", "only a line break may follow '|' or '>'"),
)


@dataclass(frozen=True)
class Spot:
    """A place in a file, counted from 1."""

    line: int
    column: int


@dataclass
class Document:
    """One YAML file: its values as text, and where each key and value stands."""

    path: str
    """Relative to the parent of the content folder, with forward slashes."""
    lines: list[str] = field(default_factory=list)
    value: Value = ""
    is_read: bool = False
    """Whether the file could be read as YAML; else it holds its lines at most."""
    values: dict[Location, Spot] = field(default_factory=dict)
    keys: dict[Location, Spot] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The file's name without its ending: the identifier of what it holds."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yml")

    def spot(self, location: Location, offset: int = 0) -> Spot:
        """Where the value stands, or the `offset`-th character of its text; for what is absent, where its holder stands."""
        while location and location not in self.values:
            location, offset = location[:-1], 0
        return self._inside(location, offset) if offset else self.values.get(location, Spot(1, 1))

    def key_spot(self, location: Location) -> Spot:
        """Where the key stands that leads to the value."""
        return self.keys.get(location) or self.spot(location)

    def problem(self, rule: Rule, location: Location, message: str, *, offset: int = 0, at_key: bool = False) -> Problem:
        """A problem at the place of a value (or of its key) in this file."""
        spot = self.key_spot(location) if at_key else self.spot(location, offset)
        return Problem(self.path, spot.line, spot.column, field_name(location), message, rule)

    def _inside(self, location: Location, offset: int) -> Spot:
        """The place of a character within a text: exact in a block of lines and in a text of one line."""
        start, text = self.values[location], self._at(location)
        before = text[:offset]
        opening = self.lines[start.line - 1][start.column - 1 :]
        if opening.startswith("|"):
            row = start.line + 1 + before.count("\n")
            own = text.split("\n")[before.count("\n")]
            indent = self.lines[row - 1].find(own) if row <= len(self.lines) else 0
            return Spot(row, max(indent, 0) + offset - (before.rfind("\n") + 1) + 1)
        column = self.lines[start.line - 1].find(text, start.column - 1)
        return Spot(start.line, column + offset + 1) if column >= 0 else start

    def _at(self, location: Location) -> str:
        value: Value = self.value
        for step in location:
            value = value[step]  # type: ignore[index]
        return value if isinstance(value, str) else ""


def find_files(content: Path) -> list[Path]:
    """All entries of the content folder but folders, hidden ones and read-me files, in the order of their paths; links are not followed."""
    found = []
    for folder, folders, names in os.walk(content, followlinks=False):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in links]
        found += [here / name for name in (*names, *links) if not name.startswith(".") and not name.endswith(".md")]
    return sorted(found)


class _UnreadableError(Exception):
    """A file that cannot be read as YAML, with the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def load(path: Path, name: str) -> tuple[Document, list[Problem]]:
    """One file: its document and what is wrong with it as YAML.

    `name` is the path under which problems tell of it. With problems, the document holds what could be read.
    """
    document = Document(name)
    problems: list[Problem] = []
    try:
        node = _compose(document, _text(document, path))
    except _UnreadableError as error:
        return document, [error.problem]
    document.is_read = True
    document.value = _value(document, node, (), set(), problems)
    return document, problems


def _text(document: Document, path: Path) -> str:
    """What the file holds as text; its lines are kept with the document."""
    if path.is_symlink() or not path.is_file():
        raise _UnreadableError(document.problem(Rule.KNOWN_FILE, (), "is no plain file; put the file itself here instead of a link to it"))
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise _UnreadableError(document.problem(Rule.KNOWN_FILE, (), f"cannot be read ({error.strerror}); check its permissions")) from None
    except UnicodeDecodeError as error:
        document.lines = raw.decode("utf-8", "replace").splitlines()
        before = raw[: error.start].decode("utf-8", "replace")
        raise _encoding(document, before, "is not in UTF-8; save the file with the encoding UTF-8") from None
    document.lines = text.splitlines() or [""]
    if control := CONTROL.search(text):
        raise _encoding(document, text[: control.start()], f"holds the control character U+{ord(control.group()):04X}; delete it")
    return text


def _compose(document: Document, text: str) -> yaml.Node:
    """The tree of a YAML text."""
    try:
        if deep := _too_deep(text):
            message = f"lies more than {DEEPEST} levels deep; check the brackets and the indentation"
            raise _UnreadableError(Problem(document.path, deep.line, deep.column, "file", message, Rule.PLAIN_YAML))
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise _UnreadableError(_syntax(document, text, error)) from None
    if node is None:
        raise _UnreadableError(document.problem(Rule.EMPTY_TEXT, (), "is empty; write the record, or delete the file"))
    return node


def _too_deep(text: str) -> Spot | None:
    """Where a text is nested deeper than `DEEPEST`: composing goes as deep as the text does, and must not run out of stack."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST and event.start_mark:
                return Spot(event.start_mark.line + 1, event.start_mark.column + 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _encoding(document: Document, before: str, message: str) -> _UnreadableError:
    line = before.count("\n") + 1
    return _UnreadableError(Problem(document.path, line, len(before) - (before.rfind("\n") + 1) + 1, "file", message, Rule.ENCODING))


def _syntax(document: Document, text: str, error: yaml.YAMLError) -> Problem:
    """The reader's complaint in an editor's words; the reader in Python tells more than the fast one."""
    try:
        yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as told:
        error = told
    complaint = " ".join(str(error).split())
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if complaint.startswith("while scanning a quoted scalar"):
        mark = getattr(error, "context_mark", None) or mark
    spot = Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)
    words = next(
        (ours for theirs, ours in _SYNTAX if re.search(theirs, complaint)), "this cannot be read; check the indentation, the colons and the quotation marks"
    )
    return Problem(document.path, spot.line, spot.column, "file", words, Rule.YAML_SYNTAX)


def _value(document: Document, node: yaml.Node, location: Location, seen: set[int], problems: list[Problem]) -> Value:
    """A node as text, list or mapping, with its places written down and its faults as YAML collected."""
    if fault := _not_plain(node, seen):
        problems.append(document.problem(Rule.PLAIN_YAML, location, fault, at_key=True))
        return ""
    document.values[location] = Spot(node.start_mark.line + 1, node.start_mark.column + 1)
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(document, item, (*location, number), seen, problems) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(document, node, location, seen, problems))
    return str(node.value)


def _not_plain(node: yaml.Node, seen: set[int]) -> str:
    if id(node) in seen:
        return "repeats another place by '*'; write the value itself"
    if not str(node.tag).startswith("tag:yaml.org,2002:") or str(node.tag).rsplit(":", 1)[-1] not in ("str", "seq", "map"):
        return f"has the tag '{node.tag}'; write the plain value"
    return ""


def _pairs(document: Document, node: yaml.MappingNode, location: Location, seen: set[int], problems: list[Problem]) -> Iterator[tuple[str, Value]]:
    known: dict[str, int] = {}
    for key, item in node.value:
        spot = Spot(key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(document.path, spot.line, spot.column, field_name(location), "a key must be one word", Rule.PLAIN_YAML))
            continue
        name = str(key.value)
        if name in known:
            said = f"stands here a second time (first in line {known[name]}); keep one of the two"
            problems.append(Problem(document.path, spot.line, spot.column, field_name((*location, name)), said, Rule.DUPLICATE_KEY))
            continue
        known[name] = spot.line
        document.keys[(*location, name)] = spot
        yield name, _value(document, item, (*location, name), seen, problems)
