"""Mark the words that differ between two versions of a text, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guidance.diagnostics.invisible_characters import escape_invisible
from guidance.history.comparison.word_diff import WordDiff

CONTEXT = 8
"""The number of unchanged words that are shown on each side of a change."""


def mark_changes(words: WordDiff, old: str, new: str) -> str:
    """A text with its ~~old~~ and **new** words marked, and `CONTEXT` words around them."""
    parts: list[str] = []
    spans = words.spans(old, new)
    for number, span in enumerate(spans):
        if span.is_equal:
            is_last = number == len(spans) - 1
            parts += _context(span.new, is_first=number == 0, is_last=is_last)
            continue
        parts += [f"~~{escape(' '.join(span.old))}~~"] if span.old else []
        parts += [f"**{escape(' '.join(span.new))}**"] if span.new else []
    return " ".join(parts)


def _context(words: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[str]:
    """Unchanged words, shortened to those beside a change."""
    if len(words) <= 2 * CONTEXT and not (is_first or is_last):
        yield escape(" ".join(words))
    elif is_first:
        yield ("… " if len(words) > CONTEXT else "") + escape(" ".join(words[-CONTEXT:]))
    elif is_last:
        yield escape(" ".join(words[:CONTEXT])) + (" …" if len(words) > CONTEXT else "")
    else:
        yield f"{escape(' '.join(words[:CONTEXT]))} … {escape(' '.join(words[-CONTEXT:]))}"


def escape(text: str) -> str:
    """A text on one line, as it reads in Markdown and without unprintable characters."""
    return escape_invisible(re.sub(r"([\\`*_~\[\]<>|#])", r"\\\1", " ".join(text.split())))
