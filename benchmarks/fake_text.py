"""A voice: a seed goes in, invented words, names and sentences come out, for the same seed always the same."""

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
    """The lists of plain words from which sentences are put together, by their names."""
    return yaml.safe_load(PHRASES.read_text("utf-8"))  # type: ignore[no-any-return]


def slug(words: str) -> str:
    """Words as an identifier."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def capital(words: str) -> str:
    """Words with a large first letter."""
    return words[0].upper() + words[1:]


class Voice:
    """Chooses at random, but from the same seed always the same."""

    def __init__(self, seed: str) -> None:
        self.chance = Random(seed)  # noqa: S311 -- nothing here is a secret

    def one(self, name: str) -> str:
        """A phrase of the list with this name."""
        return self.chance.choice(phrases()[name])

    def some(self, choices: Sequence[str], least: int, most: int) -> list[str]:
        """A few different values, as far as there are so many."""
        return self.chance.sample(choices, min(self.chance.randint(least, most), len(choices)))

    def may(self, share: float) -> bool:
        """Yes in this share of cases."""
        return self.chance.random() < share

    def number(self, least: int, most: int) -> int:
        """A whole number."""
        return self.chance.randint(least, most)

    def name(self) -> str:
        """A name that nobody has."""
        return "".join(self.one("syllables") for _ in range(self.number(2, 3))).capitalize()

    def clause(self) -> str:
        """A deed in a sector."""
        return f"{self.one('deeds')} {self.one('things')} in {self.one('sectors')}"

    def sentence(self, modal: str = "can") -> str:
        """One sentence with a verb of this kind."""
        term = self.one("terms") if self.may(0.5) else self.one("things")
        match self.chance.randrange(6):
            case 0:
                return (
                    f"{capital(self.one('actors'))} {modal} {self.clause()} {self.one('manners')}."
                )
            case 1:
                return f"In {self.one('countries')}, {self.one('actors')} {modal} {self.clause()}, {self.one('reasons')}."
            case 2:
                return f"{capital(self.one('manners'))}, {self.one('actors')} and {self.one('actors')} {modal} {self.clause()}."
            case 3:
                return f"A {term} tells more about {self.one('sectors')} than {self.one('things')} do, {self.one('reasons')}."
            case 4:
                return f"Near {self.name()}, {self.number(3, 97)} of {self.number(98, 480)} firms in {self.one('sectors')} had no {term}."
            case _:
                return f"{capital(self.one('things'))} {self.one('manners')} {modal} matter to {self.one('actors')}, {self.one('reasons')}."

    def prose(self, least: int, most: int, modal: str = "can") -> str:
        """A few sentences, one a line."""
        return "".join(f"{self.sentence(modal)}\n" for _ in range(self.number(least, most)))
