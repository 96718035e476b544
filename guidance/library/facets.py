"""Facets by which records are filtered, with the number of records of each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidance.content import model
from guidance.i18n import Words
from guidance.library.addressees import lacks_addressee
from guidance.library.conclusions import conferences_of, document_year
from guidance.library.library import Library
from guidance.on_demand import OnDemand

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
        if record.id not in self._known_values:
            values = {name: read(record) for name, read in self._readers.items()}
            self._known_values[record.id] = values
        return self._known_values[record.id]

    @cached_property
    def _known_values(self) -> dict[str, Mapping[str, Sequence[str]]]:
        """The values of each record, once they have been asked for."""
        return {}

    @cached_property
    def _readers(self) -> Mapping[str, Callable[[model.Record], Sequence[str]]]:
        """What reads the values of a record, by the name of the facet."""
        return {
            "nature": lambda record: [record.nature.value],
            "actor": lambda record: [NOT_NAMED] if lacks_addressee(record) else record.actors,
            "form": lambda record: record.forms,
            "measure": lambda record: record.measures,
            "year": self._years,
            "source": lambda record: [*self._conferences[record.id], record.source.document],
            "part": self._parts_of,
            "instrument": lambda record: record.instruments,
        }

    def _parts_of(self, record: model.Record) -> list[str]:
        """The panel or the pillar of a record, and the panel of the pillar."""
        holder = self.library.by_id[record.parent]
        panel = [holder.panel] if isinstance(holder, model.Pillar) and holder.panel else []
        return [] if isinstance(holder, model.Source) else [record.parent, *panel]

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
        return tuple(self.by_name.values())

    @cached_property
    def by_name(self) -> Mapping[str, Facet]:
        """Every facet by its name."""
        return OnDemand(self._readers, self._facet)

    def records_by_value(self, name: str) -> Mapping[str, Sequence[model.Record]]:
        """The records with each value of a facet, in the order of publication."""
        found: defaultdict[str, list[model.Record]] = defaultdict(list)
        for record in self.records:
            for value in dict.fromkeys(self._readers[name](record)):
                found[value].append(record)
        return found

    def _facet(self, name: str) -> Facet:
        """One facet."""
        records = self.records_by_value(name)
        values = tuple(
            Value(identifier, label, len(records[identifier]))
            for identifier, label in self._labels(name)
            if identifier in records
        )
        return Facet(name, self.words(f"browse.{name}"), values)

    def _labels(self, name: str) -> Iterable[tuple[str, str]]:
        """All values that a facet may have, with their labels."""
        match name:
            case "year":
                return [(year, year) for year in self._all_years()]
            case "source":
                return self._sources()
            case "part":
                return self._parts()
            case "instrument":
                return [(each.id, each.short) for each in self.library.instruments]
        choices = getattr(self.library.vocabulary, VOCABULARY_LISTS[name])
        labels = [(choice.id, choice.label) for choice in choices]
        is_open = name == "actor"
        return [*labels, (NOT_NAMED, self.words("actor.none-named"))] if is_open else labels

    def year_of(self, name: str, value: str) -> str:
        """The year of a value that is a conference, a part of one or a document; else empty."""
        entry = self.library.by_id[value] if name in ("source", "part") else None
        match entry:
            case model.Source():
                return document_year(entry)
            case None:
                return ""
        return self.library.conference_of(value).year

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
