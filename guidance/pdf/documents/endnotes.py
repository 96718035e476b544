"""Notes: what a document tells beside its text goes in while its pages are drawn, numbered notes for its end come out, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from guidance.content import model

Told = str | model.Instrument
"""What a note tells: a remark on the source, or an instrument on which a record rests."""


@dataclass(frozen=True)
class Mark:
    """The number of a note, where the text calls for it."""

    number: int
    is_first: bool
    """Whether it is the first mark of its note: there the note leads back to."""


@dataclass(frozen=True)
class Endnotes:
    """The notes of one document, in the order of their first marks."""

    numbers: dict[str, int] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)

    def mark(self, told: Told) -> Mark:
        """The mark of a note; what is told again has the number that it had."""
        key = told if isinstance(told, str) else told.id
        is_first = key not in self.numbers
        if is_first:
            self.told.append(told)
            self.numbers[key] = len(self.told)
        return Mark(self.numbers[key], is_first)

    def __iter__(self) -> Iterator[tuple[int, Told]]:
        """Every note with its number."""
        return iter(enumerate(self.told, 1))
