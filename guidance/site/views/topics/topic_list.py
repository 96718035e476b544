"""View models of lists of topics: all of them by facet, and the records of each in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidance.i18n import Words
from guidance.library.facets import Facets
from guidance.library.topics import Topic, topic_groups
from guidance.site.page import Context
from guidance.site.views.pictures.measures_by_actor import measures_by_actor


@dataclass(frozen=True)
class TopicLine:
    """A topic in a list."""

    topic: Topic
    counts: str
    """The number of its records of each nature, in words."""


@dataclass(frozen=True)
class TopicList:
    """The topics of one facet."""

    facet: str
    title: str
    lines: Sequence[TopicLine]


def topics(facets: Facets) -> Context:
    """Overview of all topics, by facet, and of what is asked of whom."""
    return {"topic_lists": topic_lists(facets), "matrix": measures_by_actor(facets)}


def topic_lists(facets: Facets) -> list[TopicList]:
    """All topics by facet, each with the number of its records of each nature."""
    return [
        TopicList(
            group.facet.name,
            group.facet.title,
            [TopicLine(each, nature_counts(facets.words, each)) for each in group.topics],
        )
        for group in topic_groups(facets)
    ]


def nature_counts(words: Words, topic: Topic) -> str:
    """The number of records of a topic by nature: 1 obligation, 4 recommendations, 2 findings."""
    return ", ".join(
        words.count(nature.value, len(records)) for nature, records in topic.by_nature.items()
    )
