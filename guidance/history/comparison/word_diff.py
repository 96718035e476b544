"""Find the words that differ between two versions of a text, within a budget of comparisons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from guidance import limits

PARAGRAPH = "¶"
"""Stands among the words for a break between paragraphs."""
_Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Span:
    """Words of two versions at the same place: the same ones, or those of before and now."""

    old: Sequence[str]
    new: Sequence[str]
    is_equal: bool


class WordDiff:
    """Compares the words of all texts of one report.

    Words that are repeated make a comparison grow with the cube of their number. Once the texts of
    the report are worth `limits.COMPARED_WORDS` steps, and for each text that is worth more than a
    tenth of them, all between its common beginning and its common end counts as changed.
    """

    def __init__(self) -> None:
        self._left = limits.COMPARED_WORDS

    def spans(self, old: str, new: str) -> Sequence[Span]:
        """The words of two versions of a text, in their order."""
        before, after = _words(old), _words(new)
        return [
            Span(before[a:b], after[c:d], operation == "equal")
            for operation, a, b, c, d in self._opcodes(before, after)
        ]

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
    return re.sub(r"\n\s*\n", f" {PARAGRAPH} ", text).split()
