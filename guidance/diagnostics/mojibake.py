"""Find mojibake: UTF-8 that a program read in another encoding, such as `GonzÃ¡lez`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from guidance.diagnostics.standard_characters import Finding, word_at
from guidance.limits import NAME

_ENCODINGS = {"cp1252": "", "mac_roman": "¬√ƒ≈‚", "cp850": "┬├─┼Ô", "cp437": "┬├─┼Γ"}
"""The encodings in which programs misread UTF-8, the most frequent first.

Each with the characters that begin misread Latin letters and punctuation; empty for any.
"""
_TYPED_BEHIND_CAPITALS = "‘’‚“”„…–—«»‹›™"
"""Signs that people also type behind a capital with an accent, such as a quotation mark."""
_LOST = "\N{REPLACEMENT CHARACTER}"


def _bytes_of(encoding: str) -> dict[str, int]:
    """The byte of each character beyond ASCII; bytes without a character are controls (C1)."""
    decoded = {bytes([byte]).decode(encoding, "ignore"): byte for byte in range(0x80, 0x100)}
    return {chr(byte): byte for byte in range(0x80, 0xA0)} | decoded


_BYTES = {encoding: _bytes_of(encoding) for encoding in _ENCODINGS}


def find_mojibake(text: str) -> Iterator[Finding]:
    """Each run of misread characters, and each character that was lost."""
    if text.isascii():
        return
    end = 0
    for match in re.finditer(r"[^\x00-\x7f]", text):
        start = match.start()
        if start < end:
            continue
        if match.group() == _LOST:
            message = f"holds '{_LOST}' in the place of a character that was lost; type it anew"
            yield Finding(start, message)
        elif run := _misread(text, start):
            written, meant = run
            end = start + len(written)
            message = (
                f"holds '{written}', which was '{meant}' until a program misread it; type it anew"
            )
            before, behind = text[max(start - NAME, 0) : start], text[end : end + NAME]
            corrected = _corrected(before + meant + behind, len(before))
            yield Finding(start, message, corrected)


def find_mojibake_around(text: str, place: int) -> Finding | None:
    """The run of misread characters to which the one at `place` belongs; None if there is none."""
    start = max(place - 3, 0)
    return next(
        (
            found._replace(offset=found.offset + start)
            for found in find_mojibake(text[start : place + 4])
            if start + found.offset < place
        ),
        None,
    )


def _misread(text: str, start: int) -> tuple[str, str] | None:
    """The misread characters at a position and what they were; None if there are none."""
    for encoding, first_characters in _ENCODINGS.items():
        if first_characters and text[start] not in first_characters:
            continue
        values = [_BYTES[encoding].get(character, 0) for character in text[start : start + 4]]
        written = text[start : start + _length(values[0])]
        try:
            meant = bytes(values[: len(written)]).decode("utf-8")
        except UnicodeDecodeError:
            continue
        end = start + len(written)
        around = text[max(start - 1, 0) : start], text[end : end + 1]
        if len(meant) == 1 and len(written) > 1 and _is_plausible(written, meant, *around):
            return written, meant
    return None


def _length(first: int) -> int:
    """The number of bytes of a character in UTF-8 by its first byte; 0 for any other byte."""
    lengths = ((0xF5, 0), (0xF0, 4), (0xE0, 3), (0xC2, 2))
    return next((length for least, length in lengths if first >= least), 0)


def _is_plausible(written: str, meant: str, before: str, behind: str) -> bool:
    """Whether characters are more probably misread than typed, by the characters on either side."""
    kind, script = unicodedata.category(meant), unicodedata.name(meant, "").partition(" ")[0]
    if kind[0] not in "LPSZ":
        return False
    if kind[0] == "L" and script not in ("LATIN", "GREEK", "CYRILLIC"):
        return False
    if len(written) > 2:
        return not written.isalpha()
    if script == "LATIN" and ord(meant) > 0x17F:
        return False
    if written.isalpha():
        return before.islower() or behind.islower()
    return written[1] not in _TYPED_BEHIND_CAPITALS or behind.isalpha() or before.islower()


def _corrected(text: str, offset: int) -> str:
    """The word around a corrected character as it was meant; empty if that is not certain."""
    word, corrected, place = word_at(text, offset), "", 0
    while place < len(word):
        written, meant = _misread(word, place) or (word[place], word[place])
        corrected += meant
        place += len(written)
    scripts = {unicodedata.name(letter).split()[0] for letter in corrected if letter.isalpha()}
    return corrected if corrected.isprintable() and len(scripts) <= 1 else ""
