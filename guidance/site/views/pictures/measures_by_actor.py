"""Picture of what is asked of whom: recommendations and obligations by actor and measure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from guidance.library.addressees import ASKING
from guidance.library.facets import Facets
from guidance.library.topics import Topic, topic_groups
from guidance.site.views.pictures.matrix import Count, Heading, Matrix


def measures_by_actor(facets: Facets) -> Matrix:
    """The number of records that ask for action and name both an actor and a measure."""
    topics = {group.facet.name: group.topics for group in topic_groups(facets)}
    actors = [(_heading(topic), topic) for topic in topics.get("actor", ())]
    measures = [(_heading(topic), topic) for topic in topics.get("measure", ())]
    asking = [nature.value for nature in ASKING]
    natures = [
        (facet.name, value.id)
        for facet in facets.facets
        for value in facet.values
        if facet.name == "nature" and value.id in asking
    ]
    counts = {
        (row, column): Count(
            number,
            _filtered([*natures, ("actor", actor.id), ("measure", measure.id)]),
        )
        for row, actor in actors
        for column, measure in measures
        if (number := _asking_both(actor, measure))
    }
    return Matrix([row for row, _ in actors], [column for column, _ in measures], counts)


def _filtered(chosen: Sequence[tuple[str, str]]) -> str:
    """The list of records with some values chosen in its filter."""
    return f"browse/index.html?{urlencode(chosen)}"


def _heading(topic: Topic) -> Heading:
    return Heading(topic.label, topic.folder)


def _asking_both(actor: Topic, measure: Topic) -> int:
    """The number of recommendations and obligations that name both."""
    named = {record.id for record in measure.records if record.nature in ASKING}
    return sum(record.id in named for record in actor.records)
