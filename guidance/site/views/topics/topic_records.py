"""View models of the records on the page of a topic: by nature, then by origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import is_concluded
from guidance.library.library import Library
from guidance.library.topics import Origin, by_origin
from guidance.site.views.topics.divided_topic import DividedTopic

AT_ONCE = 7
"""The number of records of one nature from one origin up to which all are shown at once."""
FIRST = 5
"""The number of those that are shown where there are more."""
OF_NATURE = 10
"""The number of records of one nature from which on further origins show none at once."""


@dataclass(frozen=True)
class OriginGroup:
    """The records of one nature from one origin."""

    anchor: str
    origin: str
    """The anchor of the origin, which the first of its groups has."""
    is_first: bool
    document: model.Source
    year: str
    details: str
    records: Sequence[model.Record]
    more: Sequence[model.Record]
    """Further records, which are shown on demand, and what shows them."""
    more_label: str

    @property
    def number(self) -> int:
        """The number of all its records."""
        return len(self.records) + len(self.more)


class EarlierYear(NamedTuple):
    """A year of a topic whose records of one nature stand on a page of its own."""

    year: str
    target: str
    """The address of these records, relative to the site."""
    number: int


@dataclass(frozen=True)
class NatureSection:
    """The records of one nature, by origin."""

    nature: str
    title: str
    number: int
    groups: Sequence[OriginGroup]
    earlier: Sequence[EarlierYear]
    """The years whose records of this nature stand on pages of their own."""


def origin_anchor(origin: Origin) -> str:
    """The `id` of the first records of an origin."""
    conference = f"-{origin.conference.id}" if origin.conference else ""
    return f"from-{origin.document.id}{conference}"


def nature_anchor(nature: model.Nature, origin: Origin) -> str:
    """The `id` of the records of one nature from one origin."""
    return f"{nature.value}-{origin_anchor(origin)}"


def origin_details(
    library: Library, words: Words, origin: Origin, records: Sequence[model.Record]
) -> str:
    """The standing of a document, and how many of these records a conference concluded."""
    standing = origin.document.standing
    concluded = sum(is_concluded(library, record) for record in records)
    apart = len(records) - concluded
    weight = words(f"standing.{standing.value}")
    if standing is not model.Standing.CONFERENCE_CONCLUSIONS:
        remarks = [words.count("topic.concluded", concluded)] if concluded else []
        none = [words("topic.none-concluded")] if origin.conference else []
        return words("card.separator").join((weight, *(remarks or none)))
    if not concluded:
        return words("standing.apart")
    remarks = [words.count("topic.apart", apart)] if apart else []
    return words("card.separator").join((weight, *remarks))


def nature_sections(library: Library, words: Words, divided: DividedTopic) -> list[NatureSection]:
    """The records on the page of a topic by nature, each nature by origin.

    Each nature leads to the earlier years that have records of it.
    """
    sections: list[NatureSection] = []
    known: set[str] = set()
    for nature, records in divided.topic.by_nature.items():
        groups: list[OriginGroup] = []
        for origin, of_origin in by_origin(library, divided.shown.by_nature.get(nature, ())):
            anchor = origin_anchor(origin)
            number = _shown_at_once(groups, of_origin)
            rest = len(of_origin) - number
            groups.append(
                OriginGroup(
                    nature_anchor(nature, origin),
                    anchor,
                    anchor not in known,
                    origin.document,
                    origin.year,
                    origin_details(library, words, origin, of_origin),
                    of_origin[:number],
                    of_origin[number:],
                    words("topic.more", number=rest)
                    if number
                    else words("browse.show", records=words.count(nature.value, rest)),
                )
            )
            known.add(anchor)
        title = words(f"actor.{nature.value}")
        earlier = [
            EarlierYear(year, f"{divided.folder(year)}#{nature.value}", len(part.by_nature[nature]))
            for year, part in divided.earlier.items()
            if nature in part.by_nature
        ]
        sections.append(NatureSection(nature.value, title, len(records), groups, earlier))
    return sections


def _shown_at_once(groups: Iterable[OriginGroup], records: Sequence[model.Record]) -> int:
    """How many records of an origin are shown at once, below groups of the same nature."""
    if sum(len(group.records) for group in groups) >= OF_NATURE:
        return 0
    return FIRST if len(records) > AT_ONCE else len(records)
