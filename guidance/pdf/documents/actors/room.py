"""How much room the handout of an actor has, in millimetres of its column, as an estimate.

The estimate is on the safe side: a document that is longer than its pages ends a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from guidance.content import model

PAGES, MORE_PAGES = 4, 8
"""Pages of a handout, and of one for an actor of whom much is asked."""
PAGE = 195.0
"""Height of a page of the lower paper, without what stays empty since records are not divided."""
FRAME = 120.0
"""Title band, colophon and closing sentence."""
LIST = 120.0
"""What is kept for records that are named by title alone, with their headings."""
DOCUMENT = 32.0
"""A source document with its permission, in the colophon."""
HEADING = 14.0
"""The heading of a list."""

_TEXT_LINE, _TEXT_CHARACTERS = 5.4, 64
_TITLE_LINE, _TITLE_CHARACTERS = 5.6, 52
_SMALL_LINE, _SMALL_CHARACTERS = 4.1, 78
_FACT_CHARACTERS = 24
"""Characters on a line of the facts, in the margin."""
_FACT_VALUE = 20
"""Characters of the label of a value."""
_SPACE = 9.0
"""Space around a record."""
_LISTED_LINE, _LISTED_CHARACTERS = 5.5, 72


def pages_for(asked: Sequence[model.Record]) -> int:
    """The pages of the handout of an actor of whom the latest conference asks some records."""
    return MORE_PAGES if height_of(asked) > _capacity(PAGES) - LIST else PAGES


def capacity_for(asked: Sequence[model.Record]) -> float:
    """The height of all records, whole or listed, on those pages."""
    return _capacity(pages_for(asked))


def height_of(records: Iterable[model.Record]) -> float:
    """The height of records that are whole."""
    return sum(map(_height, records))


def height_of_title(record: model.Record) -> float:
    """The height of a record that is named by title alone."""
    return _lines(record.title, _LISTED_CHARACTERS) * _LISTED_LINE


def _capacity(pages: int) -> float:
    return pages * PAGE - FRAME


def _height(record: model.Record) -> float:
    """The higher of text and facts, below the title."""
    paragraphs = record.text.split("\n\n")
    text = sum(_lines(paragraph, _TEXT_CHARACTERS) for paragraph in paragraphs) * _TEXT_LINE
    references = " ".join((*record.related, *record.reaffirms)) + " " * 20
    small = _lines(references, _SMALL_CHARACTERS) + _lines(record.erratum or "", _SMALL_CHARACTERS)
    facts = sum(
        _lines("x" * _FACT_VALUE * (len(values) + 1), _FACT_CHARACTERS)
        for values in (record.actors, record.measures, record.forms, record.instruments)
        if values
    )
    source = 5
    title = _lines(record.title, _TITLE_CHARACTERS) * _TITLE_LINE
    return title + _SPACE + max(text + small * _SMALL_LINE, (facts + source) * _SMALL_LINE)


def _lines(text: str, characters: int) -> int:
    return ceil(len(text) / characters)
