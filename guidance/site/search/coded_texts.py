"""Coded texts: each word of a text as one character, the number of the word in a list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

FIRST = 0x100
"""The character of the first word; those before it have a meaning in JSON or in a terminal."""
SURROGATES = range(0xD800, 0xE000)
"""Code points that are no characters."""


@dataclass(frozen=True)
class TextCoder:
    """Codes and decodes texts; a word is whatever stands between two spaces."""

    words: Sequence[str]
    """All words, the most frequent first: their characters are the shortest."""

    @cached_property
    def _characters(self) -> dict[str, str]:
        return {word: _character(number) for number, word in enumerate(self.words)}

    @cached_property
    def _words(self) -> dict[str, str]:
        return {character: word for word, character in self._characters.items()}

    def coded(self, text: str) -> str:
        """A text with a character for each of its words."""
        return "".join(self._characters[word] for word in text.split(" "))

    def coded_texts(self, texts: str | Iterable[str]) -> str | list[str]:
        """A text, or each of several."""
        return self.coded(texts) if isinstance(texts, str) else [*map(self.coded, texts)]

    def text(self, coded: str) -> str:
        """The text, as it was coded."""
        return " ".join(self._words[character] for character in coded)


def coder_of(texts: Iterable[str]) -> TextCoder:
    """The coder of some texts."""
    counts = Counter(word for text in texts for word in text.split(" "))
    return TextCoder([word for word, _ in counts.most_common()])


def _character(number: int) -> str:
    point = FIRST + number
    return chr(point if point < SURROGATES.start else point + len(SURROGATES))
