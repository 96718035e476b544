"""Loading: a content folder goes in, its YAML files as plain text values with the place of each come out, and problems."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

import yaml

from guidance import limits
from guidance.content import yaml_errors
from guidance.content.yaml_parser import (
    Location,
    NeedsCareError,
    Spot,
    Value,
    Walk,
    compose,
    plain_value,
    too_deep,
    walked,
)
from guidance.diagnostics.invisible_characters import find_invisible, invisible_character_message
from guidance.diagnostics.problem import ContentError, Problem, field_name
from guidance.diagnostics.rules import Rule


@dataclass
class Document:
    """One YAML file: its values as text, and where each key and value stands."""

    path: str
    """Relative to the parent of the content folder, with forward slashes."""
    lines: list[str] = field(default_factory=list)
    value: Value = ""
    is_read: bool = False
    """Whether the file could be read as YAML; else it holds its lines at most."""
    text: str = ""
    """What could be read as YAML."""
    skipped: Sequence[str] = ()
    """The lines of what stands below a key a second time."""

    @cached_property
    def walk(self) -> Walk:
        """The way through the tree on which the place of everything is found: gone where one is asked for, since most files have nothing to tell of."""
        return walked(compose(self.text), self.lines)

    @property
    def values(self) -> Mapping[Location, Spot]:
        """Where each value stands."""
        return self.walk.values

    @property
    def keys(self) -> Mapping[Location, Spot]:
        """Where each key stands."""
        return self.walk.keys

    @property
    def stem(self) -> str:
        """The file's name without its ending: the identifier of what it holds."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yml")

    def spot(self, location: Location, offset: int | None = None) -> Spot:
        """Where the value stands, or the `offset`-th character of its text; for what is absent, where its holder stands."""
        while location and location not in self.values:
            location, offset = location[:-1], None
        return (
            self._inside(location, offset)
            if offset is not None
            else self.values.get(location, Spot(1, 1))
        )

    def key_spot(self, location: Location) -> Spot:
        """Where the key stands that leads to the value."""
        return self.keys.get(location) or self.spot(location)

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
        """A problem at the place of a value (or of its key) in this file."""
        spot = self.key_spot(location) if at_key else self.spot(location, offset)
        return Problem(
            self.path, spot.line, spot.column, field_name(location), message, rule, suggestion
        )

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
        found += [
            here / name
            for name in (*names, *links)
            if not name.startswith(".") and not name.endswith(".md")
        ]
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
    try:
        text = _text(document, path)
        root = _root(document, text)
    except _UnreadableError as error:
        return document, [error.problem]
    document.is_read, document.text = True, text
    return document, list(islice(_faults(document, root), limits.PROBLEMS))


def _text(document: Document, path: Path) -> str:
    """What the file holds as text; its lines are kept with the document."""
    if path.is_symlink() or not path.is_file():
        raise _UnreadableError(
            document.problem(
                Rule.KNOWN_FILE,
                (),
                "is no plain file; put the file itself here instead of a link to it",
            )
        )
    try:
        with path.open("rb") as file:
            raw = file.read(limits.BYTES + 1)
        if len(raw) > limits.BYTES:
            raise _UnreadableError(
                document.problem(
                    Rule.LIMIT,
                    (),
                    f"is larger than {limits.BYTES:,} bytes; part it, or leave something out",
                )
            )
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw[:40].count(0) > 10:
            raise _encoding(document, "", "is in UTF-16; save the file with the encoding UTF-8")
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise _UnreadableError(
            document.problem(
                Rule.KNOWN_FILE, (), f"cannot be read ({error.strerror}); check its permissions"
            )
        ) from None
    except UnicodeDecodeError as error:
        document.lines = raw.decode("utf-8", "replace").splitlines()
        before = raw[: error.start].decode("utf-8", "replace")
        raise _encoding(
            document, before, "is not in UTF-8; save the file with the encoding UTF-8"
        ) from None
    document.lines = text.splitlines() or [""]
    if found := next(find_invisible(text), None):
        message = invisible_character_message(found.group())
        raise _encoding(document, text[: found.start()], message)
    return text


def _root(document: Document, text: str) -> yaml.Node:
    """The tree of a YAML text."""
    if mend := yaml_errors.conflict(document.lines):
        raise _UnreadableError(_to_mend(document, mend, Rule.MERGE_CONFLICT))
    if mend := yaml_errors.odd_space(document.lines):
        raise _UnreadableError(_to_mend(document, mend, Rule.YAML_SYNTAX))
    try:
        root = compose(text)
    except yaml.YAMLError as error:
        raise _UnreadableError(_syntax(document, text, error)) from None
    if root is None:
        raise _UnreadableError(
            document.problem(Rule.EMPTY_TEXT, (), "is empty; write the record, or delete the file")
        )
    return root


def _encoding(document: Document, before: str, message: str) -> _UnreadableError:
    line = before.count("\n") + 1
    return _UnreadableError(
        Problem(
            document.path,
            line,
            len(before) - (before.rfind("\n") + 1) + 1,
            "file",
            message,
            Rule.ENCODING,
        )
    )


def _syntax(document: Document, text: str, error: yaml.YAMLError) -> Problem:
    """The reader's complaint in an editor's words; the reader in Python tells more than the fast one."""
    if deep := too_deep(text):
        message = (
            f"lies more than {limits.LEVELS} levels deep; check the brackets and the indentation"
        )
        return Problem(document.path, *deep, "file", message, Rule.PLAIN_YAML)
    try:
        yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as told:
        error = told
    return _to_mend(
        document, yaml_errors.explain_yaml_error(document.lines, error), Rule.YAML_SYNTAX
    )


def _to_mend(document: Document, mend: yaml_errors.Mend, rule: Rule) -> Problem:
    return Problem(document.path, mend.line, mend.column, "file", mend.words, rule)


def _faults(document: Document, root: yaml.Node) -> Iterator[Problem]:
    """What is wrong with a file as YAML; its value is kept with the document."""
    try:
        document.value = plain_value(root, document.text)
    except NeedsCareError:
        document.walk = walked(root, document.lines)
        document.value, document.skipped = document.walk.whole, document.walk.skipped
        for fault in document.walk.faults:
            spot = fault.spot or document.key_spot(fault.location)
            yield Problem(
                document.path, *spot, field_name(fault.location), fault.message, fault.rule
            )
