"""View model of what changed in an entry, field by field, in the words of readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, reduce

from guidance.content import model
from guidance.content.introspection import model_in, models_in, references
from guidance.content.layout import FILES, FOLDERS
from guidance.content.markdown import plain, typeset
from guidance.history.comparison.change import Sort
from guidance.history.comparison.field_changes import FieldChange
from guidance.history.comparison.word_diff import PARAGRAPH, Span, WordDiff
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.rendering.references import reference

_BRIDGE = 2
"""The number of unchanged words between two changes that are marked with them."""
_KEPT_SHARE = 0.2
"""The share of words that must be unchanged; otherwise no words are marked."""
_CLOSED: Mapping[str, type[StrEnum]] = {
    "status": model.Status,
    "standing": model.Standing,
    "sense": model.Sense,
}
"""Fields whose values have interface words, as `status.withdrawn`; earlier ones may have none."""
_WITHOUT_LABEL = ("id", "changed", "change_note", "reviewed")
"""Fields that are never shown as changed."""


@dataclass(frozen=True)
class Piece:
    """Words of a text that are all the same as in the other version, or all different."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class ParagraphPair:
    """Two versions of a paragraph; empty where there was none, or is none now."""

    old: Sequence[Piece]
    new: Sequence[Piece]

    @property
    def is_changed(self) -> bool:
        """Whether the versions differ; the words of those that do not are left out."""
        return bool(self.old or self.new)


@dataclass(frozen=True)
class FieldChangeView:
    """What changed in one field: a text, a list or a value; nothing of it for another order."""

    label: str = ""
    """Its name, with that of the part of the entry in which it is."""
    part: str = ""
    """The name of that part, or its own."""
    wording: Sequence[ParagraphPair] = ()
    """Both versions of a text, paragraph by paragraph."""
    gained: Sequence[str] = ()
    lost: Sequence[str] = ()
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class FieldChangeViews:
    """Views of the changes of all entries of one page."""

    library: Library
    words: Words
    diff: WordDiff

    def of(
        self, entry_class: type[model.Entry], changes: Iterable[FieldChange]
    ) -> Iterator[FieldChangeView]:
        """The view of each change of an entry."""
        for change in changes:
            holder, name, labels = self._resolve(entry_class, change.field)
            shown = self._view(holder, name, change)
            part = self._labels[_first_step(change.field)[0]]
            yield replace(shown, label=reduce(self._joined, labels), part=part)

    def _resolve(
        self, entry_class: type[model.Entry], path: str
    ) -> tuple[type[model.Entry], str, Sequence[str]]:
        """The class that has a field, its name, and a label for each step of its path.

        A path has a name for each step, and the label of an entry of a list in brackets.
        """
        labels: list[str] = []
        holder, name, rest = entry_class, "", path
        while rest:
            name, label, rest = _first_step(rest)
            words = self._labels[name]
            title = self._title(label) if label in self.library.by_id else label
            item = self.words("field.of-item", field=words, item=typeset(title))
            labels.append(item if label else words)
            if rest:
                holder = model_in(holder.model_fields[name].annotation) or holder
        return holder, name, labels

    def _joined(self, label: str, inner: str) -> str:
        return self.words("handout.title", label=label, title=inner)

    def _view(self, holder: type[model.Entry], name: str, change: FieldChange) -> FieldChangeView:
        old, new = change.old or "", change.new or ""
        if isinstance(old, list) or isinstance(new, list):
            old_items, new_items = (
                [self._shown(holder, name, str(item)) for item in value] if value else []
                for value in (old, new)
            )
            return FieldChangeView(
                gained=[item for item in new_items if item not in old_items],
                lost=[item for item in old_items if item not in new_items],
            )
        if change.sort in (Sort.REWORDED, Sort.RENAMED):
            return FieldChangeView(wording=self._wording(plain(str(old)), plain(str(new))))
        before, after = (
            self._shown(holder, name, str(value)) if value else "" for value in (old, new)
        )
        return FieldChangeView(old=before, new=after)

    def _wording(self, old: str, new: str) -> Sequence[ParagraphPair]:
        """Both versions with the words that differ, by paragraph.

        A text that is all new is one pair, in which no words are marked.
        """
        spans = self.diff.spans(old, new)
        same = sum(len(span.new) for span in spans if span.is_equal)
        total = max(sum(len(span.old) for span in spans), sum(len(span.new) for span in spans))
        if same < _KEPT_SHARE * total:
            return [_pair(spans, is_marked=False)]
        pairs = [_pair([*_bridged(each)], is_marked=True) for each in _paragraphs(spans)]
        return [*_without_repeats(pairs)]

    def _shown(self, holder: type[model.Entry], name: str, value: str) -> str:
        """One value as readers know it: the title of an entry, or the label of a value."""
        target = "natures" if name == "nature" else references(holder).get(name, "")
        if target in model.Vocabulary.model_fields:
            choices = getattr(self.library.vocabulary, target)
            return next((choice.label for choice in choices if choice.id == value), value)
        if target and value in self.library.by_id:
            return self._title(value)
        return self._values.get((name, value)) or typeset(plain(value))

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """The words for each field that may change."""
        return {name: self.words(f"field.{name}") for name in _field_names()}

    @cached_property
    def _values(self) -> Mapping[tuple[str, str], str]:
        return {
            (name, str(value)): self.words(f"{name}.{value}")
            for name, values in _CLOSED.items()
            for value in values
        }

    def _title(self, identifier: str) -> str:
        return reference(self.library, self.words, identifier).title


def _field_names() -> set[str]:
    """The names of all fields of entries with an identifier, and of what is nested in them."""
    lists = (inner for holder in FILES.values() for inner in models_in(holder).values())
    waiting = [*FOLDERS.values(), *(each for each in lists if "id" in each.model_fields)]
    names: set[str] = set()
    seen: set[type[model.Entry]] = {model.Choice}
    while waiting:
        if (holder := waiting.pop()) not in seen:
            seen.add(holder)
            names |= holder.model_fields.keys()
            waiting += models_in(holder).values()
    return names.difference(_WITHOUT_LABEL)


def _first_step(path: str) -> tuple[str, str, str]:
    """The first name of a path, the label in brackets behind it, and the rest of the path.

    A label may hold any character; it ends with the first bracket before a point or the end.
    """
    match = re.match(r"(\w+)(?:\[(.*?)\](?=\.|$))?\.?", path, re.DOTALL)
    return (match[1], match[2] or "", path[match.end() :]) if match else (path, "", "")


def _paragraphs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans of each paragraph; a break that only one version has is within a paragraph."""
    current: list[Span] = []
    for span in spans:
        if not span.is_equal:
            current.append(span)
            continue
        *ended, words = _split(span.new)
        for paragraph in ended:
            yield [*current, Span(paragraph, paragraph, is_equal=True)]
            current = []
        current.append(Span(words, words, is_equal=True))
    yield current


def _split(words: Sequence[str]) -> list[Sequence[str]]:
    """Words at each break between paragraphs."""
    breaks = [number for number, word in enumerate(words) if word == PARAGRAPH]
    starts = [0, *(number + 1 for number in breaks)]
    return [words[a:b] for a, b in zip(starts, [*breaks, len(words)], strict=True)]


def _pair(spans: Sequence[Span], *, is_marked: bool) -> ParagraphPair:
    """Both versions of some words; nothing of them where they are the same."""
    if all(span.is_equal for span in spans):
        return ParagraphPair((), ())
    return ParagraphPair(
        [*_pieces(((span.old, span.is_equal) for span in spans), is_marked=is_marked)],
        [*_pieces(((span.new, span.is_equal) for span in spans), is_marked=is_marked)],
    )


def _without_repeats(pairs: Iterable[ParagraphPair]) -> Iterator[ParagraphPair]:
    """Pairs of which no two without changes follow each other."""
    before: ParagraphPair | None = None
    for pair in pairs:
        if pair.is_changed or before is None or before.is_changed:
            yield pair
        before = pair


def _bridged(spans: Sequence[Span]) -> Iterator[Span]:
    """The same spans; a few unchanged words between two changes count as changed with them."""
    waiting: Span | None = None
    for number, span in enumerate(spans):
        is_bridge = 0 < number < len(spans) - 1 and len(span.new) <= _BRIDGE
        if span.is_equal and not is_bridge:
            if waiting:
                yield waiting
            yield span
            waiting = None
        else:
            before = waiting or Span((), (), is_equal=False)
            waiting = Span([*before.old, *span.old], [*before.new, *span.new], is_equal=False)
    if waiting:
        yield waiting


def _pieces(spans: Iterable[tuple[Sequence[str], bool]], *, is_marked: bool) -> Iterator[Piece]:
    for words, is_equal in spans:
        if words:
            text = " ".join(words).replace(f" {PARAGRAPH} ", "\n\n").replace(PARAGRAPH, "\n\n")
            yield Piece(text, is_marked and not is_equal)
