"""Who should act, where the sources name nobody."""

from __future__ import annotations

from guidance.content import model
from guidance.library.library import Library

ASKING = (model.Nature.OBLIGATION, model.Nature.RECOMMENDATION)
"""The natures of records that ask for action."""


def lacks_addressee(record: model.Record) -> bool:
    """Whether a record asks for action and names nobody who should act."""
    return record.nature in ASKING and not record.actors


def unaddressed_records(library: Library) -> tuple[model.Record, ...]:
    """The current records that ask for action and name nobody who should act."""
    return tuple(filter(lacks_addressee, library.current_records))
