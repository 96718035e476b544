"""View models of the home page and of the pages of conferences."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.site.dot_chart import DotChart, dot_chart
from guidance.site.page import AUDIENCES, Context
from guidance.site.views.counted_entry import CountedEntry, count_records


@dataclass(frozen=True)
class FigureView:
    """A figure with its dot chart, if it has one."""

    figure: model.Figure
    chart: DotChart | None


def home(library: Library, words: Words, conference: model.Conference) -> Context:
    """Home page, which presents the latest conference."""
    conferences = library.conferences
    lead = (
        words(
            "home.lead-several",
            number=len(conferences),
            first=conferences[0].starts.year,
            last=conference.starts.year,
        )
        if library.has_several_conferences
        else words(
            "home.lead",
            conference=conference.name,
            days=words.days(conference.starts, conference.ends),
        )
    )
    return {
        "conference": conference,
        "lead": lead,
        "audiences": AUDIENCES,
        "conference_count": len(conferences),
        "record_count": len(library.current_records),
        "source_count": len(library.sources),
        "panels": [
            CountedEntry(panel, _conclusions(library, words, panel))
            for panel in library.panels_of(conference.id)
        ],
        "pillars": [
            CountedEntry(pillar, count_records(library, words, "recommendation", pillar.id))
            for pillar in library.pillars_of(conference.id)
        ],
        "sources": [
            CountedEntry(source, count_records(library, words, "point", source.id))
            for source in library.sources
            if library.current_records_of(source.id)
        ],
    }


def _conclusions(library: Library, words: Words, panel: model.Panel) -> str:
    """Number of a panel's takeaways, or of the pillars in which it concluded."""
    return (
        count_records(library, words, "takeaway", panel.id)
        if panel.takeaways
        else words.count("pillar", len(panel.conclusions))
    )


def conferences(library: Library, words: Words) -> Context:
    """List of conferences."""
    number = len(library.conferences)
    return {"lead": words("conferences.lead", number=number)}


def figures(conference: model.Conference) -> Context:
    """Figures of a conference with their dot charts."""
    return {
        "conference": conference,
        "figures": [FigureView(figure, dot_chart(figure)) for figure in conference.figures],
    }


def side_events(words: Words, conference: model.Conference) -> Context:
    """Side events of a conference by day."""
    by_day = sorted(conference.side_events, key=lambda event: event.day)
    return {
        "conference": conference,
        "lead": words("side-events.lead", number=len(by_day)),
        "description": words("side-events.description", number=len(by_day), name=conference.name),
        "days_of_events": [
            (day, list(events)) for day, events in groupby(by_day, key=lambda event: event.day)
        ],
    }
