"""The order in which readers need records: what is asked first, then what was done and found."""

from __future__ import annotations

from collections.abc import Iterable

from guidance.content import model
from guidance.library.addressees import ASKING
from guidance.library.conclusions import document_year
from guidance.library.library import Library

NATURE_GROUPS = {
    "asking": ASKING,
    "practice": (model.Nature.PRACTICE,),
    "finding": (model.Nature.FINDING,),
}
"""The natures that readers look for together, by the name of the group, in reading order."""

_GROUP_OF = {
    nature: position
    for position, natures in enumerate(NATURE_GROUPS.values())
    for nature in natures
}
_STANDINGS = list(model.Standing)


def in_reading_order(library: Library, records: Iterable[model.Record]) -> list[model.Record]:
    """Records by group of natures, by the standing of their document, and the latest year first.

    Records of one document keep their order.
    """
    return sorted(
        records,
        key=lambda record: (_GROUP_OF[record.nature], *standing_key(library, record)),
    )


def standing_key(library: Library, record: model.Record) -> tuple[int, int]:
    """The key that sorts records by the standing of their document, then the latest year first."""
    standing = library.source(record.source.document).standing
    return _STANDINGS.index(standing), -int(year_of(library, record))


def year_of(library: Library, record: model.Record) -> str:
    """The year of a record's document, or else that in which the record was first published."""
    return document_year(library.source(record.source.document)) or record.since[:4]
