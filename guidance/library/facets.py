"""Facets by which records are filtered, with the number of records of each value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidance.content import model
from guidance.i18n import Words
from guidance.library.addressees import lacks_addressee
from guidance.library.conclusions import conferences_of, document_year
from guidance.library.library import Library

VOCABULARY_LISTS = {
    "nature": "natures",
    "actor": "actors",
    "form": "forms",
    "measure": "measures",
}
"""The facets whose values are a list of the vocabulary, each with the name of that list."""
NOT_NAMED = "none"
"""The value of the facet `actor` for records that ask for something, but name no addressee."""

ALL_FORMS = "all-forms"
"""The value of the facet `form` that covers all others; cards leave it out."""


@dataclass(frozen=True)
class Value:
    """One value of a facet."""

    id: str
    label: str
    count: int
    """The number of current records that have it, at least 1."""


@dataclass(frozen=True)
class Facet:
    """A facet. Selected values of the same facet mean OR, different facets mean AND."""

    name: str
    """Its name in the query string and in the HTML attributes of a record."""
    title: str
    values: Sequence[Value]


@dataclass(frozen=True)
class Facets:
    """The facets of all current records of a library."""

    library: Library
    words: Words

    @property
    def records(self) -> Sequence[model.Record]:
        """The records that can be filtered, in the order of publication."""
        return self.library.current_records

    def values_of(self, record: model.Record) -> Mapping[str, Sequence[str]]:
        """The values of a record by the name of the facet."""
        holder = self.library.by_id[record.parent]
        panel = [holder.panel] if isinstance(holder, model.Pillar) and holder.panel else []
        parts = [] if isinstance(holder, model.Source) else [record.parent, *panel]
        return {
            "nature": [record.nature.value],
            "actor": [NOT_NAMED] if lacks_addressee(record) else record.actors,
            "form": record.forms,
            "measure": record.measures,
            "year": self._years(record),
            "source": [*self._conferences[record.id], record.source.document],
            "part": parts,
            "instrument": record.instruments,
        }

    def _years(self, record: model.Record) -> list[str]:
        """The years of the conferences that concluded in a record, or else of its document."""
        concluding = [self.library.by_id[each] for each in self._conferences[record.id]]
        years = [each.year for each in concluding if isinstance(each, model.Conference)]
        year = document_year(self.library.source(record.source.document))
        return list(dict.fromkeys(years)) or ([year] if year else [])

    @cached_property
    def _conferences(self) -> Mapping[str, Sequence[str]]:
        """The conferences that concluded in each record."""
        return conferences_of(self.library)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet with the values that records have, in the order of the content."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for record in self.records:
            for name, values in self.values_of(record).items():
                counts[name].update(set(values))
        facets: list[Facet] = []
        for name, labels in self._labels().items():
            choices = (
                Value(identifier, label, counts[name][identifier]) for identifier, label in labels
            )
            values_with_records = tuple(choice for choice in choices if choice.count)
            facets.append(Facet(name, self.words(f"browse.{name}"), values_with_records))
        return tuple(facets)

    def _labels(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """All values that a facet may have, with their labels, by the name of the facet."""
        library, vocabulary = self.library, self.library.vocabulary
        labels = {
            name: [(choice.id, choice.label) for choice in getattr(vocabulary, choices)]
            for name, choices in VOCABULARY_LISTS.items()
        } | {
            "year": [(year, year) for year in self._all_years()],
            "source": list(self._sources()),
            "part": list(self._parts()),
            "instrument": [(instrument.id, instrument.short) for instrument in library.instruments],
        }
        labels["actor"].append((NOT_NAMED, self.words("actor.none-named")))
        return labels

    def _all_years(self) -> list[str]:
        """The years of all conferences and documents, the latest first."""
        years = {each.year for each in self.library.conferences}
        years |= {document_year(source) for source in self.library.sources}
        return sorted(filter(None, years), reverse=True)

    def _sources(self) -> Iterator[tuple[str, str]]:
        """The conferences, then the documents, each with its year."""
        for conference in self.library.conferences:
            label = self.words("conference.label", year=conference.year)
            yield conference.id, self.words("handout.title", label=label, title=conference.title)
        for source in self.library.sources:
            year = document_year(source)
            yield (
                source.id,
                self.words("document.of-year", title=source.title, year=year)
                if year
                else source.title,
            )

    def _parts(self) -> Iterator[tuple[str, str]]:
        for panel in self.library.panels:
            yield panel.id, self._title(panel, self.words("panel.label", number=panel.number))
        for pillar in self.library.pillars:
            yield (
                pillar.id,
                self._title(pillar, self.words("pillar.label", numeral=pillar.numeral)),
            )

    def _title(self, part: model.Panel | model.Pillar, label: str) -> str:
        """Label and title of a panel or pillar, with its year if there are several conferences."""
        title = self.words("handout.title", label=label, title=part.title)
        if not self.library.has_several_conferences:
            return title
        year = self.library.year_label(self.library.conference_of(part.id))
        return self.words("part.of-year", year=year, title=title)
