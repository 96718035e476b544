"""Mark the words that differ between two versions of a text, within a budget of comparisons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from guidance import limits
from guidance.diagnostics.invisible_characters import escape_invisible

CONTEXT = 8
"""The number of unchanged words that are shown on each side of a change."""
_Opcode = tuple[str, int, int, int, int]


class WordDiff:
    """Compares the words of all texts of one report.

    Words that are repeated make a comparison grow with the cube of their number. Once the texts of
    the report are worth `limits.COMPARED_WORDS` steps, and for each text that is worth more than a
    tenth of them, all between its common beginning and its common end counts as changed.
    """

    def __init__(self) -> None:
        self._left = limits.COMPARED_WORDS

    def mark_changes(self, old: str, new: str) -> str:
        """A text with its ~~old~~ and **new** words marked, and `CONTEXT` words around them."""
        before, after = _words(old), _words(new)
        parts: list[str] = []
        opcodes = self._opcodes(before, after)
        for number, (operation, a, b, c, d) in enumerate(opcodes):
            if operation == "equal":
                is_last = number == len(opcodes) - 1
                parts += _context(after[c:d], is_first=number == 0, is_last=is_last)
                continue
            parts += [f"~~{escape(' '.join(before[a:b]))}~~"] if a < b else []
            parts += [f"**{escape(' '.join(after[c:d]))}**"] if c < d else []
        return " ".join(parts)

    def _opcodes(self, before: Sequence[str], after: Sequence[str]) -> Sequence[_Opcode]:
        """What differs between two lists of words, as `difflib.SequenceMatcher` gives it."""
        steps = _most_steps(before, after)
        if steps <= min(self._left, limits.COMPARED_WORDS // 10):
            self._left -= steps
            return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        start = _common(before, after)
        rest = _common(before[start:][::-1], after[start:][::-1])
        a, b = len(before) - rest, len(after) - rest
        opcodes = (
            ("equal", 0, start, 0, start),
            ("replace", start, a, start, b),
            ("equal", a, len(before), b, len(after)),
        )
        return [opcode for opcode in opcodes if opcode[1] < opcode[2] or opcode[3] < opcode[4]]


def _most_steps(before: Sequence[str], after: Sequence[str]) -> int:
    """The most steps that `difflib.SequenceMatcher` takes: it searches once for each match."""
    counts = Counter(after)
    pairs = sum(count * counts[word] for word, count in Counter(before).items())
    return (pairs + len(before)) * (min(len(before), len(after)) + 1)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """The number of words with which both lists begin."""
    pairs = enumerate(zip(first, second, strict=False))
    shortest = min(len(first), len(second))
    return next((number for number, (one, other) in pairs if one != other), shortest)


def _words(text: str) -> Sequence[str]:
    """The words of a text, with a sign for each break between paragraphs."""
    return re.sub(r"\n\s*\n", " ¶ ", text).split()


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
