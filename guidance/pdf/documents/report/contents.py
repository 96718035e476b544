"""The table of contents of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidance.i18n import Words
from guidance.pdf.documents.report.view import ContentsLine, PillarView, ReportView


def contents(report: ReportView, words: Words) -> Iterator[ContentsLine]:
    """The parts of the report that have something to hold, in their order."""
    if report.summary:
        yield ContentsLine("summary", words("summary.title"))
    if report.foreword:
        yield ContentsLine("foreword", words("foreword.title"))
    if report.interview:
        yield ContentsLine("interview", report.interview.interview.title)
    for chapter in report.chapters:
        panel = chapter.panel
        yield ContentsLine(panel.id, panel.title, str(panel.number))
        yield from _pillar_lines(chapter.pillars)
    if report.pillars:
        yield ContentsLine("pillars", words("pillars.title"))
        yield from _pillar_lines(report.pillars)
    yield from _back_matter(report, words)


def _back_matter(report: ReportView, words: Words) -> Iterator[ContentsLine]:
    """What follows the chapters and pillars."""
    parts = (
        (report.figures, "figures", words("figures.title")),
        (report.side_events, "side-events", report.side_events_title),
        (report.resources, "resources", report.resources_title),
        (report.abbreviations, "abbreviations", words("abbreviations.title")),
        (report.notes, "notes", words("notes.title")),
        (report.people, "index-people", report.people_title),
        (report.instruments, "index-instruments", words("indexes.instruments")),
        (report.actors, "index-actors", words("indexes.actors")),
        (report.measures, "index-measures", words("indexes.measures")),
        (True, "citing", words("about.cite")),
    )
    yield from (ContentsLine(anchor, title) for entries, anchor, title in parts if entries)


def _pillar_lines(pillars: Sequence[PillarView]) -> Iterator[ContentsLine]:
    for view in pillars:
        pillar = view.pillar
        yield ContentsLine(pillar.id, pillar.title, pillar.numeral, is_inner=True)
