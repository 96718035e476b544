"""Builds the parts of a record's card on the site: what is known at once, and what on demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import is_concluded
from guidance.library.facets import ALL_FORMS
from guidance.library.library import Library
from guidance.library.reading_order import standing_key, year_of
from guidance.rendering.original_links import OutwardLink, outward_link
from guidance.rendering.references import Reference, reference
from guidance.rendering.view_models import FacetValue, RecordView


@dataclass(frozen=True)
class NamedFact:
    """A fact that the source names, with its label for screen readers."""

    label: str
    values: Sequence[FacetValue]


@dataclass(frozen=True)
class RelatedGroup:
    """References of one kind, such as those to records that a record reaffirms."""

    label: str
    references: Sequence[Reference]


@dataclass(frozen=True)
class CardView:
    """The parts of a card beside title, text and source."""

    standing: str
    """The weight of its document, with the year; and whether a conference concluded in it."""
    facts: Sequence[NamedFact]
    """Who acts, by which measure and for which form; facts that the source leaves open are absent,
    and so is the form that covers all others."""
    related: Sequence[RelatedGroup]
    """References in both directions; groups without any are absent."""
    summary: str
    """The label of what opens on demand; empty where there is nothing."""
    original: OutwardLink | None
    """Where the original is on the web; None where the document gives no address."""


def card_view(library: Library, words: Words, view: RecordView) -> CardView:
    """The card of a record."""
    record = view.record
    related = tuple(group for group in _related(library, words, view) if group.references)
    number = sum(len(group.references) for group in related)
    opened = [
        *([words.count("card.related", number)] if number else []),
        *([words("card.note")] if view.remark.text else []),
    ]
    return CardView(
        _standing(library, words, record),
        tuple(fact for fact in _facts(words, view) if fact.values),
        related,
        words("card.separator").join(opened),
        outward_link(library, words, record.source),
    )


def record_weight(library: Library, words: Words, record: model.Record) -> str:
    """The weight of a record: that of its document, unless it stands beside conclusions."""
    standing = library.source(record.source.document).standing
    is_apart = _has_conclusions(standing) and not is_concluded(library, record)
    return words("standing.apart" if is_apart else f"standing.{standing.value}")


def _standing(library: Library, words: Words, record: model.Record) -> str:
    weight = record_weight(library, words, record)
    dated = words("card.standing", standing=weight, year=year_of(library, record))
    standing = library.source(record.source.document).standing
    if is_concluded(library, record) and not _has_conclusions(standing):
        return words("card.separator").join((dated, words("standing.concluded")))
    return dated


def _has_conclusions(standing: model.Standing) -> bool:
    return standing is model.Standing.CONFERENCE_CONCLUSIONS


def _facts(words: Words, view: RecordView) -> Iterable[NamedFact]:
    yield NamedFact(words("facts.actors"), view.actors)
    yield NamedFact(words("facts.measures"), view.measures)
    forms = [form for form in view.forms if form.value != ALL_FORMS]
    yield NamedFact(words("facts.forms"), forms)


def _related(library: Library, words: Words, view: RecordView) -> Iterable[RelatedGroup]:
    identifier = view.record.id

    def records(found: Iterable[model.Record]) -> list[Reference]:
        ordered = sorted(found, key=lambda record: standing_key(library, record))
        return [reference(library, words, record.id) for record in ordered]

    yield RelatedGroup(words("record.part-of"), view.part_of)
    yield RelatedGroup(words("record.parts"), records(library.parts_of(identifier)))
    yield RelatedGroup(words("record.reaffirms"), view.reaffirms)
    yield RelatedGroup(words("record.reaffirmed-by"), view.reaffirmed_by)
    yield RelatedGroup(words("record.related"), _conferences_first(library, view.related))
    yield RelatedGroup(words("record.referred"), records(library.records_about(identifier)))
    yield RelatedGroup(words("record.replaces"), records(library.predecessors_of(identifier)))


def _conferences_first(library: Library, references: Sequence[Reference]) -> list[Reference]:
    """The records by the standing of their document, then the entries of other kinds."""
    by_id = library.by_id
    records = [
        (record, each) for each in references if isinstance(record := by_id[each.id], model.Record)
    ]
    records.sort(key=lambda pair: standing_key(library, pair[0]))
    return [*(each for _, each in records), *(each for each in references if not each.is_record)]
