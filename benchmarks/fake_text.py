"""Random words, names and sentences; the same seed gives the same text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

import yaml

PHRASES = Path(__file__).with_name("phrases.yml")


@cache
def phrases() -> Mapping[str, Sequence[str]]:
    """The lists of phrases from which sentences are composed, by name."""
    return yaml.safe_load(PHRASES.read_text("utf-8"))  # type: ignore[no-any-return]


def slug(words: str) -> str:
    """Convert words to an identifier."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def capitalize(words: str) -> str:
    """Convert the first letter to upper case."""
    return words[0].upper() + words[1:]


class FakeText:
    """A source of random text and numbers."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)  # noqa: S311 -- no secret depends on it

    def phrase(self, name: str) -> str:
        """A phrase of a list."""
        return self.random.choice(phrases()[name])

    def sample(self, choices: Sequence[str], least: int, most: int) -> list[str]:
        """Between `least` and `most` different values, or all if there are fewer."""
        return self.random.sample(choices, min(self.random.randint(least, most), len(choices)))

    def happens(self, probability: float) -> bool:
        """True with a probability."""
        return self.random.random() < probability

    def number(self, least: int, most: int) -> int:
        """An integer from `least` to `most`."""
        return self.random.randint(least, most)

    def name(self) -> str:
        """A name of two or three syllables."""
        return "".join(self.phrase("syllables") for _ in range(self.number(2, 3))).capitalize()

    def clause(self) -> str:
        """An activity in a sector."""
        return f"{self.phrase('deeds')} {self.phrase('things')} in {self.phrase('sectors')}"

    def sentence(self, modal: str = "can") -> str:
        """One sentence with a modal verb."""
        term = self.phrase("terms") if self.happens(0.5) else self.phrase("things")
        match self.random.randrange(6):
            case 0:
                who = capitalize(self.phrase("actors"))
                return f"{who} {modal} {self.clause()} {self.phrase('manners')}."
            case 1:
                where, who = self.phrase("countries"), self.phrase("actors")
                return f"In {where}, {who} {modal} {self.clause()}, {self.phrase('reasons')}."
            case 2:
                how = capitalize(self.phrase("manners"))
                who = f"{self.phrase('actors')} and {self.phrase('actors')}"
                return f"{how}, {who} {modal} {self.clause()}."
            case 3:
                subject = f"about {self.phrase('sectors')} than {self.phrase('things')} do"
                return f"A {term} tells more {subject}, {self.phrase('reasons')}."
            case 4:
                place, share = self.name(), f"{self.number(3, 97)} of {self.number(98, 480)} firms"
                return f"Near {place}, {share} in {self.phrase('sectors')} had no {term}."
            case _:
                what = f"{capitalize(self.phrase('things'))} {self.phrase('manners')}"
                who = self.phrase("actors")
                return f"{what} {modal} matter to {who}, {self.phrase('reasons')}."

    def prose(self, least: int, most: int, modal: str = "can") -> str:
        """Between `least` and `most` sentences, one a line."""
        return "".join(f"{self.sentence(modal)}\n" for _ in range(self.number(least, most)))
