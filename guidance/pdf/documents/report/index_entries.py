"""Index entries: where a document names people, organizations and instruments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guidance.content import model
from guidance.library.appearances import Named, alphabetical, by_surname


@dataclass(frozen=True)
class Locator:
    """One reference of an index entry. Its page number is added by the layout."""

    part: str
    """The part of the document, such as Chapter 1 or the identifier of a record."""
    anchor: str
    """The `id` of the element."""


@dataclass(frozen=True)
class IndexEntries:
    """The locators of people, organizations and instruments in one document, by their identifiers.

    Locators have to be added in reading order.
    """

    _locators: dict[str, list[Locator]] = field(default_factory=dict)

    def add(self, identifier: str, part: str, anchor: str = "") -> str:
        """Add a locator, and return its anchor; without one, a new anchor is made."""
        locators = self._locators.setdefault(identifier, [])
        locators.append(Locator(part, anchor or f"{identifier}-{len(locators) + 1}"))
        return locators[-1].anchor

    def locators(self, identifier: str) -> Sequence[Locator]:
        """The locators of a person or an instrument, in reading order."""
        return self._locators.get(identifier, ())

    def has_locator(self, identifier: str, part: str) -> bool:
        """Whether a person or an instrument has a locator in a part of the document."""
        return any(locator.part == part for locator in self.locators(identifier))

    def instruments(self, instruments: Iterable[model.Instrument]) -> list[model.Instrument]:
        """The instruments that have locators, sorted by short name."""
        return sorted(
            (each for each in instruments if each.id in self._locators),
            key=lambda each: alphabetical(each.short),
        )

    def people(self, named: Iterable[Named]) -> list[Named]:
        """Those of some people and organizations that have locators, sorted by surname or name."""
        return sorted((each for each in named if each.id in self._locators), key=by_surname)
