"""Find words with letters of several alphabets, such as a Cyrillic а among Latin letters.

The alphabet of a letter is the first word of its name in Unicode. Scripts that are written
together with Latin letters in one word, such as those of Japanese, are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from guidance.diagnostics.look_alikes import LookAlike, twin_of
from guidance.diagnostics.standard_characters import Finding, word_at

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN")
_CYRILLIC_TWINS = dict(zip("ABEKMHOPCTXaeopcyx", "АВЕКМНОРСТХаеорсух", strict=True))
"""Latin letters, each with the Cyrillic letter that it looks like."""


def find_mixed_alphabets(text: str) -> Iterator[Finding]:
    """The first foreign letter of each word that mixes alphabets.

    A word of one or two letters also counts, if they look like Latin ones, and the text is in
    Latin letters but for such words.
    """
    if text.isascii():
        return
    words = {match: alphabets_of(match.group()) for match in _WORD.finditer(text)}
    letters = sum(words.values(), Counter[str]())
    is_latin = letters["LATIN"] > 0 and _is_latin(words)
    for match, alphabets in words.items():
        if len(alphabets) > 1:
            own = max(alphabets, key=lambda name: (alphabets[name], letters[name]))
            yield _finding(text, match, own)
        elif is_latin and _is_short_look_alike(match.group()):
            yield _finding(text, match, "LATIN")


def _finding(text: str, match: re.Match[str], own: str) -> Finding:
    """The finding at the first letter of a word that is not of its `own` alphabet."""
    word = match.group()
    place = next(n for n, letter in enumerate(word) if _alphabet(letter) not in (own, ""))
    twin = _twin(word[place], own)
    description = LookAlike(place, word[place], twin).description
    message = f"holds {description} in a {own.title()} word; " + (
        f"type the {own.title()} '{twin}'" if twin else f"type the word in {own.title()} letters"
    )
    offset = match.start() + place
    corrected = "".join(_twin(letter, own) or letter for letter in word_at(text, offset))
    return Finding(offset, message, corrected if set(alphabets_of(corrected)) == {own} else "")


def _twin(letter: str, alphabet: str) -> str:
    """The letter of an alphabet that a letter of another one looks like; empty if none does."""
    if _alphabet(letter) in (alphabet, ""):
        return ""
    if alphabet == "LATIN":
        return twin_of(letter)
    return _CYRILLIC_TWINS.get(letter, "") if alphabet == "CYRILLIC" else ""


def alphabets_of(word: str) -> Counter[str]:
    """The alphabets of a word, each with the number of its letters."""
    return Counter(name for name in map(_alphabet, word) if name)


def _alphabet(letter: str) -> str:
    """The alphabet of a letter; empty for any other character."""
    name = unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""
    return name if name in _ALPHABETS else ""


def _is_short_look_alike(word: str) -> bool:
    return len(word) <= 2 and all(_twin(letter, "LATIN") for letter in word)


def _is_latin(words: Mapping[re.Match[str], Counter[str]]) -> bool:
    """Whether each word is in Latin letters, at least in part, or looks as if it were."""
    return all(
        not alphabets or alphabets["LATIN"] or _is_short_look_alike(match.group())
        for match, alphabets in words.items()
    )
