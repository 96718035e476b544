"""View model of the home page."""

from __future__ import annotations

from collections.abc import Sequence

from guidance.content import model
from guidance.i18n import Words
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.topics import Topic, topic_groups
from guidance.site.page import Context
from guidance.site.views.conferences import conclusion_groups, conference_line
from guidance.site.views.pictures.measures_by_actor import measures_by_actor

FEW_ACTORS = 4
"""The actors that narrow screens show; the style sheet hides the others."""
LATEST = 5
"""The conferences that are listed with their details, before the titles of all earlier ones."""


def home(facets: Facets, latest_change: str) -> Context:
    """Home page: who acts, the pillars, what is new, and every conference.

    `latest_change` is its day; empty if nothing has changed.
    """
    library, words = facets.library, facets.words
    latest = library.conferences[-1]
    lines = [conference_line(words, each) for each in reversed(library.conferences)]
    pillars = _latest_pillars(library)
    return {
        "conference": latest,
        "lead": _lead(library, words),
        "conferences": lines[:LATEST],
        "earlier": lines[LATEST:],
        "actors": (actors := _actors(facets)),
        "more_actors": words("home.more-actors", number=len(actors) - FEW_ACTORS)
        if len(actors) > FEW_ACTORS
        else "",
        "matrix": measures_by_actor(facets),
        "pillars": pillars,
        "pillars_title": _pillars_title(library, words, pillars),
        "conferences_title": words(
            "conferences.title" if library.has_several_conferences else "conference.nav"
        ),
        "groups": conclusion_groups(library, words, latest),
        "latest_change": latest_change,
    }


def _lead(library: Library, words: Words) -> str:
    if not library.has_several_conferences:
        return words("home.lead", conference=library.conferences[0].event)
    years = [each.year for each in library.conferences]
    return words("home.lead-several", number=len(years), first=min(years), last=max(years))


def _latest_pillars(library: Library) -> Sequence[model.Pillar]:
    """The pillars of the latest conference that has any."""
    of_each = (library.pillars_of(each.id) for each in reversed(library.conferences))
    return next(filter(None, of_each), ())


def _pillars_title(library: Library, words: Words, pillars: Sequence[model.Pillar]) -> str:
    """What the pillars are; of which year, where there are several conferences."""
    if not pillars or not library.has_several_conferences:
        return words("pillars.title")
    return words("home.pillars", year=library.conference_of(pillars[0].id).year)


def _actors(facets: Facets) -> list[Topic]:
    """Those of whom something is asked, those of whom most is asked first."""
    asked = [
        topic
        for group in topic_groups(facets)
        if group.facet.name == "actor"
        for topic in group.topics
        if topic.asking
    ]
    return sorted(asked, key=lambda topic: -topic.asking)
