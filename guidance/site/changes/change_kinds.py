"""The kind of a change, by what readers need to know of it: new, other meaning, other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from guidance.content.markdown import plain
from guidance.history.comparison.change import Sort
from guidance.history.comparison.field_changes import FieldChange
from guidance.library.changelog import Event, LoggedChange


class ChangeKind(StrEnum):
    """The kinds of changes, in the order of the page."""

    ADDED = "added"
    MEANING = "meaning"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    """A change of which the note alone is known."""
    WORDING = "wording"
    LINKS = "links"
    """A change of nothing but measures, forms, and what a record reaffirms."""


FOLDED = (ChangeKind.WORDING, ChangeKind.LINKS)
"""The kinds that are shown on demand."""
INTERNAL = {"asked_as", "keywords", "related", "sense", "sort_by"}
"""Fields that serve the search and the links of the site; no page tells of their changes."""
_MEANING = {
    "actors",
    "conclusions",
    "instruments",
    "nature",
    "provisions",
    "qualifier",
    "standing",
    "status",
    "value",
}
"""Fields that say what is claimed, of whom, and on what basis."""
_LINKS = INTERNAL | {"forms", "measures", "reaffirms"}
_OWN = {"discussion_questions", "erratum", "session_plan"}
"""Texts of this project beside what a source says."""
_TELLING_WORD = re.compile(
    r"\b(?:must|shall|should|may|not|cannot|no|never|none|without|\d+(?:[.,]\d+)*)\b",
    re.IGNORECASE,
)
"""Words of duty, of denial, and numbers, in English."""


def kind_of(change: LoggedChange) -> ChangeKind:
    """The kind of an event.

    Other words are taken for the same meaning, unless a word of duty or of denial, or a number,
    is in one version of the entry alone.
    """
    if change.event is not Event.CHANGED:
        return ChangeKind(change.event.value)
    if not change.fields:
        return ChangeKind.CHANGED
    names = {_top(field) for field in change.fields if field.sort is not Sort.MOVED}
    if names & _MEANING or _telling_words_differ(change.fields):
        return ChangeKind.MEANING
    return ChangeKind.LINKS if names <= _LINKS else ChangeKind.WORDING


def is_internal(field: FieldChange) -> bool:
    """Whether a field is none of those that readers see."""
    return _top(field) in INTERNAL


def _telling_words_differ(fields: Iterable[FieldChange]) -> bool:
    texts = [
        field
        for field in fields
        if field.sort in (Sort.REWORDED, Sort.RENAMED) and _top(field) not in _OWN
    ]
    return _telling_words(field.old for field in texts) != _telling_words(
        field.new for field in texts
    )


def _telling_words(texts: Iterable[object]) -> set[str]:
    found: Sequence[str] = _TELLING_WORD.findall(
        " ".join(plain(text) for text in texts if isinstance(text, str))
    )
    return {word.lower().replace("cannot", "not") for word in found}


def _top(field: FieldChange) -> str:
    """The field of the entry itself in which a changed field is."""
    return re.split(r"[.\[]", field.field, maxsplit=1)[0]
