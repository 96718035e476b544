"""Picture of law and documents in time: instruments and sources by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import document_year
from guidance.library.library import Library

LONG = 20
"""The number of years from which on a row of them leads into the picture."""


@dataclass(frozen=True)
class DatedDocument:
    """A source in its year."""

    source: model.Source
    details: str
    """Its standing, and how many of its records are counted here."""
    reaffirmed: Sequence[tuple[model.Source, str]]
    """The earlier sources whose records it reaffirms, each with the number of its own, in words."""


@dataclass(frozen=True)
class Year:
    """What was adopted and published in a year."""

    year: str
    follows_gap: bool
    """Whether years without anything lie before it."""
    instruments: Sequence[model.Instrument]
    documents: Sequence[DatedDocument]


@dataclass(frozen=True)
class Timeline:
    """Instruments and sources by year, the earliest first."""

    years: Sequence[Year]
    undated: Sequence[model.Instrument | model.Source]
    """Those of which no source gives the year."""

    @property
    def is_long(self) -> bool:
        """Whether readers need a way to a year."""
        return len(self.years) >= LONG

    @property
    def is_two_sided(self) -> bool:
        """Whether there are dated instruments, which stand on a side of their own."""
        return any(year.instruments for year in self.years)


def timeline_of_library(library: Library, words: Words) -> Timeline:
    """All instruments and all sources, with what reaffirms what."""
    documents = [
        DatedDocument(
            source,
            words(f"standing.{source.standing.value}"),
            _reaffirmed(library, words, source),
        )
        for source in library.sources
    ]
    return _timeline(library.instruments, documents)


def timeline_of_instrument(
    library: Library, words: Words, instrument: model.Instrument
) -> Timeline | None:
    """An instrument with the sources whose records rest on it; None where there are none."""
    counts = Counter(record.source.document for record in library.records_on(instrument.id))
    documents = [
        DatedDocument(source, words.count("timeline.record", counts[source.id]), ())
        for source in library.sources
        if counts[source.id]
    ]
    return _timeline([instrument], documents) if documents else None


def _timeline(
    instruments: Sequence[model.Instrument], documents: Sequence[DatedDocument]
) -> Timeline:
    years = sorted(
        {each.year for each in instruments if each.year}
        | {year for each in documents if (year := document_year(each.source))}
    )
    return Timeline(
        [
            Year(
                year,
                bool(before) and int(year) - int(before) > 1,
                [each for each in instruments if each.year == year],
                [each for each in documents if document_year(each.source) == year],
            )
            for before, year in zip(["", *years], years, strict=False)
        ],
        [
            *(each for each in instruments if not each.year),
            *(each.source for each in documents if not document_year(each.source)),
        ],
    )


def _reaffirmed(
    library: Library, words: Words, source: model.Source
) -> list[tuple[model.Source, str]]:
    """The sources whose records are reaffirmed by records of a source, the earliest first."""
    pairs = dict.fromkeys(
        (record.id, earlier.source.document)
        for earlier in library.records
        for record in library.reaffirmed_by(earlier.id)
        if record.source.document == source.id
    )
    counts = Counter(document for _, document in pairs)
    earlier = sorted(map(library.source, counts), key=document_year)
    return [(each, words.count("record", counts[each.id])) for each in earlier]
