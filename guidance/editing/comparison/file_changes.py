"""Changes of whole files: those that cannot be compared, and those that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from guidance.content.document import Document
from guidance.content.layout import entry_class
from guidance.diagnostics.problem import Problem
from guidance.editing.comparison.change import Change, Sort
from guidance.history.visible_text import as_shown

File = tuple[Document, Sequence[Problem]]
"""A loaded file with the problems of its YAML."""
_UNKNOWN_KEYS = "only keys that have no place there changed; make check names them"
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")


def is_compared(document: Document) -> bool:
    """Whether a file was read whole and has a place in the content."""
    return document.is_whole and entry_class(document.path) is not None


def not_compared(files: Sequence[File], *, is_earlier: bool = False) -> Iterator[Change]:
    """The files of one state that cannot be read whole, or have no place in the content."""
    for document, problems in files:
        if is_compared(document):
            continue
        line = problems[0].line if problems else 1
        if entry_class(document.path) is None:
            note = "has no place in the content, so nothing of it is read"
        else:
            reason = problems[0].full_message if problems else "holds no record"
            note = f"cannot be read: it {reason}" if line == 1 else f"line {line} {reason}"
        note = f"as it was before, {note}" if is_earlier else note
        yield Change(Sort.NOT_COMPARED, document.path, "", document.path, line, note=note)


def unseen_changes(
    before: tuple[Path, Sequence[File]],
    now: tuple[Path, Sequence[File]],
    names: Collection[str],
    reported: Collection[str],
) -> Iterator[Change]:
    """One change for each file that differs, but in nothing that readers see.

    Both states are given as folder and files; `names` are the files to compare, relative to the
    folder. Of those `reported`, which have other changes too, only a change of the line ends is
    given, which touches every line.
    """
    old, new = (
        {document.path.partition("/")[2]: document for document, _ in files}
        for _, files in (before, now)
    )
    for name in sorted({*names} & {*old} & {*new}):
        if not (is_compared(old[name]) and is_compared(new[name])):
            continue
        raw_texts = [(folder / name).read_bytes() for folder, _ in (before, now)]
        path, sort = new[name].path, Sort.UNSEEN
        kinds = _line_end_change(old[name], new[name])
        if name not in reported and as_shown(old[name].value) == as_shown(new[name].value):
            kinds += _kinds(*raw_texts, is_explained=bool(kinds))
        elif name not in reported:
            kinds, sort = [_UNKNOWN_KEYS], Sort.NOT_COMPARED
        if kinds:
            yield Change(sort, path, "", path, 1, note=" and ".join(kinds))


def _line_end_change(old: Document, new: Document) -> list[str]:
    ends = [_line_ends(document) for document in (old, new)]
    return [] if ends[0] == ends[1] else [f"line ends (were {ends[0]}, are {ends[1]})"]


def _kinds(old: bytes, new: bytes, *, is_explained: bool) -> list[str]:
    """In what two files differ that hold the same values, beside their line ends."""
    texts = [raw.decode("utf-8", "replace") for raw in (old, new)]
    found = [kind for kind, sign in _SIGNS.items() if sign(texts[0]) != sign(texts[1])]
    return found or ([] if is_explained else ["the order or the notation of keys and lists"])


def _line_ends(document: Document) -> str:
    """The line ends of a file by name; `mixed` for several, `none` for a single line."""
    found = set(document.line_ends)
    return found.pop() if len(found) == 1 else "mixed" if found else "none"


def _spaces(text: str) -> Sequence[str]:
    """The spaces of a text without its comments and its kind of line ends."""
    text = "\n".join(text.removeprefix("\ufeff").splitlines())
    text = re.sub(r"(?m)^[^\S\n]*#.*\n|[^\S\n]+#.*$", "", text)
    return re.findall(r"[^\S\n]+|\n+", text.rstrip() + "\n")


_SIGNS: Mapping[str, Callable[[str], object]] = {
    "the byte order mark": lambda text: text.startswith("\ufeff"),
    "comments": lambda text: [match.strip() for match in _COMMENT.findall(text)],
    "quotation marks": lambda text: (text.count('"'), text.count("'")),
    "Unicode normalization": lambda text: unicodedata.normalize("NFC", text) == text,
    "spaces or line breaks": _spaces,
}
"""What may differ between files of the same values, with what shows that it does."""
