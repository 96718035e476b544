"""Picture of the paths from takeaways to pillars: which takeaways are related to which pillar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.site.views.pictures.matrix import Count, Heading, Matrix


@dataclass(frozen=True)
class Path:
    """A takeaway with the recommendations of a pillar that are related to it."""

    takeaway: model.Record
    recommendations: Sequence[model.Record]


@dataclass(frozen=True)
class PanelPaths:
    """The paths from one panel to a pillar."""

    panel: model.Panel
    label: str
    anchor: str
    paths: Sequence[Path]


@dataclass(frozen=True)
class Paths:
    """The paths from all panels of a conference to its pillars."""

    matrix: Matrix
    """The number of takeaways by panel and pillar."""
    summary: str
    """How many of the takeaways are on a path, in words."""
    others: Sequence[model.Record]
    """The takeaways that are on none."""


def paths_of_conference(
    library: Library, words: Words, urls: Urls, conference: model.Conference
) -> Paths | None:
    """The paths of a conference; None where no takeaway is related to a recommendation."""
    panels, pillars = library.panels_of(conference.id), library.pillars_of(conference.id)

    def heading(part: model.Panel | model.Pillar, label: str) -> Heading:
        return Heading(label, urls.places[part.id].folder, part.title)

    rows = {each.id: heading(each, words("panel.label", number=each.number)) for each in panels}
    columns = {
        each.id: heading(each, words("pillar.label", numeral=each.numeral)) for each in pillars
    }
    counts: dict[tuple[Heading, Heading], Count] = {}
    on_a_path: set[str] = set()
    for pillar in pillars:
        for group in paths_to(library, words, pillar):
            column = columns[pillar.id]
            counts[rows[group.panel.id], column] = Count(
                len(group.paths), f"{column.folder}#{group.anchor}"
            )
            on_a_path |= {path.takeaway.id for path in group.paths}
    if not counts:
        return None
    takeaways = [each for panel in panels for each in library.current_records_of(panel.id)]
    return Paths(
        Matrix([*rows.values()], [*columns.values()], counts),
        words("paths.summary", number=len(on_a_path), all=words.count("takeaway", len(takeaways))),
        [each for each in takeaways if each.id not in on_a_path],
    )


def paths_to(library: Library, words: Words, pillar: model.Pillar) -> list[PanelPaths]:
    """What leads to a pillar: takeaways of its conference, by panel."""
    groups = (
        PanelPaths(
            panel,
            words("panel.label", number=panel.number),
            f"from-{panel.id}",
            [*_paths(library, panel, pillar)],
        )
        for panel in library.panels_of(library.conference_of(pillar.id).id)
    )
    return [group for group in groups if group.paths]


def _paths(library: Library, panel: model.Panel, pillar: model.Pillar) -> Iterator[Path]:
    for takeaway in library.current_records_of(panel.id):
        related = {each.id for each in library.neighbours(takeaway)}
        recommendations = [
            each for each in library.current_records_of(pillar.id) if each.id in related
        ]
        if recommendations:
            yield Path(takeaway, recommendations)
