"""Indexes: where people and instruments stand goes in while pages are drawn, the entries of an index come out, sorted as readers look them up."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from guidance import model


@dataclass(frozen=True)
class Mention:
    """One place where something stands."""

    part: str
    """What stands there, in a word or two; the page is added when pages are counted."""
    anchor: str


@dataclass(frozen=True)
class Mentions:
    """The places of people in one document."""

    held: dict[str, list[Mention]] = field(default_factory=dict)

    def add(self, identifier: str, part: str, anchor: str = "") -> str:
        """One more place; what comes back is its anchor, made up where it has none yet."""
        places = self.held.setdefault(identifier, [])
        places.append(Mention(part, anchor or f"{identifier}-{len(places) + 1}"))
        return places[-1].anchor

    def of(self, identifier: str) -> list[Mention]:
        """The places of one of them, in the order of the pages."""
        return self.held.get(identifier, [])

    def sorted(self, people: Iterable[model.Person]) -> list[model.Person]:
        """Those of some people that have a place, by family name."""
        return sorted((person for person in people if person.id in self.held), key=lambda person: (_plain(surname(person)), _plain(person.name)))


def surname(person: model.Person) -> str:
    """The name by which an index sorts a person: the one that is told, or the last word of the name."""
    return person.sort_by or person.name.rpartition(" ")[2]


def _plain(name: str) -> str:
    """A name as it is sorted: small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)).casefold()
