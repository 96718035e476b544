"""View model of the page of all search results: the filters that narrow them."""

from __future__ import annotations

from guidance.library.facets import Facet, Facets, Value
from guidance.library.topics import TOPIC_FACETS
from guidance.site.page import Context
from guidance.site.search.result import Group


def search_filters(facets: Facets) -> Context:
    """The filters, with all values that results may have; the script counts the results."""
    say = facets.words
    groups = [Value(group.value, say(f"search.group-{group.value}"), 0) for group in Group.listed()]
    names = ("nature", *TOPIC_FACETS, "year")
    by_name = {facet.name: facet for facet in facets.facets}
    return {
        "filters": [
            Facet("group", say("search.group"), groups),
            *(by_name[name] for name in names if name in by_name),
        ]
    }
