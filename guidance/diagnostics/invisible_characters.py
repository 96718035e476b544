"""Signs: a text goes in; the characters in it that nobody sees come out, or the same text with them made visible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_UNSEEN = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F),  # control characters but tab and line breaks
    (0xAD, 0xAD), (0x034F, 0x034F), (0x0600, 0x0605), (0x061C, 0x061C), (0x06DD, 0x06DD), (0x070F, 0x070F), (0x0890, 0x0891), (0x08E2, 0x08E2),
    (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF),
    (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF), (0xF0000, 0x10FFFF),
)  # fmt: skip
"""Characters that control, hide, join or turn the direction of what stands beside them, and those that mean nothing outside one machine."""

UNSEEN = re.compile("[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _UNSEEN) + "]")


def unseen_in(text: str) -> Iterator[re.Match[str]]:
    """Each character of a text that nobody sees; most texts are told to have none at a glance."""
    return (
        iter(())
        if text.isascii() and text.replace("\n", "").isprintable()
        else UNSEEN.finditer(text)
    )


def named(sign: str) -> str:
    """A character that nobody sees, by its number and, where it has one, its name."""
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f" ({name})" if name else "")


def visible(text: str) -> str:
    """A text that may be shown on a terminal or in a log: on one line, and with every character that nobody sees by its number."""
    return (
        text
        if text.isprintable()
        else "".join(sign if sign.isprintable() else f"[U+{ord(sign):04X}]" for sign in text)
    )
