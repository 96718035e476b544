"""Browsing: a library goes in; the facets by which its records are filtered come out, with the number of records behind each value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library


@dataclass(frozen=True)
class Value:
    """One box to tick."""

    id: str
    label: str
    count: int
    """How many records have it."""


@dataclass(frozen=True)
class Facet:
    """Values of one kind: ticked together they mean OR; ticked in two facets, AND."""

    name: str
    """Its name in the address, and in the attributes of a record."""
    title: str
    values: Sequence[Value]


@dataclass(frozen=True)
class Facets:
    """All current records of a library with their facets."""

    library: Library
    words: Words

    @property
    def records(self) -> Sequence[model.Record]:
        """What is browsed, in the order of publication."""
        return self.library.current_records

    def values_of(self, record: model.Record) -> Mapping[str, Sequence[str]]:
        """The values that a record has in each facet."""
        holder = self.library.by_id[record.parent]
        parts = (
            []
            if isinstance(holder, model.Source)
            else [record.parent, *([holder.panel] if isinstance(holder, model.Pillar) else [])]
        )
        return {
            "nature": [record.nature.value],
            "actor": record.actors,
            "form": record.forms,
            "measure": record.measures,
            "part": parts,
            "instrument": record.instruments,
            "source": [record.source.document],
        }

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet with those of its values that some record has, in the order of the content."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for record in self.records:
            for name, values in self.values_of(record).items():
                counts[name].update(set(values))
        found: list[Facet] = []
        for name, choices in self._choices().items():
            counted = (
                Value(identifier, label, counts[name][identifier]) for identifier, label in choices
            )
            found.append(
                Facet(
                    name,
                    self.words(f"browse.{name}"),
                    tuple(value for value in counted if value.count),
                )
            )
        return tuple(found)

    def _choices(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        library, vocabulary = self.library, self.library.vocabulary
        lists = {
            "nature": vocabulary.natures,
            "actor": vocabulary.actors,
            "form": vocabulary.forms,
            "measure": vocabulary.measures,
        }
        return {
            name: [(choice.id, choice.label) for choice in choices]
            for name, choices in lists.items()
        } | {
            "part": list(self._parts()),
            "instrument": [(instrument.id, instrument.short) for instrument in library.instruments],
            "source": [(source.id, source.title) for source in library.sources],
        }

    def _parts(self) -> Iterator[tuple[str, str]]:
        for panel in self.library.panels:
            yield panel.id, self._named(panel, self.words("panel.label", number=panel.number))
        for pillar in self.library.pillars:
            yield pillar.id, self._named(pillar, self.words("pillar.label", numeral=pillar.numeral))

    def _named(self, part: model.Panel | model.Pillar, label: str) -> str:
        """A panel or a pillar by its label and title; where several conferences have one of that number, by the year as well."""
        title = self.words("handout.title", label=label, title=part.title)
        several = self.library.has_several_conferences
        return (
            self.words(
                "part.of-year", year=self.library.conference_of(part.id).starts.year, title=title
            )
            if several
            else title
        )
