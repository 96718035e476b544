"""Endnotes of a document or a page, numbered in the order of their first references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from guidance.content import model
from guidance.i18n import Words

Note = str | model.Instrument
"""A remark on the source, or an instrument on which a record rests."""


@dataclass(frozen=True)
class NoteReference:
    """A reference from the text to a note."""

    number: int
    is_first: bool
    """Whether it is the first reference to its note, to which the note links back."""


@dataclass(frozen=True)
class Endnotes:
    """The notes of one document or page; references have to be made in reading order."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _notes: list[Note] = field(default_factory=list)

    def refer(self, note: Note) -> NoteReference:
        """Refer to a note; equal notes share a number."""
        key = note if isinstance(note, str) else note.id
        is_first = key not in self._numbers
        if is_first:
            self._notes.append(note)
            self._numbers[key] = len(self._notes)
        return NoteReference(self._numbers[key], is_first)

    def mark(self, note: Note, words: Words) -> list[Token]:
        """The reference to a note as a link: its number, as inline tokens."""
        reference = self.refer(note)
        attributes: dict[str, str | int | float] = {
            "class": "mark",
            "role": "doc-noteref",
            "href": f"#note-{reference.number}",
            **({"id": f"mark-{reference.number}"} if reference.is_first else {}),
            "title": words("notes.note", number=reference.number),
        }
        return [
            Token("link_open", "a", 1, attrs=attributes),
            Token("text", "", 0, content=str(reference.number)),
            Token("link_close", "a", -1),
        ]

    def __len__(self) -> int:
        """The number of notes."""
        return len(self._notes)

    def __iter__(self) -> Iterator[tuple[int, Note]]:
        """All notes with their numbers."""
        return iter(enumerate(self._notes, 1))
