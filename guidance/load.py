"""Loading: a content folder goes in, its YAML files as plain text values with the place of each come out, and problems."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from guidance import limits, syntax
from guidance.problems import ContentError, Problem, Rule, field_name, shown
from guidance.signs import UNSEEN
from guidance.text import unseen

Location = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]

_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_CURLED = re.compile(rf"[{syntax.CURLY}].*[{syntax.CURLY}\"']$", re.DOTALL)
_CUT_OFF = re.compile(r"\s+(#[^\s#].*)")
_PLACEHOLDER = re.compile(r"\bTODO\b|‹[^›]*›|^\s*(?:…|\.\.\.)\s*$")
_LEFT = re.compile(r"TODO|[‹…\\]|\.\.\.")
"""Something of this stands in every file with a placeholder: as it is, or written with a backslash."""
_ABSENT = ("~", "null", "Null", "NULL")


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
    skipped: list[str] = field(default_factory=list)
    """The lines of what stands below a key a second time."""

    @property
    def stem(self) -> str:
        """The file's name without its ending: the identifier of what it holds."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yml")

    def spot(self, location: Location, offset: int | None = None) -> Spot:
        """Where the value stands, or the `offset`-th character of its text; for what is absent, where its holder stands."""
        while location and location not in self.values:
            location, offset = location[:-1], None
        return self._inside(location, offset) if offset is not None else self.values.get(location, Spot(1, 1))

    def key_spot(self, location: Location) -> Spot:
        """Where the key stands that leads to the value."""
        return self.keys.get(location) or self.spot(location)

    def problem(self, rule: Rule, location: Location, message: str, *, offset: int | None = None, at_key: bool = False) -> Problem:
        """A problem at the place of a value (or of its key) in this file."""
        spot = self.key_spot(location) if at_key else self.spot(location, offset)
        return Problem(self.path, spot.line, spot.column, field_name(location), message, rule)

    def _inside(self, location: Location, offset: int) -> Spot:
        """The place of a character within a text: exact in a block of lines and in a text of one line."""
        start, text = self.values[location], self.text_at(location)
        before = text[:offset]
        opening = self.lines[start.line - 1][start.column - 1 :]
        if opening.startswith("|"):
            row = start.line + 1 + before.count("\n")
            own = text.split("\n")[before.count("\n")]
            if not own or row > len(self.lines):
                return start
            indent = self.lines[row - 1].find(own)
            return Spot(row, max(indent, 0) + offset - (before.rfind("\n") + 1) + 1)
        column = self.lines[start.line - 1].find(text, start.column - 1)
        return Spot(start.line, column + offset + 1) if column >= 0 else start

    def text_at(self, location: Location) -> str:
        """The text at a place; empty where a list or a group of keys stands."""
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


def load_folder(content: Path) -> list[tuple[Document, list[Problem]]]:
    """Every file of a content folder with what is wrong with it as YAML, in the order of their paths.

    Raises `ContentError` where the folder is a link, or holds more than anybody needs.
    """
    files = find_files(content)
    if excess := _too_much(content, files):
        raise ContentError([excess])
    return [load(path, f"{content.name}/{path.relative_to(content).as_posix()}") for path in files]


def _too_much(content: Path, files: Sequence[Path]) -> Problem | None:
    """What keeps a content folder from being read at all: it is a link, or holds more than anybody needs."""

    def problem(rule: Rule, message: str) -> Problem:
        return Problem(content.name, 1, 1, "folder", message, rule)

    if content.is_symlink():
        return problem(Rule.KNOWN_FILE, "is a link to another folder; put the folder itself here")
    if len(files) > limits.FILES:
        return problem(Rule.LIMIT, f"holds {len(files):,} files; allowed: {limits.FILES:,}")
    size = sum(path.lstat().st_size for path in files)
    if size > limits.ALL_BYTES:
        return problem(Rule.LIMIT, f"holds {size:,} bytes; allowed: {limits.ALL_BYTES:,}")
    return None


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
    problems.extend(_placeholders(document))
    return document, problems[: limits.PROBLEMS]


def _text(document: Document, path: Path) -> str:
    """What the file holds as text; its lines are kept with the document."""
    if path.is_symlink() or not path.is_file():
        raise _UnreadableError(document.problem(Rule.KNOWN_FILE, (), "is no plain file; put the file itself here instead of a link to it"))
    try:
        with path.open("rb") as file:
            raw = file.read(limits.BYTES + 1)
        if len(raw) > limits.BYTES:
            raise _UnreadableError(document.problem(Rule.LIMIT, (), f"is larger than {limits.BYTES:,} bytes; part it, or leave something out"))
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw[:40].count(0) > 10:
            raise _encoding(document, "", "is in UTF-16; save the file with the encoding UTF-8")
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise _UnreadableError(document.problem(Rule.KNOWN_FILE, (), f"cannot be read ({error.strerror}); check its permissions")) from None
    except UnicodeDecodeError as error:
        document.lines = raw.decode("utf-8", "replace").splitlines()
        before = raw[: error.start].decode("utf-8", "replace")
        raise _encoding(document, before, "is not in UTF-8; save the file with the encoding UTF-8") from None
    document.lines = text.splitlines() or [""]
    if sign := UNSEEN.search(text):
        raise _encoding(document, text[: sign.start()], unseen(sign.group()))
    return text


def _compose(document: Document, text: str) -> yaml.Node:
    """The tree of a YAML text."""
    if mend := syntax.conflict(document.lines):
        raise _UnreadableError(_to_mend(document, mend, Rule.MERGE_CONFLICT))
    if mend := syntax.odd_space(document.lines):
        raise _UnreadableError(_to_mend(document, mend, Rule.YAML_SYNTAX))
    try:
        if deep := _too_deep(text):
            message = f"lies more than {limits.LEVELS} levels deep; check the brackets and the indentation"
            raise _UnreadableError(Problem(document.path, deep.line, deep.column, "file", message, Rule.PLAIN_YAML))
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise _UnreadableError(_syntax(document, text, error)) from None
    if node is None:
        raise _UnreadableError(document.problem(Rule.EMPTY_TEXT, (), "is empty; write the record, or delete the file"))
    return node


def _too_deep(text: str) -> Spot | None:
    """Where a text is nested deeper than `limits.LEVELS`: composing goes as deep as the text does, and must not run out of stack."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > limits.LEVELS and event.start_mark:
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
    return _to_mend(document, syntax.mend(document.lines, error), Rule.YAML_SYNTAX)


def _to_mend(document: Document, mend: syntax.Mend, rule: Rule) -> Problem:
    return Problem(document.path, mend.line, mend.column, "file", mend.words, rule)


def _value(document: Document, node: yaml.Node, location: Location, seen: set[int], problems: list[Problem]) -> Value:
    """A node as text, list or mapping, with its places written down and its faults as YAML collected."""
    if fault := _not_plain(document, node, seen):
        problems.append(document.problem(Rule.PLAIN_YAML, location, fault, at_key=True))
        return ""
    document.values[location] = Spot(node.start_mark.line + 1, node.start_mark.column + 1)
    seen.add(id(node))
    if isinstance(node, yaml.CollectionNode) and len(node.value) > limits.ENTRIES:
        problems.append(document.problem(Rule.LIMIT, location, f"has {len(node.value):,} entries; allowed: {limits.ENTRIES:,}", at_key=True))
        return ""
    if isinstance(node, yaml.SequenceNode):
        return [_value(document, item, (*location, number), seen, problems) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(document, node, location, seen, problems))
    problems.extend(_misread(document, node, location))
    return str(node.value)


def _not_plain(document: Document, node: yaml.Node, seen: set[int]) -> str:
    if id(node) in seen:
        return "repeats another place by '*'; write the value itself"
    if node.tag not in _PLAIN_TAGS:
        return f"has the tag '{shown(node.tag)}'; write the plain value, or put the text in double quotes"
    sign = document.lines[node.start_mark.line][node.start_mark.column :][:1] if node.start_mark.line < len(document.lines) else ""
    if sign in ("&", "!") and isinstance(node, yaml.ScalarNode):
        return f"begins with '{sign}', which has a meaning of its own in YAML; put the text in double quotes"
    return ""


def _placeholders(document: Document) -> Iterator[Problem]:
    """What `new` left to be written; most files have no sign of it anywhere."""
    if not _LEFT.search("\n".join(document.lines)):
        return
    for location in document.values:
        if found := _PLACEHOLDER.search(document.text_at(location)):
            said = f"is still to be written; put the text in the place of '{found.group().strip()}', or delete the key where it may be absent"
            yield document.problem(Rule.PLACEHOLDER, location, said, offset=found.start())


def _misread(document: Document, node: yaml.Node, location: Location) -> Iterator[Problem]:
    """A text without quotation marks that YAML takes for something else than the editor means."""
    if getattr(node, "style", None):
        return
    text = str(node.value)
    if text in _ABSENT:
        yield document.problem(Rule.EMPTY_TEXT, location, f"is '{text}'; leave the key out where there is nothing to say, or write the text in double quotes")
    if _CURLED.match(text):
        said = 'stands in curly quotation marks, which become part of the text; write straight ones ("), or none'
        yield document.problem(Rule.YAML_SYNTAX, location, said)
    ended = node.end_mark
    behind = document.lines[ended.line][ended.column :] if ended.line < len(document.lines) else ""
    if behind and (lost := _CUT_OFF.match(behind)):
        said = f"ends before '{lost.group(1)[:40]}', since '#' begins a comment; put the whole text in double quotes"
        yield Problem(document.path, ended.line + 1, ended.column + lost.start(1) + 1, field_name(location), said, Rule.YAML_SYNTAX)


def _pairs(document: Document, node: yaml.MappingNode, location: Location, seen: set[int], problems: list[Problem]) -> Iterator[tuple[str, Value]]:
    known: dict[str, Spot] = {}
    repeated: list[dict[str, Spot]] = []
    """Keys that stand a second time, those in a row together: they were pasted at once."""
    row = False
    for key, item in node.value:
        spot = Spot(key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(document.path, spot.line, spot.column, field_name(location), "a key must be one word", Rule.PLAIN_YAML))
            continue
        name = str(key.value)
        if len(name) > limits.KEY or not name.isprintable():
            problems.append(
                Problem(document.path, spot.line, spot.column, field_name(location), f"a key must be one word, not '{shown(name)}'", Rule.PLAIN_YAML)
            )
            continue
        if name in known:
            repeated = repeated if row else [*repeated, {}]
            repeated[-1][name] = spot
            document.skipped += document.lines[key.start_mark.line : item.end_mark.line + 1]
            row = True
            continue
        row = False
        known[name] = document.keys[(*location, name)] = spot
        yield name, _value(document, item, (*location, name), seen, problems)
    problems.extend(_twice(document, location, names, known) for names in repeated)


def _twice(document: Document, location: Location, names: Mapping[str, Spot], known: Mapping[str, Spot]) -> Problem:
    """One key, or several in a row, stand a second time."""
    name, spot = next(iter(names.items()))
    first = known[name].line
    if name == "id" and location and len(names) > 1:
        said = f"begins a second record within the one of line {first}; put a dash before it, or delete what was pasted twice"
    else:
        more = {1: "", 2: ", and so does the key below it"}.get(len(names), f", and so do the {len(names) - 1} keys below it")
        said = f"stands here a second time{more} (first in line {first}); keep one of the two"
    return Problem(document.path, spot.line, spot.column, field_name((*location, name)), said, Rule.DUPLICATE_KEY)
