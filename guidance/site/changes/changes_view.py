"""View model of everything that changed, for the page of changes and the feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from guidance import limits
from guidance.content import model
from guidance.history.comparison.word_diff import WordDiff
from guidance.history.past import Past
from guidance.i18n import Words
from guidance.library.changelog import Event, LoggedChange, changelog
from guidance.library.library import Library
from guidance.rendering.references import reference
from guidance.site.changes.change_kinds import ChangeKind, is_internal, kind_of
from guidance.site.changes.field_changes import FieldChangeView, FieldChangeViews
from guidance.site.changes.holders import Holders


@dataclass(frozen=True)
class ChangeView:
    """One event of one entry."""

    date: str
    event: Event
    kind: ChangeKind
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
class ChangesView:
    """Everything that changed in one library."""

    library: Library
    words: Words
    past: Past | None = None

    @cached_property
    def holders(self) -> Holders:
        """What holds the entries."""
        return Holders(self.library, self.words)

    @cached_property
    def log(self) -> Sequence[LoggedChange]:
        """All events, the latest first, but those of parts of what is new itself.

        Changes of internal fields are left out.
        """
        log = [*_visible(changelog(self.library, self.past))]
        added = {(change.date, change.id) for change in log if change.event is Event.ADDED}
        return [
            change
            for change in log
            if not (
                change.event is Event.ADDED
                and not isinstance(self.library.by_id[change.id], model.Record)
                and (change.date, self.holders.of(change.id)) in added
                and self.holders.of(change.id) != change.id
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

    @cached_property
    def compared(self) -> Mapping[str, str]:
        """The anchor of the last change of each entry whose earlier wording is shown."""
        earliest_first = reversed(self.changes)
        return {change.id: change.anchor for change in earliest_first if change.fields}

    @property
    def latest(self) -> str:
        """The day of the latest event; empty if there is none."""
        return self.log[0].date if self.log else ""

    def _change(self, change: LoggedChange, views: FieldChangeViews | None) -> ChangeView:
        entry = self.library.by_id[change.id]
        fields = [*views.of(type(entry), change.fields)] if views else []
        successors = entry.replaced_by if isinstance(entry, model.Record) else ()
        title = reference(self.library, self.words, change.id).title
        is_withdrawn = change.event is Event.WITHDRAWN
        return ChangeView(
            change.date,
            change.event,
            kind_of(change),
            change.id,
            title,
            change.note,
            successors if is_withdrawn else (),
            fields,
            self.words.enumeration(list(dict.fromkeys(field.part for field in fields))),
        )


def _visible(log: Iterable[LoggedChange]) -> Iterator[LoggedChange]:
    """Events without their internal fields; those of nothing else are left out."""
    for change in log:
        fields = [field for field in change.fields if not is_internal(field)]
        if fields or not change.fields:
            yield replace(change, fields=fields)
