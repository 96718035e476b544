"""Find what is left in a text of the layout of the document from which it was pasted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from guidance.diagnostics.standard_characters import Finding
from guidance.limits import NAME

_BULLET = re.compile(r"[•‣◦▪●⁃∙]|^[ \t]*[·→■□○▫➢➤❖✓✔o–—](?=[ \t]+\S)", re.MULTILINE)
"""Bullets anywhere, and signs at the start of a line that serve as bullets there."""
_DASHES = "–—"
"""Bullets only where several lines begin with them."""
_BREAK = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011¬]\s+(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]*")
_SUSPENDED = frozenset(("and", "or", "to", "nor", "but", "as", "und", "oder", "et", "ou", "y", "и"))
"""Words behind a hyphen that stands for the rest of a later word: *short- and long-term*."""
_SEPARATOR = re.compile(r"[;；|•、，]|(?<=\s)/(?=\s)")


def find_bullets(text: str) -> Iterator[Finding]:
    """Each sign of a list that is typed into a text, such as a bullet; dashes from two lines on."""
    found = [*_BULLET.finditer(text)]
    for match in found:
        bullet = match.group().strip()
        if bullet in _DASHES and len(found) == 1:
            continue
        message = f"holds '{bullet}', a bullet, but a text holds no lists; write sentences"
        before, rest = text[: match.start()].strip(), text[match.end() :].strip()
        is_alone = len(found) == 1 and not before and "\n" not in rest
        yield Finding(match.end() - 1, message, rest if is_alone else "")


def find_broken_words(text: str, words: Collection[str]) -> Iterator[Finding]:
    """Each word that a hyphen breaks at the end of a line.

    The suggestion is the spelling that is among `words`, which are in lower case.
    """
    for match in _BREAK.finditer(text):
        before = _letters(text[max(match.start() - NAME, 0) : match.start()][::-1])[::-1]
        behind = _letters(text[match.end() : match.end() + NAME])
        if behind in _SUSPENDED:
            continue
        spellings = (before + behind, f"{before}-{behind}")
        message = (
            f"breaks the word '{spellings[1]}' at the end of a line; "
            "write it in one piece, without the space behind the hyphen"
        )
        known = [spelling for spelling in spellings if spelling.lower() in words]
        yield Finding(match.start(), message, known[0] if len(known) == 1 else "")


def find_separators(entry: str) -> Iterator[Finding]:
    """The first sign that separates several entries of a list within one of them."""
    if match := _SEPARATOR.search(entry):
        parts = [part.strip() for part in _SEPARATOR.split(entry) if part.strip()]
        message = (
            f"is one entry with a '{match.group()}' in it; "
            "write several entries with a comma between them"
        )
        entries = ", ".join(f'"{part}"' if "," in part else part for part in parts)
        yield Finding(match.start(), message, entries)


def _letters(text: str) -> str:
    """The letters with which a text begins."""
    match = _LETTERS.match(text)
    return match.group() if match else ""
