"""View model of the page of changes: a summary, then each day by conference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from guidance import limits
from guidance.library.changelog import Event
from guidance.site.changes.change_kinds import FOLDED, ChangeKind
from guidance.site.changes.changes_view import ChangesView, ChangeView
from guidance.site.page import Context

SHORT = 20
"""The number of changes up to which a page shows all of them at once."""


@dataclass(frozen=True)
class GroupView:
    """The events of a day of one panel, pillar, source or conference, or of one list."""

    id: str
    """The identifier of what holds the entries; empty for a list."""
    title: str
    anchor: str
    """The anchor of the event that what holds them was added; empty if it was not."""
    changes: Sequence[ChangeView]
    """What was changed or withdrawn."""
    added: Sequence[ChangeView]
    """What was added to what holds it."""


@dataclass(frozen=True)
class KindView:
    """The events of one kind of a day of one section."""

    kind: ChangeKind
    anchor: str
    summary: str
    """Their number in words."""
    groups: Sequence[GroupView]
    has_wording: bool
    """Whether earlier wording of any is shown."""
    is_open: bool
    """Whether they are shown once the section is opened."""


@dataclass(frozen=True)
class SectionView:
    """The events of a day of one conference and its documents, of other documents, or of lists."""

    section: str
    """The identifier of a conference, or the name of another section."""
    title: str
    anchor: str
    counts: Mapping[ChangeKind, int]
    summary: str
    """The counts in words."""
    kinds: Sequence[KindView]


@dataclass(frozen=True)
class DayView:
    """All events of a day."""

    date: str
    sections: Sequence[SectionView]
    count: int
    """The number of events."""


class CountOfKind(NamedTuple):
    """The number of changes of one kind."""

    kind: ChangeKind
    label: str
    number: int
    anchor: str = ""
    """The anchor of the latest of them; empty for none."""


@dataclass(frozen=True)
class SummaryRow:
    """The number of changes of each kind in one section, over all days."""

    section: str
    title: str
    anchor: str
    """The anchor of the latest of them."""
    counts: Sequence[CountOfKind]


def changes_page(view: ChangesView) -> Context:
    """The context of the page of changes."""
    unread = view.past.unread if view.past else ()
    days = [
        DayView(date, [*_sections(view, date, changes)], len(changes))
        for date, group in groupby(view.changes, key=lambda change: change.date)
        if (changes := [*group])
    ]
    counted = Counter(change.kind for change in view.changes)
    kinds = [
        each
        for kind in ChangeKind
        if (each := CountOfKind(kind, view.words(f"changes.{kind.value}"), counted[kind])).number
    ]
    return {
        "is_known": view.past is not None,
        "is_short": len(view.changes) <= SHORT,
        "limits": [*_limits(view)],
        "days": days,
        "kinds": kinds,
        "summary": _summary(view, days, kinds),
        "unread": [
            view.words("changes.unread", path=file.path, commit=file.commit[:12])
            for file in unread[: limits.PROBLEMS_OF_TEXT]
        ],
    }


def _limits(view: ChangesView) -> Iterator[str]:
    """What the page leaves out because there is too much of it."""
    if view.past and not view.past.is_complete:
        yield view.words("changes.incomplete", day=view.words.day(view.past.begins))
    if len(view.log) > limits.SHOWN_CHANGES:
        yield view.words("changes.cut")


def _summary(
    view: ChangesView, days: Sequence[DayView], kinds: Sequence[CountOfKind]
) -> list[SummaryRow]:
    """One row for each section, with the kinds that occur."""
    latest: dict[str, SectionView] = {}
    counts: dict[str, Counter[ChangeKind]] = {}
    anchors: dict[tuple[str, ChangeKind], str] = {}
    for section in (section for day in days for section in day.sections):
        latest.setdefault(section.section, section)
        counts.setdefault(section.section, Counter()).update(section.counts)
        for kind in section.kinds:
            anchors.setdefault((section.section, kind.kind), kind.anchor)
    return [
        SummaryRow(
            name,
            latest[name].title,
            latest[name].anchor,
            [
                each._replace(
                    number=counts[name][each.kind], anchor=anchors.get((name, each.kind), "")
                )
                for each in kinds
            ],
        )
        for name in sorted(latest, key=view.holders.section_order)
    ]


def _sections(view: ChangesView, date: str, changes: Sequence[ChangeView]) -> Iterator[SectionView]:
    by_section: dict[str, list[ChangeView]] = {}
    for change in changes:
        by_section.setdefault(view.holders.section_of(change.id), []).append(change)
    for section in sorted(by_section, key=view.holders.section_order):
        found = by_section[section]
        counts = Counter(change.kind for change in found)
        anchor = f"in-{section}-{date}"
        phrases = {
            kind: view.words(f"changes.number-{kind.value}", number=counts[kind])
            for kind in ChangeKind
        }
        kinds = [
            KindView(
                kind,
                f"{anchor}-{kind.value}",
                phrases[kind],
                [*_groups(view, of_kind)],
                any(change.fields for change in of_kind),
                is_open=kind not in FOLDED or len(counts) == 1,
            )
            for kind in ChangeKind
            if (of_kind := [each for each in found if each.kind is kind])
        ]
        yield SectionView(
            section,
            view.holders.section_title(section),
            anchor,
            counts,
            view.words.enumeration([kind.summary for kind in kinds]),
            kinds,
        )


def _groups(view: ChangesView, changes: Sequence[ChangeView]) -> Iterator[GroupView]:
    """The events of one day by what holds the entries, in the order of the library."""
    by_holder: dict[str, list[ChangeView]] = {}
    for change in changes:
        by_holder.setdefault(view.holders.of(change.id), []).append(change)
    for holder in sorted(by_holder, key=view.holders.order):
        group = by_holder[holder]
        yield GroupView(
            holder if holder in view.library.by_id else "",
            view.holders.title(holder),
            next((each.anchor for each in group if _is_addition_of(holder, each)), ""),
            [each for each in group if each.event is not Event.ADDED],
            [
                each
                for each in group
                if each.event is Event.ADDED and not _is_addition_of(holder, each)
            ],
        )


def _is_addition_of(holder: str, change: ChangeView) -> bool:
    """Whether an event is that something with parts was added itself."""
    return change.id == holder and change.event is Event.ADDED
