"""Aids to readers of the report: summary of what is asked for, indexes of facets, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from guidance.content import model
from guidance.library.addressees import ASKING
from guidance.pdf.documents.report.index_entries import Locator
from guidance.pdf.documents.report.view import FacetEntry, SummaryLine
from guidance.rendering.view_models import FacetValue, RecordView

NOT_PRINTED = {"keywords", "asked_as", "discussion_questions", "session_plan", "change_note"}
"""Fields of entries that the report leaves out."""


def summary_lines(records: Iterable[RecordView]) -> list[SummaryLine]:
    """A line for each record that asks for action, with who should act.

    The table is one of recommendations, so that the nature stands beside others alone.
    """
    return [
        SummaryLine(
            view.record,
            "" if view.record.nature is model.Nature.RECOMMENDATION else view.nature.label,
            ", ".join(each.label for each in view.actors),
        )
        for view in records
        if view.record.nature in ASKING
    ]


def facet_entries(
    records: Sequence[RecordView], facet: str, choices: Sequence[model.Choice]
) -> list[FacetEntry]:
    """The values of a facet with the records that have them, in the order of the vocabulary.

    What no record has is left out; that nobody is named comes last.
    """
    locators: dict[str, list[Locator]] = {}
    labels: dict[str, str] = {choice.id: choice.label for choice in choices}
    for view in records:
        for value in _values(view, facet):
            labels[value.value] = value.label
            locators.setdefault(value.value, []).append(Locator(view.record.id, view.record.id))
    return [FacetEntry(label, locators[key]) for key, label in labels.items() if key in locators]


def _values(view: RecordView, facet: str) -> Sequence[FacetValue]:
    return view.actors if facet == "actor" else view.measures


def abbreviations(terms: Iterable[model.Term], entries: Iterable[model.Entry]) -> list[model.Term]:
    """The terms with a full name that the texts of some entries use, sorted."""
    text = "\n".join(line for entry in entries for line in _texts(entry.model_dump()))
    return sorted(
        (
            term
            for term in terms
            if term.stands_for and re.search(rf"(?<!\w){re.escape(term.term)}s?(?!\w)", text)
        ),
        key=lambda term: term.term.casefold(),
    )


def _texts(value: Any) -> Iterator[str]:
    """All texts within the fields of an entry."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from () if key in NOT_PRINTED else _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
