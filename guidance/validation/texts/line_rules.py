"""Rules on the lines of a file: comments that cut off a part of a text, and line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from guidance import limits
from guidance.content import model
from guidance.content.document import Document
from guidance.content.layout import entry_class
from guidance.content.yaml_tree import Comment
from guidance.diagnostics.problem import Problem, field_name, shorten
from guidance.diagnostics.rules import Rule
from guidance.validation.messages.field_declarations import kind_at

_MAYBE_COMMENT = re.compile(r"\S[ \t]+#")
_KEY_OR_DASH = re.compile(r" *(?:- +)*(?:[\w-]+: +)?")
_LF = "save the file with the line ends LF, as on Linux and macOS"


def cut_texts(document: Document) -> Iterator[Problem]:
    """A text that ends at a `#`, which was meant as a part of it.

    A comment behind a text has two spaces before its `#` and one behind it, and does not begin with
    a digit. Behind other values, such as identifiers, one space before it is enough.
    """
    file_class = entry_class(document.path)
    if not file_class or not document.is_read or "#" not in document.text:
        return
    if not _MAYBE_COMMENT.search(document.text):
        return
    texts = (model.ValueKind.LINE, model.ValueKind.PROSE)
    for comment in document.tree.comments:
        is_text = kind_at(file_class, comment.location) in texts
        if comment.is_remark and (comment.spaces > 1 or not is_text):
            continue
        message = (
            f"ends before '{comment.text[:40]}', since ' #' begins a comment; "
            "put the whole text in double quotes, or the comment on a line of its own"
        )
        field = field_name(comment.location)
        suggestion = _whole_text(document, comment) if is_text else ""
        yield Problem(document.path, *comment.position, field, message, Rule.CUT_TEXT, suggestion)


def _whole_text(document: Document, comment: Comment) -> str:
    """The text with its cut part, in quotation marks; empty where that is not certain."""
    start = document.position(comment.location)
    line = document.lines[start.line - 1].rstrip()
    before, whole = line[: start.column - 1], line[start.column - 1 :]
    is_alone = start.line == comment.position.line and _KEY_OR_DASH.fullmatch(before)
    if not before or not is_alone or set(whole) & set('"\\') or len(whole) > limits.NAME:
        return ""
    return shorten(f'"{whole}"')


def line_ends(now: Sequence[Document], before: Sequence[Document]) -> Iterator[Problem]:
    """Every problem with line ends, and with their change since an earlier state."""
    earlier = {document.path.partition("/")[2]: document for document in before}
    for document in now:
        yield from _odd_line_ends(document)
        if old := earlier.get(document.path.partition("/")[2]):
            yield from _changed_line_ends(old, document)


def _odd_line_ends(document: Document) -> Iterator[Problem]:
    """Line ends of several kinds, or CR alone: for many programs, all of it is one line."""
    if "\r" not in document.text:
        return
    ends = document.line_ends
    kinds = [kind for kind, _ in Counter(ends).most_common()]
    if kinds == ["CRLF"]:
        return
    number = ends.index(kinds[-1])
    message = (
        f"has the line end {ends[number]}, and most of its lines have {kinds[0]}; {_LF}"
        if len(kinds) > 1
        else f"has the line ends CR, which most programs do not take for line ends; {_LF}"
    )
    column = len(document.lines[number]) + 1
    yield Problem(document.path, number + 1, column, "file", message, Rule.LINE_ENDS)


def _changed_line_ends(before: Document, now: Document) -> Iterator[Problem]:
    """Line ends of another kind than before: git shows every line as changed."""
    old, new = set(before.line_ends), set(now.line_ends)
    if len(old) == len(new) == 1 and new not in (old, {"CR"}):
        [was], [ends] = old, new
        message = (
            f"has the line ends {ends} in the place of {was}, so that all its "
            f"{len(now.lines)} lines count as changed; save it with {was}"
        )
        yield now.problem(Rule.LINE_ENDS, (), message)
