"""View model of the page of changes: by day and holder, with what changed field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from guidance import limits
from guidance.content import model
from guidance.history.comparison.word_diff import WordDiff
from guidance.history.past import Past
from guidance.i18n import Words
from guidance.library.changelog import Event, LoggedChange, changelog
from guidance.library.library import Library
from guidance.rendering.references import reference
from guidance.site.changes.field_changes import FieldChangeView, FieldChangeViews
from guidance.site.page import Context

_REGISTERS: dict[type[model.Entry], str] = {
    model.Person: "people",
    model.Organization: "organizations",
    model.Instrument: "instruments",
    model.Resource: "resources",
    model.Term: "glossary",
}
"""The entries that belong to a list, each with the key of its title."""


@dataclass(frozen=True)
class ChangeView:
    """One event of one entry."""

    date: str
    event: Event
    id: str
    title: str
    """Its title or name."""
    note: str
    successors: Sequence[str]
    """What took the place of a withdrawn record."""
    fields: Sequence[FieldChangeView]
    labels: str
    """The names of these fields, or of the parts in which they are, as one enumeration."""

    @property
    def anchor(self) -> str:
        """Its anchor on the page, which stays when others are added."""
        return f"{self.id}-{self.date}"


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
class DayView:
    """All events of a day."""

    date: str
    groups: Sequence[GroupView]
    count: int
    """The number of events."""


@dataclass(frozen=True)
class ChangesView:
    """Everything that changed in one library, for the page of changes and the feeds."""

    library: Library
    words: Words
    past: Past | None = None

    @cached_property
    def log(self) -> Sequence[LoggedChange]:
        """All events, the latest first, but those of parts of what is new itself."""
        log = changelog(self.library, self.past)
        added = {(change.date, change.id) for change in log if change.event is Event.ADDED}
        return [
            change
            for change in log
            if not (
                change.event is Event.ADDED
                and not isinstance(self.library.by_id[change.id], model.Record)
                and (change.date, self._holder(change.id)) in added
                and self._holder(change.id) != change.id
            )
        ]

    @cached_property
    def changes(self) -> Sequence[ChangeView]:
        """All events, the latest first; the fields of the latest ones alone."""
        views = FieldChangeViews(self.library, self.words, WordDiff())
        return [
            self._change(change, views if number < limits.SHOWN_CHANGES else None)
            for number, change in enumerate(self.log)
        ]

    @property
    def latest(self) -> str:
        """The day of the latest event; empty if there is none."""
        return self.log[0].date if self.log else ""

    def page(self) -> Context:
        """The context of the page of changes."""
        unread = self.past.unread if self.past else ()
        return {
            "is_known": self.past is not None,
            "limits": [*self._limits()],
            "days": [
                DayView(date, [*self._groups(changes)], len(changes))
                for date, group in groupby(self.changes, key=lambda change: change.date)
                if (changes := [*group])
            ],
            "unread": [
                self.words("changes.unread", path=file.path, commit=file.commit[:12])
                for file in unread[: limits.PROBLEMS_OF_TEXT]
            ],
        }

    def _limits(self) -> Iterator[str]:
        """What the page leaves out because there is too much of it."""
        if self.past and not self.past.is_complete:
            day = self.words.day(self.past.begins)
            yield self.words("changes.incomplete", day=day)
        if len(self.log) > limits.SHOWN_CHANGES:
            yield self.words("changes.cut")

    def _change(self, change: LoggedChange, views: FieldChangeViews | None) -> ChangeView:
        entry = self.library.by_id[change.id]
        fields = [*views.of(type(entry), change.fields)] if views else []
        successors = entry.replaced_by if isinstance(entry, model.Record) else ()
        title = reference(self.library, self.words, change.id).title
        is_withdrawn = change.event is Event.WITHDRAWN
        return ChangeView(
            change.date,
            change.event,
            change.id,
            title,
            change.note,
            successors if is_withdrawn else (),
            fields,
            self.words.enumeration(list(dict.fromkeys(field.part for field in fields))),
        )

    def _groups(self, changes: Sequence[ChangeView]) -> Iterator[GroupView]:
        """The events of one day by what holds the entries, in the order of the library."""
        by_holder: dict[str, list[ChangeView]] = {}
        for change in changes:
            by_holder.setdefault(self._holder(change.id), []).append(change)
        for holder, group in sorted(by_holder.items(), key=lambda pair: self._order(pair[0])):
            is_entry = holder in self.library.by_id
            yield GroupView(
                holder if is_entry else "",
                self._holder_title(holder) if is_entry else self.words(f"{holder}.title"),
                next((each.anchor for each in group if _is_addition_of(holder, each)), ""),
                [each for each in group if each.event is not Event.ADDED],
                [
                    each
                    for each in group
                    if each.event is Event.ADDED and not _is_addition_of(holder, each)
                ],
            )

    def _order(self, holder: str) -> tuple[bool, bool, int]:
        """Panels, pillars and sources come first, then conferences, then lists."""
        entry = self.library.by_id.get(holder)
        position = self._positions[holder] if entry else [*_REGISTERS.values()].index(holder)
        return entry is None, isinstance(entry, model.Conference), position

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {identifier: number for number, identifier in enumerate(self.library.by_id)}

    @cached_property
    def _holders(self) -> dict[str, str]:
        """The holder of each part of a panel or a conference that is no record."""
        parts = {statement.id: holder.id for statement, holder in self.library.statements()}
        for conference in self.library.conferences:
            parts |= {figure.id: conference.id for figure in conference.figures}
            parts |= {event.id: conference.id for event in conference.side_events}
        return parts

    def _holder(self, identifier: str) -> str:
        """What holds an entry, the key of its list, or the entry itself."""
        entry = self.library.by_id[identifier]
        if isinstance(entry, model.Record):
            return entry.parent
        return _REGISTERS.get(type(entry)) or self._holders.get(identifier, identifier)

    def _holder_title(self, identifier: str) -> str:
        """The title of a panel, pillar, source or conference, with what it is in front."""
        library, words = self.library, self.words
        title = library.title_of(identifier)
        match library.by_id[identifier]:
            case model.Panel(number=number):
                label = words("panel.label", number=number)
            case model.Pillar(numeral=numeral):
                label = words("pillar.label", numeral=numeral)
            case _:
                return title
        if library.has_several_conferences:
            year = library.year_label(library.conference_of(identifier))
            label = words("part.of-year", year=year, title=label)
        return words("handout.title", label=label, title=title)


def _is_addition_of(holder: str, change: ChangeView) -> bool:
    """Whether an event is that something with parts was added itself."""
    return change.id == holder and change.event is Event.ADDED
