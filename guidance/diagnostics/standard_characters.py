"""Find spaces and letters that look like the usual ones and are not: no-break spaces, ligatures."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from guidance.diagnostics.look_alikes import SPACES
from guidance.limits import NAME

_SPACE = re.compile(rf"[{SPACES}]|&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
"""Spaces that are not the plain one, and entities of Markdown, which may stand for such a space."""
_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
"""A character with the accents behind it."""
_WORD_START = re.compile(r"[^\s\[({\"“‘,;:]*")
"""The characters of a word before a position, in reverse."""
_WORD_END = re.compile(r"[^\s\])}\"”,;:]*")
_VARIANTS = ("<compat>", "<wide>", "<narrow>", "<font>")
"""Decompositions of ligatures, of full-width signs, and of letters in the style of a font."""
_KEPT = "µĿŀ"
"""Letters with such a decomposition that people type."""


class Finding(NamedTuple):
    """What is wrong at one position of a text."""

    offset: int
    """The index of the character in the text."""
    message: str
    suggestion: str = ""
    """The word with the right characters; empty where that is not certain."""


def find_odd_spaces(text: str) -> Iterator[Finding]:
    """Each space that only looks like the plain one, such as a no-break space."""
    if text.isascii() and "&" not in text:
        return
    for match in _SPACE.finditer(text):
        space = html.unescape(match.group())
        if space == " " or unicodedata.category(space[0]) != "Zs":
            continue
        before = text[max(match.start() - NAME, 0) : match.start()].rpartition(" ")[2]
        after = text[match.end() : match.end() + NAME].partition(" ")[0]
        message = (
            f"holds a {unicodedata.name(space[0]).lower()} (U+{ord(space[0]):04X}), "
            "which only looks like a plain space; type a plain one"
        )
        words = _SPACE.sub(" ", f"{before} {after}").split()
        yield Finding(match.start(), message, " ".join(words) if before and after else "")


def find_odd_letters(text: str) -> Iterator[Finding]:
    """Each letter that is not in its standard form: accents apart, a ligature, full-width."""
    if text.isascii():
        return
    is_found = False
    for match in _CLUSTER.finditer(text):
        written = match.group()
        standard = standard_letters(written)
        if standard == written:
            continue
        is_found = True
        if len(written) > 1:
            message = f"holds '{standard}' as a letter and an accent; type it anew, as one letter"
        else:
            message = (
                f"holds '{written}' ({unicodedata.name(written).lower()}, U+{ord(written):04X}), "
                f"which a search for '{standard}' does not find; type '{standard}'"
            )
        yield Finding(match.start(), message, standard_letters(word_at(text, match.start())))
    normal = unicodedata.normalize("NFC", text)
    if not is_found and normal != text:
        pairs = enumerate(zip(text, normal, strict=False))
        offset = next((place for place, (old, new) in pairs if old != new), len(normal) - 1)
        message = f"holds '{normal[offset]}' as several characters; type it anew, as one letter"
        yield Finding(offset, message, standard_letters(word_at(text, offset)))


def standard_letters(text: str) -> str:
    """A text in NFC, without ligatures, full-width signs and letters in the style of a font."""
    return unicodedata.normalize(
        "NFC",
        "".join(
            unicodedata.normalize("NFKC", character) if _is_variant(character) else character
            for character in text
        ),
    )


def word_at(text: str, offset: int) -> str:
    """The word around a position, without the punctuation on either side."""
    before = _WORD_START.match(text[max(offset - NAME, 0) : offset][::-1])
    after = _WORD_END.match(text[offset : offset + NAME])
    return ((before.group()[::-1] if before else "") + (after.group() if after else "")).rstrip(
        ".!?"
    )


def _is_variant(character: str) -> bool:
    kind = unicodedata.decomposition(character).partition(" ")[0]
    return kind in ("<wide>", "<narrow>") or (
        kind in _VARIANTS and character.isalnum() and character not in _KEPT
    )
