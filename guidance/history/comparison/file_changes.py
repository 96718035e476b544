"""Changes of whole files: those that cannot be compared, and those that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from guidance.content.document import Document
from guidance.content.layout import entry_class
from guidance.diagnostics.problem import Problem
from guidance.history.comparison.change import Change, Sort
from guidance.history.state import is_comparable
from guidance.history.visible_text import NORMALIZATION, SPACES, as_shown

File = tuple[Document, Sequence[Problem]]
"""A loaded file with the problems of its YAML."""
_UNKNOWN_KEYS = "only keys that have no place there changed; make check names them"
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")


def not_compared(files: Sequence[File], *, is_earlier: bool = False) -> Iterator[Change]:
    """The files of one state that cannot be read whole, or have no place in the content."""
    for document, problems in files:
        if is_comparable(document):
            continue
        line = problems[0].line if problems else 1
        if entry_class(document.path) is None:
            note = "has no place in the content, so nothing of it is read"
            note = note.replace("has", "had").replace("is read", "was read") if is_earlier else note
        else:
            message = problems[0].full_message if problems else "holds no record"
            how = "could not be read before" if is_earlier else "cannot be read"
            place = f" (line {line})" if line > 1 else ""
            note = f"{how}{place}: {message}"
        yield Change(Sort.NOT_COMPARED, document.path, "", document.path, line, note=note)


def unseen_changes(
    before: tuple[Path, Sequence[File]],
    now: tuple[Path, Sequence[File]],
    names: Collection[str],
    reported: Collection[str],
    *,
    are_all_compared: bool,
) -> Iterator[Change]:
    """One change for each file that differs, but in nothing that readers see.

    Both states are given as folder and files; `names` are the files to compare, relative to the
    folder. Of those `reported`, which have other changes too, only a change of the line ends is
    given, which touches every line. If all entries were compared, a file that differs elsewhere is
    named as well.
    """
    old, new = (
        {document.path.partition("/")[2]: document for document, _ in files}
        for _, files in (before, now)
    )
    for name in sorted({*names} & {*old} & {*new}):
        if not (is_comparable(old[name]) and is_comparable(new[name])):
            continue
        raw_texts = [(folder / name).read_bytes() for folder, _ in (before, now)]
        path, sort = new[name].path, Sort.UNSEEN
        kinds = _line_end_change(old[name], new[name])
        if name not in reported and as_shown(old[name].value) == as_shown(new[name].value):
            kinds += _kinds(*raw_texts, is_explained=bool(kinds))
        elif name not in reported and are_all_compared:
            kinds, sort = [_UNKNOWN_KEYS], Sort.NOT_COMPARED
        if kinds:
            yield Change(sort, path, "", path, 1, note=" and ".join(kinds))


def _line_end_change(old: Document, new: Document) -> list[str]:
    ends = [_line_ends(document) for document in (old, new)]
    return [] if ends[0] == ends[1] else [f"line ends (were {ends[0]}, are {ends[1]})"]


def _kinds(old: bytes, new: bytes, *, is_explained: bool) -> list[str]:
    """In what two files differ that hold the same values, beside their line ends."""
    texts = [raw.decode("utf-8", "replace") for raw in (old, new)]
    signs = _SIGNS if _marks(texts[0]) == _marks(texts[1]) else _SIGNS_OF_OTHER_NOTATION
    found = [kind for kind, sign in signs.items() if sign(texts[0]) != sign(texts[1])]
    return found or ([] if is_explained else [_NOTATION])


def _line_ends(document: Document) -> str:
    """The line ends of a file by name; `mixed` for several, `none` for a single line."""
    found = set(document.line_ends)
    return found.pop() if len(found) == 1 else "mixed" if found else "none"


def _without_comments(text: str) -> str:
    text = "\n".join(text.removeprefix("\ufeff").splitlines())
    return re.sub(r"(?m)^[^\S\n]*#.*\n|(?<![^\S\n])[^\S\n]+#.*$", "", text).rstrip() + "\n"


def _marks(text: str) -> str:
    """A text without comments, quotation marks and spaces."""
    return re.sub(r"[\s\"']", "", unicodedata.normalize("NFC", _without_comments(text)))


def _spaces(text: str) -> Sequence[str]:
    return re.findall(r"[^\S\n]+|\n+", _without_comments(text))


_NOTATION = "the order or the notation of keys and lists"
_SIGNS: Mapping[str, Callable[[str], object]] = {
    "the byte order mark": lambda text: text.startswith("\ufeff"),
    "comments": lambda text: [match.strip() for match in _COMMENT.findall(text)],
    "quotation marks": lambda text: (text.count('"'), text.count("'")),
    NORMALIZATION: lambda text: unicodedata.normalize("NFC", text) == text,
    SPACES: _spaces,
}
"""What may differ between files of the same values, with what shows that it does."""
_SIGNS_OF_OTHER_NOTATION: Mapping[str, Callable[[str], object]] = {
    **{kind: sign for kind, sign in _SIGNS.items() if sign is not _spaces},
    _NOTATION: _marks,
}
"""The same where keys or lists are written otherwise, which changes the spaces too."""
