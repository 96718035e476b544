"""View models of the pages of conferences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import Conclusion, conclusions_of
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.rendering.view_models import has_programme
from guidance.site.page import Context, Page
from guidance.site.views.counted_entry import CountedEntry
from guidance.site.views.fact import Fact, facts
from guidance.site.views.pictures.paths import paths_of_conference, paths_to

_SEPARATOR = "\N{NO-BREAK SPACE}· "
"""Between the details of a document: no line begins with the dot."""


@dataclass(frozen=True)
class ConclusionGroup:
    """Conclusions of one kind that follow one another."""

    kind: str
    """Either panels, pillars or points."""
    title: str
    anchor: str
    items: Sequence[CountedEntry]


@dataclass(frozen=True)
class ConferenceLine:
    """A conference in a list: its year, and when and where it took place."""

    conference: model.Conference
    details: str


@dataclass(frozen=True)
class DocumentLine:
    """A document in a list, with its type, standing, publishers and date in one line."""

    source: model.Source
    details: str


def conclusion_groups(
    library: Library, words: Words, conference: model.Conference
) -> list[ConclusionGroup]:
    """What a conference concluded, grouped by kind, in its order; points that are current only."""
    groups: list[ConclusionGroup] = []
    shown = (entry for entry in conclusions_of(library, conference) if _is_shown(entry))
    for kind, entries in groupby(shown, key=_kind):
        earlier = sum(group.kind == kind for group in groups)
        anchor = f"{kind}-{earlier + 1}" if earlier else kind
        items = [CountedEntry(entry, _count(library, words, entry)) for entry in entries]
        title = words("points.concluded" if kind == "points" else f"{kind}.title")
        groups.append(ConclusionGroup(kind, title, anchor, items))
    return groups


def _is_shown(entry: Conclusion) -> bool:
    return not isinstance(entry, model.Record) or entry.status is model.Status.CURRENT


def _kind(entry: Conclusion) -> str:
    match entry:
        case model.Panel():
            return "panels"
        case model.Pillar():
            return "pillars"
        case _:
            return "points"


def _count(library: Library, words: Words, entry: Conclusion) -> str:
    """Number of takeaways or recommendations, or of the pillars of a panel; empty for none."""
    number = len(library.current_records_of(entry.id))
    match entry:
        case model.Panel(conclusions=pillars) if not number and pillars:
            return words.count("pillar", len(pillars))
        case model.Panel() if number:
            return words.count("takeaway", number)
        case model.Pillar() if number:
            return words.count("recommendation", number)
        case _:
            return ""


def conference(
    library: Library, words: Words, urls: Urls, shown: model.Conference, parts: Sequence[Page]
) -> Context:
    """Page of a conference; `parts` are its pages beside those of panels and pillars."""
    dates = words.days(shown.starts, shown.ends) if shown.starts else ""
    is_first_day_alone = shown.starts and not shown.ends and len(shown.starts) == len("2021-06-14")
    return {
        "conference": shown,
        "description": ", ".join(
            filter(None, (words("conference.description", title=shown.title), _when(words, shown)))
        ),
        "parts": parts,
        "facts": facts(
            Fact(words("conference.event"), shown.name or ""),
            Fact(
                words("conference.first-day" if is_first_day_alone else "conference.dates"), dates
            ),
            Fact(words("conference.place"), shown.place or ""),
            Fact(words("conference.organizers"), words.enumeration(list(shown.organizers))),
            Fact(words("conference.attendance"), shown.attendance or ""),
        ),
        "groups": conclusion_groups(library, words, shown),
        "paths": paths_of_conference(library, words, urls, shown),
        "documents": [
            document_line(words, library.source(document)) for document in shown.documents
        ],
    }


def conferences(library: Library, words: Words) -> Context:
    """List of conferences, the latest first."""
    return {
        "lead": words("conferences.lead", number=len(library.conferences)),
        "conferences": [conference_line(words, each) for each in reversed(library.conferences)],
    }


def conference_line(words: Words, conference: model.Conference) -> ConferenceLine:
    """A conference with its name, dates and place, as far as they are known."""
    details = ", ".join(filter(None, (conference.name, _when(words, conference))))
    return ConferenceLine(conference, details)


def _when(words: Words, conference: model.Conference) -> str:
    """Dates and place, as far as they are known."""
    days = words.days(conference.starts, conference.ends) if conference.starts else ""
    return ", ".join(filter(None, (days, conference.place)))


def document_line(words: Words, source: model.Source, *, has_standing: bool = True) -> DocumentLine:
    """A document with its type, standing, publishers and date, as far as they are known.

    `has_standing` is false in lists of documents of one standing.
    """
    standing = words(f"standing.{source.standing.value}") if has_standing else ""
    details = (
        source.type,
        standing if standing.casefold() != source.type.casefold() else "",
        words.enumeration(list(source.publishers or source.authors)),
        words.day(source.date) if source.date else "",
    )
    return DocumentLine(source, _SEPARATOR.join(filter(None, details)))


def panels_with_programme(library: Library, conference: model.Conference) -> list[model.Panel]:
    """The panels of a conference of whose programme the sources tell anything."""
    return [panel for panel in library.panels_of(conference.id) if has_programme(panel)]


def programme(library: Library, words: Words, conference: model.Conference) -> Context:
    """Programme of a conference, with the panels of which something is told."""
    days = words.days(conference.starts, conference.ends) if conference.starts else ""
    return {
        "conference": conference,
        "lead": words("programme.lead-days", days=days) if days else words("programme.lead"),
        "description": words("programme.description", name=conference.event),
        "panels": panels_with_programme(library, conference),
    }


def panel(
    library: Library, words: Words, conference: model.Conference, shown: model.Panel
) -> Context:
    """Page of a panel, with the pillars in which it concluded."""
    label = words("panel.label", number=shown.number)
    return {
        "conference": conference,
        "panel": shown,
        "label": label,
        "description": _part_description(words, conference, shown, label),
        "pillars": [pillar for pillar in library.pillars if pillar.id in shown.conclusions],
    }


def pillar(
    library: Library, words: Words, conference: model.Conference, shown: model.Pillar
) -> Context:
    """Page of a pillar, with the takeaways that led to it."""
    label = words("pillar.label", numeral=shown.numeral)
    return {
        "conference": conference,
        "pillar": shown,
        "label": label,
        "description": _part_description(words, conference, shown, label),
        "paths": paths_to(library, words, shown),
    }


def _part_description(
    words: Words, conference: model.Conference, part: model.Panel | model.Pillar, label: str
) -> str:
    """What a panel or a pillar is about; its conference, label and title where nothing tells."""
    return part.summary or words(
        "part.description",
        event=conference.event,
        year=conference.year,
        label=label,
        title=part.title,
    )


def side_events(words: Words, conference: model.Conference) -> Context:
    """Side events of a conference by day."""
    by_day = sorted(conference.side_events, key=lambda event: event.day)
    number = words.count("side-event", len(by_day))
    return {
        "conference": conference,
        "lead": words("side-events.lead", number=number),
        "description": words("side-events.description", number=number, name=conference.event),
        "days_of_events": [
            (day, list(events)) for day, events in groupby(by_day, key=lambda event: event.day)
        ],
    }
