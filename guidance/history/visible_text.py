"""Compare values of two states of the content as readers see them."""

from __future__ import annotations

import re
import unicodedata

from guidance.content.yaml_parser import Value

SPACES = "spaces or line breaks"
NORMALIZATION = "the way in which accented letters are stored (Unicode normalization)"
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_SPACE = re.compile(r"\s+([-*+] |\d+[.)] )?")
"""Spaces and line breaks, with the sign of a list behind them."""


def as_shown(value: Value) -> Value:
    """A value without what no reader sees.

    That is the kind of its spaces and line breaks within a paragraph, ligatures, and whether a
    letter and its accent are one character or two.
    """
    if isinstance(value, list):
        return [as_shown(item) for item in value]
    if isinstance(value, dict):
        return {name: as_shown(item) for name, item in value.items()}
    return _with_plain_spaces(_composed(_without_ligatures(value)))


def unseen_difference(old: Value, new: Value) -> str:
    """What differs between two values that look the same, such as `ligatures`."""
    steps = {
        SPACES: _with_plain_spaces,
        NORMALIZATION: _composed,
        "ligatures": _without_ligatures,
    }
    needed = []
    for kind in steps:
        texts = [_texts(old), _texts(new)]
        for other, step in steps.items():
            if other != kind:
                texts = [[step(text) for text in each] for each in texts]
        if texts[0] != texts[1]:
            needed.append(kind)
    return " and ".join(needed) or SPACES


def _texts(value: Value) -> list[str]:
    """A text, or the texts of a list."""
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _with_plain_spaces(text: str) -> str:
    return _SPACE.sub(_plain_space, text.strip())


def _plain_space(match: re.Match[str]) -> str:
    """A line break that readers see, between paragraphs or before an item of a list; or a space."""
    sign = match[1] or ""
    breaks = match.group().count("\n")
    return ("\n\n" if breaks > 1 or (breaks and sign) else " ") + sign


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _without_ligatures(text: str) -> str:
    return _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
