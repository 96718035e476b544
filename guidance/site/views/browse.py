"""View models of the list of all records: its pages, its filter, and the index of the filter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil
from typing import Any

from guidance.content import model
from guidance.library.facets import Facet, Facets
from guidance.library.reading_order import NATURE_GROUPS, in_reading_order
from guidance.site.page import Context, Page, PageType

PAGE_SIZE = 20
"""Records of one page of the list, so that its first load stays small."""
FIRST_FACETS = ("year", "actor", "measure", "form")
"""The first facets, in this order; the others follow."""
OPEN_FACETS = ("year", "actor")
"""The facets that are open at first; the titles of all others are in the first screen."""
SHOWN_VALUES = 4
"""The values of an open facet that are shown at first."""
FEWEST_FOLDED = 3
"""The number of values from which they are folded."""
MANY_VALUES = 30
"""The number of values from which those of a year are folded together."""
NATURE = "nature"
PHRASES = {
    "best": "",
    "empty": "values",
    "empty-one": "value",
    "facet": "facet values",
    "failed": "",
    "filter": "",
    "filter-count": "number",
    "loading": "",
    "named": "value facet",
    "next": "",
    "or": "",
    "place": "first last all",
    "previous": "",
    "record": "",
    "records": "number",
    "remedy": "value records",
    "remove": "value",
    "show": "records",
    "some": "shown all",
    "strange": "values",
    "words": "words",
}
"""The interface words that `browse.js` fills in, each with the names of its values."""
COUNTED = {"all": "all-record", "none": "no-record"}
"""Those that name the number of all records, each with its key."""


@dataclass(frozen=True)
class NatureGroup:
    """A button that chooses all natures that readers look for together."""

    name: str
    natures: Sequence[str]
    """The values of the facet; none chooses all records."""
    count: int


@dataclass(frozen=True)
class ListedValue:
    """A value of a facet, as the filter shows it when the list opens."""

    id: str
    label: str
    count: int
    """The number of records at the opening that have it; values without any are hidden."""
    is_chosen: bool
    year: str
    """The year of a conference, of a part of one or of a document; empty for all else."""


@dataclass(frozen=True)
class ListedFacet:
    """A facet of the filter."""

    name: str
    title: str
    values: Sequence[ListedValue]
    is_open: bool
    is_uniform: bool
    """Whether all records have all of its values, so that no choice leaves out any."""
    count: int
    """The number of values that are not hidden."""

    @property
    def first(self) -> Sequence[ListedValue]:
        """The values that are shown at first: some of those that records at the opening have."""
        if self.is_by_year:
            return [value for value in self.values if not value.year]
        if not self.is_open or self.count < SHOWN_VALUES + FEWEST_FOLDED:
            return self.values
        return [value for value in self.values if value.count][:SHOWN_VALUES]

    @property
    def rest(self) -> Sequence[ListedValue]:
        """The values that are folded."""
        first = {value.id for value in self.first}
        return [] if self.is_by_year else [each for each in self.values if each.id not in first]

    @property
    def is_by_year(self) -> bool:
        """Whether there are many values, each of some year."""
        return len(self.values) > MANY_VALUES and any(value.year for value in self.values)

    @property
    def years(self) -> Sequence[tuple[str, Sequence[ListedValue]]]:
        """Many values by year, the latest first."""
        if not self.is_by_year:
            return []
        years = sorted({value.year for value in self.values if value.year}, reverse=True)
        return [(year, [value for value in self.values if value.year == year]) for year in years]


@dataclass(frozen=True)
class ListedPage:
    """One page of the list."""

    number: int
    first: int
    """The place of its first record in the list, counted from 1."""
    records: Sequence[model.Record]
    numbers: Sequence[int]
    """The numbers of all pages."""

    @property
    def last(self) -> int:
        """The place of its last record in the list."""
        return self.first + len(self.records) - 1


def page_folder(number: int) -> str:
    """The folder of a page of the list, by its number."""
    return "browse/" if number == 1 else f"browse/{number}/"


@dataclass(frozen=True)
class RecordList:
    """All current records in reading order, in pages, with their filter."""

    facets: Facets

    @cached_property
    def records(self) -> Sequence[model.Record]:
        """All records of the list."""
        return in_reading_order(self.facets.library, self.facets.records)

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of all pages; one empty page, where there are no records."""
        return range(1, ceil(max(len(self.facets.records), 1) / PAGE_SIZE) + 1)

    def page(self, number: int) -> ListedPage:
        """One page by its number."""
        start = (number - 1) * PAGE_SIZE
        records = self.records[start : start + PAGE_SIZE]
        return ListedPage(number, start + 1, records, self.numbers)

    def _listed_page(self, number: int) -> Context:
        return {"record_list": self, "listed": self.page(number)}

    @staticmethod
    def folder(number: int) -> str:
        """The folder of a page of the list."""
        return page_folder(number)

    @cached_property
    def phrases(self) -> Mapping[str, str]:
        """The interface words of `browse.js`, with the names of values in braces."""
        words = self.facets.words
        filled = {
            name: words(f"browse.{name}", **{value: f"{{{value}}}" for value in values.split()})
            for name, values in PHRASES.items()
        }
        number = len(self.records)
        counted = {name: words.count(f"browse.{key}", number) for name, key in COUNTED.items()}
        return {**filled, **counted}

    @cached_property
    def groups(self) -> Sequence[NatureGroup]:
        """The groups of natures that records have, then all records."""
        counts = Counter(record.nature for record in self.records)
        groups = [
            NatureGroup(
                name,
                [nature.value for nature in natures if counts[nature]],
                sum(counts[nature] for nature in natures),
            )
            for name, natures in NATURE_GROUPS.items()
        ]
        return [
            *(group for group in groups if group.count),
            NatureGroup("all", [], len(self.records)),
        ]

    @property
    def opening(self) -> NatureGroup:
        """The group with which the list opens: the first that has records."""
        return self.groups[0]

    @cached_property
    def opening_records(self) -> Sequence[model.Record]:
        """The records with which the list opens; they are the first of all."""
        return self.records[: self.opening.count]

    @cached_property
    def filter(self) -> Sequence[ListedFacet]:
        """The facets with their counts at the opening."""
        by_name = {facet.name: facet for facet in self.facets.facets if facet.values}
        names = [name for name in FIRST_FACETS if name in by_name]
        names += [name for name in by_name if name not in FIRST_FACETS]
        return [self._listed(by_name[name]) for name in names]

    @property
    def can_filter(self) -> bool:
        """Whether some choice in the filter leaves out records."""
        return not all(facet.is_uniform for facet in self.filter)

    def _listed(self, facet: Facet) -> ListedFacet:
        chosen = self.opening.natures if facet.name == NATURE else ()
        counted = self.records if facet.name == NATURE else self.opening_records
        counts = Counter(
            value for record in counted for value in {*self._values(record)[facet.name]}
        )
        values = [
            ListedValue(
                value.id,
                value.label,
                counts[value.id],
                value.id in chosen,
                self.facets.year_of(facet.name, value.id),
            )
            for value in facet.values
        ]
        is_open = facet.name in OPEN_FACETS
        is_uniform = all(
            len({*self._values(record)[facet.name]}) == len(facet.values) for record in self.records
        )
        count = sum(bool(each.count) for each in values)
        return ListedFacet(facet.name, facet.title, values, is_open, is_uniform, count)

    def _values(self, record: model.Record) -> Mapping[str, Sequence[str]]:
        return self.facets.values_of(record)

    def index(self) -> Mapping[str, Any]:
        """The data of `browse.js`: the positions of the records with each value of each facet."""
        positions: defaultdict[str, defaultdict[str, list[int]]]
        positions = defaultdict(lambda: defaultdict(list))
        for position, record in enumerate(self.records):
            for facet, values in self._values(record).items():
                for value in dict.fromkeys(values):
                    positions[facet][value].append(position)
        return {
            "records": [record.id for record in self.records],
            "pageSize": PAGE_SIZE,
            "facets": positions,
        }

    def site_pages(self) -> Iterator[Page]:
        """The pages of the list; the first has the filter."""
        words = self.facets.words
        for number in self.numbers:
            page_type = PageType.BROWSE if number == 1 else PageType.BROWSE_PAGE
            yield Page(
                page_folder(number),
                words("browse.title"),
                page_type,
                "",
                partial(self._listed_page, number),
                "" if number == 1 else words("browse.page", number=number),
            )
