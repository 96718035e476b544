"""Find invisible characters in a text, and replace them by their code points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_RANGES = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x034F, 0x034F),
    (0x0600, 0x0605), (0x061C, 0x061C), (0x06DD, 0x06DD), (0x070F, 0x070F), (0x0890, 0x0891),
    (0x08E2, 0x08E2), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xD800, 0xDFFF), (0xE000, 0xF8FF),
    (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB),
    (0xFFFE, 0xFFFF), (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF), (0xF0000, 0x10FFFF),
)  # fmt: skip
"""Unicode characters that control, hide, join or reorder others, and those for private use.

Tab and line breaks are not among them.
"""

INVISIBLE = re.compile(
    "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _RANGES) + "]"
)


def find_invisible(text: str) -> Iterator[re.Match[str]]:
    """A match for each invisible character; printable ASCII, the usual case, is not searched."""
    return (
        iter(())
        if text.isascii() and text.replace("\n", "").isprintable()
        else INVISIBLE.finditer(text)
    )


def invisible_character_message(character: str) -> str:
    """The message about an invisible character in a file: its code point, its name, what to do."""
    name = unicodedata.name(character, "").lower()
    code_point = f"U+{ord(character):04X}"
    return f"holds the invisible character {code_point}{f' ({name})' if name else ''}; delete it"


def escape_invisible(text: str) -> str:
    """A text on one line; unprintable characters are replaced by their code points."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else f"[U+{ord(character):04X}]" for character in text
    )
