"""Load the YAML files of a content folder as documents, with the problems of their YAML."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

from guidance import limits
from guidance.content.document import Document, KnownDocuments
from guidance.content.folder_files import FolderFiles, list_folder
from guidance.content.layout import SOURCE_HASHES
from guidance.content.merge_conflict import merge_conflict
from guidance.content.yaml_errors import explain_yaml_error
from guidance.content.yaml_lines import SyntaxProblem, misleading_space
from guidance.content.yaml_parser import (
    SuspectYamlError,
    TooManyValuesError,
    compose,
    first_too_deep,
    precise_error,
    value_of,
)
from guidance.content.yaml_tree import read_tree
from guidance.diagnostics.file_kinds import foreign_kind
from guidance.diagnostics.invisible_characters import find_invisible, invisible_character_message
from guidance.diagnostics.mojibake import find_mojibake_around
from guidance.diagnostics.problem import ContentError, Problem, field_name
from guidance.diagnostics.rules import Rule

_DROPPING_RULES = (Rule.DUPLICATE_KEY, Rule.PLAIN_YAML, Rule.LIMIT)
"""The rules whose problems drop a value."""


def load_folder(
    content: Path, known: KnownDocuments | None = None
) -> list[tuple[Document, list[Problem]]]:
    """Every file of a content folder with its YAML problems, sorted by path.

    With `known`, files whose bytes have not changed are not parsed again.
    Raises `ContentError` if the folder is a link, cannot be read, or exceeds the limits.
    """
    if content.is_symlink():
        message = "is a link to another folder; put the folder itself here"
        raise ContentError([Problem(content.name, 1, 1, "folder", message, Rule.KNOWN_FILE)])
    listing = list_folder(content)
    if problems := [*listing.unreadable, *_excess(content, listing)]:
        raise ContentError(problems[: limits.PROBLEMS])
    loaded: list[tuple[Document, list[Problem]]] = []
    problem_count = value_count = 0
    explained = limits.EXPLAINED_CHARACTERS
    for path in sorted([*listing.files, *listing.refused]):
        name = f"{content.name}/{path.relative_to(content).as_posix()}"
        if path in listing.refused:
            loaded.append(_refused_file(name, listing.refused[path]))
            continue
        quota = problem_quota(problem_count)
        document, problems = load_file(path, name, quota, explained, known)
        loaded.append((document, problems))
        problem_count += len(problems)
        value_count += document.value_count
        if not document.is_read:
            explained -= sum(len(line) + 1 for line in document.lines)
        if value_count > limits.ALL_VALUES:
            message = f"holds more than {limits.ALL_VALUES:,} keys and values; leave something out"
            raise ContentError([Problem(content.name, 1, 1, "folder", message, Rule.LIMIT)])
    return loaded


def problem_quota(reported: int) -> int:
    """How many problems of a file are reported after a number of those of other files.

    Each file with problems has at least one that is reported.
    """
    return min(limits.PROBLEMS, max(1, limits.ALL_PROBLEMS - reported))


def _refused_file(name: str, message: str) -> tuple[Document, list[Problem]]:
    document = Document(name)
    return document, [document.problem(Rule.KNOWN_FILE, (), message)]


def _excess(content: Path, listing: FolderFiles) -> Iterator[Problem]:
    """Limits of the whole folder that it exceeds."""
    files = [*listing.files, *listing.refused]
    hashes = islice((content / SOURCE_HASHES).glob("*.txt"), limits.FILES)
    size = sum(path.lstat().st_size for path in (*files, *hashes))
    message = ""
    if len(files) > limits.FILES:
        message = f"holds {len(files):,} files; allowed: {limits.FILES:,}"
    elif size > limits.ALL_BYTES:
        message = f"holds {size:,} bytes; allowed: {limits.ALL_BYTES:,}"
    if message:
        yield Problem(content.name, 1, 1, "folder", message, Rule.LIMIT)


class _UnreadableError(Exception):
    """A file cannot be read as YAML; `problem` gives the reason."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def load_file(
    path: Path,
    name: str,
    most_problems: int = limits.PROBLEMS,
    explained: int = limits.EXPLAINED_CHARACTERS,
    known: KnownDocuments | None = None,
) -> tuple[Document, list[Problem]]:
    """One file as a document, and at most `most_problems` problems of its YAML.

    `name` is the path that problems report. If there are problems, the document
    contains what could be read. The error of a longer text than `explained` is less precise.
    A file without problems is taken from `known`, or added to it.
    """
    document = Document(name)
    try:
        raw = _read_bytes(document, path)
    except _UnreadableError as error:
        return document, [error.problem]
    if known and (document_before := known.document(name, raw)):
        return document_before, []
    document, problems = load_bytes(raw, name, most_problems, explained)
    if known and not problems:
        known.keep(raw, document)
    return document, problems


def load_bytes(
    raw: bytes,
    name: str,
    most_problems: int = limits.PROBLEMS,
    explained: int = limits.EXPLAINED_CHARACTERS,
) -> tuple[Document, list[Problem]]:
    """The same for the bytes of a file."""
    document = Document(name)
    try:
        text = _decode(document, raw)
        root = _compose(document, text, explained)
    except _UnreadableError as error:
        return document, [error.problem]
    document.is_read, document.text = True, text
    problems = list(islice(_read_values(document, root), most_problems))
    document.is_whole = isinstance(document.value, dict) and not any(
        problem.rule in _DROPPING_RULES for problem in problems
    )
    return document, problems


def _read_bytes(document: Document, path: Path) -> bytes:
    """The bytes of a file, one more than the limit at most."""
    if path.is_symlink() or not path.is_file():
        message = "is no plain file; put the file itself here instead of a link to it"
        raise _UnreadableError(document.problem(Rule.KNOWN_FILE, (), message))
    try:
        with path.open("rb") as file:
            return file.read(limits.BYTES + 1)
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check its permissions"
        raise _UnreadableError(document.problem(Rule.KNOWN_FILE, (), message)) from None


def _decode(document: Document, raw: bytes) -> str:
    """The text of a file; sets the lines of the document."""
    if kind := foreign_kind(raw):
        message = (
            f"is {kind}, no text file; copy its words into a file of a plain text editor, "
            "saved with the encoding UTF-8"
        )
        raise _encoding_error(document, "", message)
    if len(raw) > limits.BYTES:
        message = f"is larger than {limits.BYTES:,} bytes; part it, or leave something out"
        raise _UnreadableError(document.problem(Rule.LIMIT, (), message))
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw[:40].count(0) > 10:
        raise _encoding_error(document, "", "is in UTF-16; save the file with the encoding UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        document.lines = raw.decode("utf-8", "replace").splitlines()
        before = raw[: error.start].decode("utf-8", "replace")
        message = "is not in UTF-8; save the file with the encoding UTF-8"
        raise _encoding_error(document, before, message) from None
    document.lines = text.splitlines() or [""]
    if match := next(find_invisible(text), None):
        if misread := find_mojibake_around(text, match.start()):
            raise _encoding_error(
                document, text[: misread.offset], misread.message, Rule.MISREAD_TEXT
            )
        message = invisible_character_message(match.group())
        raise _encoding_error(document, text[: match.start()], message)
    return text


def _compose(document: Document, text: str, explained: int) -> yaml.Node:
    """The root node of a YAML text."""
    if problem := merge_conflict(document.lines):
        raise _UnreadableError(_located(document, problem, Rule.MERGE_CONFLICT))
    if problem := misleading_space(document.lines):
        raise _UnreadableError(_located(document, problem, Rule.YAML_SYNTAX))
    try:
        root = compose(text)
    except TooManyValuesError:
        message = (
            f"has more than {limits.VALUES:,} keys and values; part it, or leave something out"
        )
        raise _UnreadableError(document.problem(Rule.LIMIT, (), message)) from None
    except yaml.YAMLError as error:
        raise _UnreadableError(_syntax_problem(document, text, error, explained)) from None
    if root is None:
        message = "is empty; write the record, or delete the file"
        raise _UnreadableError(document.problem(Rule.EMPTY_TEXT, (), message))
    return root


def _encoding_error(
    document: Document, before: str, message: str, rule: Rule = Rule.ENCODING
) -> _UnreadableError:
    """An error at the character that follows the text `before`."""
    lines = f"{before}.".splitlines()
    return _UnreadableError(
        Problem(document.path, len(lines), len(lines[-1]), "file", message, rule)
    )


def _syntax_problem(
    document: Document, text: str, error: yaml.YAMLError, explained: int
) -> Problem:
    """A YAML error, explained for editors.

    The text is parsed again in Python, since the errors of the Python parser are more precise than
    those of the C parser; but not if it is longer than `explained`, since that parser is slow.
    """
    if position := first_too_deep(text):
        message = (
            f"lies more than {limits.LEVELS} levels deep; check the brackets and the indentation"
        )
        return Problem(document.path, *position, "file", message, Rule.PLAIN_YAML)
    if len(text) <= explained:
        error = precise_error(text) or error
    return _located(document, explain_yaml_error(document.lines, error), Rule.YAML_SYNTAX)


def _located(document: Document, problem: SyntaxProblem, rule: Rule) -> Problem:
    return Problem(document.path, problem.line, problem.column, "file", problem.message, rule)


def _read_values(document: Document, root: yaml.Node) -> Iterator[Problem]:
    """Set the value of the document, and yield its YAML problems."""
    try:
        document.value = value_of(root, document.text)
    except SuspectYamlError:
        document.tree = read_tree(root, document.lines)
        document.value = document.tree.value
        document.duplicate_lines = [*document.tree.duplicate_lines.values()]
        for problem in document.tree.problems:
            position = problem.position or document.key_position(problem.location)
            field = field_name(problem.location)
            yield Problem(document.path, *position, field, problem.message, problem.rule)
