"""One result of the search, and the values by which results are narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a result is, in the few classes by which readers narrow a list of results."""

    TOPIC = "topic"
    RECORD = "record"
    PART = "part"
    NAME = "name"
    DOCUMENT = "document"
    TERM = "term"
    PAGE = "page"
    HANDBOOK = "handbook"

    @classmethod
    def listed(cls) -> list[Group]:
        """The groups of ordinary results: topics and the handbook stand in lists of their own."""
        return [group for group in cls if group not in (cls.TOPIC, cls.HANDBOOK)]


TEXT_FIELDS = ("title", "keywords", "asked", "place", "text")
"""The fields of a result that hold its texts, in which words are found."""


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, with the words by which searches find it."""

    facet: str
    """The name of the facet in addresses, such as actor."""
    id: str
    label: str
    text: str = ""
    """What the value means, in a sentence."""
    names: tuple[str, ...] = ()
    """Other words for it."""


@dataclass(frozen=True)
class SearchResult:
    """One result. The names of its fields are keys of the data that the scripts read."""

    key: str
    """Its identifier; for a page without one, its path."""
    group: Group
    kind: str
    """Its kind in words, such as Takeaway."""
    title: str
    address: str
    """Relative URL from the root of the site."""
    text: str = ""
    keywords: tuple[str, ...] = ()
    """Other names and spellings, and words that people would search for."""
    asked: tuple[str, ...] = ()
    """Questions in everyday words that it answers."""
    place: str = ""
    """Titles of its instruments and its paragraphs, as they are cited."""
    values: Sequence[FacetValue] = ()
    """The values of its facets."""
    years: tuple[str, ...] = ()
    """The years of its conferences, or that of its document; results are narrowed by them."""
    identifier: str = ""
    """The identifier, if readers cite by it."""
    names: tuple[str, ...] = ()
    """Other ways to cite it, such as Panel 2 or P2-09."""
