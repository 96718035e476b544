"""Find entries that got another name or another identifier."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from guidance.content import model
from guidance.content.introspection import models_in
from guidance.content.nodes import Node
from guidance.content.yaml_parser import Value
from guidance.history.citations import EntryKey, citations, entry_key
from guidance.history.visible_text import as_shown

NAMES: Mapping[type[model.Entry], Sequence[str]] = {
    model.Person: ("name",),
    model.Organization: ("name",),
    model.Instrument: ("short", "title"),
    model.Resource: ("label", "title"),
    model.Term: ("term",),
}
"""The entries that others refer to by identifier, with the fields that name them for readers."""

_GUESSES = 10
"""Entries that are gone among which the predecessor of a new one is searched."""
_NO_WORDS = ("id", "since", "changed", "change_note", "source", "part_of")
"""Fields that say nothing of what an entry is about."""


def new_name(old: Node, new: Node) -> tuple[str, str] | None:
    """The names of an entry before and now; None where they look the same, or it has none."""
    for name in NAMES.get(new.entry_class, ()):
        before, after = old.text(name), new.text(name)
        if before and after and as_shown(before) != as_shown(after):
            return before, after
    return None


def renumbered(
    before: Mapping[EntryKey, Node], now: Mapping[EntryKey, Node]
) -> Mapping[EntryKey, EntryKey]:
    """The entries that have another identifier than before and the same words, by the new key."""
    gone = _by_words(node for key, node in before.items() if key not in now)
    added = _by_words(node for key, node in now.items() if key not in before)
    return {
        entry_key(nodes[0]): entry_key(gone[words][0])
        for words, nodes in added.items()
        if len(nodes) == 1 and len(gone.get(words, ())) == 1
    }


def likely_successors(
    before: Mapping[EntryKey, Node], now: Mapping[EntryKey, Node]
) -> Mapping[EntryKey, EntryKey]:
    """New entries that stand in the place of one that is gone, with a similar name, by the new key.

    That is what it looks like where somebody got another name and another identifier: a guess.
    """
    gone, added = (
        {key: node for key, node in state.items() if key not in other and node.entry_class in NAMES}
        for state, other in ((before, now), (now, before))
    )
    if not gone or not added:
        return {}
    old_places, new_places = (_places(state.values()) for state in (before, now))
    order = [*gone]
    candidates: dict[object, list[int]] = defaultdict(list)
    for number, (key, old) in enumerate(gone.items()):
        for clue in _clues(old, old_places[key[1]]):
            candidates[clue].append(number)
    found = {}
    for key, new in added.items():
        clues = _clues(new, new_places[key[1]])
        numbers = {number for clue in clues for number in candidates.get(clue, ())[-_GUESSES:]}
        for number in sorted(numbers)[-_GUESSES:]:
            if _words(gone[order[number]]) != _words(new):
                found[key] = order[number]
    return found


def _clues(node: Node, places: Mapping[object, int]) -> Iterator[object]:
    """What an entry and its successor have in common: class, places, and a word of the name."""
    if places:
        where = frozenset(places.items())
        yield from ((node.entry_class, where, word) for word in _name_words(node))


def _places(nodes: Iterable[Node]) -> Mapping[str, Mapping[object, int]]:
    """How often each identifier is cited in each file by each class of entries."""
    documents = {node.document.path: node.document for node in nodes}
    return defaultdict(
        dict,
        {
            identifier: Counter(
                (node.document.path.partition("/")[2], node.entry_class) for node, _ in found
            )
            for identifier, found in citations(documents.values()).items()
        },
    )


def _name_words(node: Node) -> set[str]:
    texts = (node.text(name) for name in NAMES[node.entry_class])
    return {word.casefold() for text in texts for word in re.findall(r"\w{3,}", text)}


def _by_words(nodes: Iterable[Node]) -> Mapping[str, Sequence[Node]]:
    """Entries by their class and words."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if words := _words(node):
            found[repr((node.entry_class, words))].append(node)
    return found


def _words(node: Node) -> Mapping[str, Value]:
    """What an entry says, without the entries inside it."""
    inner = models_in(node.entry_class)
    return {
        name: as_shown(value)
        for name, value in sorted(node.values.items())
        if name not in inner and name not in _NO_WORDS
    }
