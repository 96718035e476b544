"""Characters that look like ASCII: letters of other alphabets, signs and spaces.

Identifiers, closed values, keys and the signs of YAML are ASCII; in prose, all of these characters
may be meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


def _pairs(pairs: str) -> dict[str, str]:
    """Characters with what they look like, written in pairs: `аa оo`."""
    return {pair[0]: pair[1] for pair in pairs.split()}


LETTERS = _pairs(
    "аa вb еe сc ԁd ɡg һh іi ϳj јj кk ӏl мm пn оo рp ԛq гr ѕs тt ѵv ԝw хx уy "
    "АA ВB СC ЕE ҒF ԌG НH ІI ЈJ КK МM ОO РP ԚQ ЅS ТT ѴV ԜW ХX УY ҮY ЗZ "
    "αa ϲc ηn ιi κk νv οo ρp τt υu χx γy ωw "
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX "
    "ɑa ıi օo սu հh ոn ցg զq լl"
)  # fmt: skip
"""Letters of the Cyrillic, Greek, Armenian and phonetic alphabets, each with its Latin twin."""

SIGNS = _pairs(
    "‐- ‑- ‒- –- —- ―- −- ⁃- ˗- ﹘- ﹣- －- "
    "：: ﹕: ︰: ∶: ː: ꞉: ׃: ։: "
    "，, ﹐, 、, ،, ‚, ；; ﹔; \u037e; "
    "［[ 【[ 〔[ ］] 】] 〕] ｛{ ｝} ﹛{ ﹜} "
    "＂\" ＇' ＃# ＆& ＊* ∗* ⁎* ∣| ｜| ＞> ∕/ ⁄/ ／/ 。. ．. ＿_ ＠@"
)  # fmt: skip
"""Punctuation, each with its twin in ASCII."""

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces other than the plain one, as the content of a character class."""

_SPACE = re.compile(f"[{SPACES}]")


@dataclass(frozen=True)
class LookAlike:
    """A character that looks like ASCII, in a text."""

    offset: int
    """Its position in the text, counted from 0."""
    character: str
    twin: str
    """What it looks like: one ASCII character, or several for a ligature."""

    @property
    def is_space(self) -> bool:
        """Whether it is a space."""
        return self.twin == " "

    @property
    def misleads(self) -> bool:
        """Whether readers cannot see that it is not the ASCII character: a space or a letter."""
        return self.is_space or self.character.isalnum()

    @property
    def twin_description(self) -> str:
        """What it looks like, in words: `'a'`, or `a plain space`."""
        return "a plain space" if self.is_space else f"'{self.twin}'"

    @property
    def correction(self) -> str:
        """What stands there and what to type, for a sign or a space of YAML."""
        space = " and a space" if self.twin in (":", ",", "-") else ""
        return (
            f"{self.description} stands here in the place of {self.twin_description}; "
            f"type {self.twin_description}{space}"
        )

    @property
    def description(self) -> str:
        """What it is: `the letter 'а' (U+0430, cyrillic small letter a)`."""
        name = unicodedata.name(self.character, "").lower()
        code_point = f"U+{ord(self.character):04X}"
        if self.is_space:
            return f"a {name} ({code_point})"
        kind = "letter" if self.character.isalpha() else "sign"
        return f"the {kind} '{self.character}' ({code_point}, {name})"


def twin_of(character: str) -> str:
    """What a character looks like in ASCII; empty for ASCII itself and for all others."""
    if character.isascii():
        return ""
    if twin := LETTERS.get(character) or SIGNS.get(character):
        return twin
    if _SPACE.match(character):
        return " "
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() and plain.isalnum() else ""


def find_look_alikes(text: str) -> Iterator[LookAlike]:
    """Every character of a text that looks like ASCII and is not."""
    if text.isascii():
        return
    for offset, character in enumerate(text):
        if twin := twin_of(character):
            yield LookAlike(offset, character, twin)


def as_ascii(text: str) -> str:
    """A text with the ASCII twins of its look-alikes; other characters stay."""
    if text.isascii():
        return text
    return "".join(twin_of(character) or character for character in text)
