"""Find what stands in another order than before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from guidance.editing.comparison.snapshot import Snapshot
from guidance.history.citations import EntryKey


def reordered_entries(
    old: Mapping[EntryKey, Snapshot], new: Mapping[EntryKey, Snapshot]
) -> Iterator[EntryKey]:
    """The entries whose order changed relative to the others of the same list."""
    for holder in dict.fromkeys(entry.holder for entry in new.values() if not entry.node.is_file):
        before, after = (
            [
                key
                for key, entry in state.items()
                if entry.holder == holder and key in old and key in new
            ]
            for state in (old, new)
        )
        before = [key for key in before if key in after]
        after = [key for key in after if key in before]
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        in_order = {
            key
            for block in matcher.get_matching_blocks()
            for key in after[block.b : block.b + block.size]
        }
        yield from (key for key in after if key not in in_order)


def reordered_lists(old: Collection[str], new: Collection[str]) -> Iterator[str]:
    """The lists of entries without identifier, such as `speakers`, whose order changed.

    Both are the paths of the fields of an entry, such as `speakers[ben-south].topic`.
    """
    before, after = (_labels(fields) for fields in (old, new))
    for name, labels in after.items():
        common = [label for label in before.get(name, ()) if label in labels]
        if common != [label for label in labels if label in before.get(name, ())]:
            yield name


def _labels(fields: Iterable[str]) -> Mapping[str, Collection[str]]:
    """The labels of the entries of each list, in order."""
    found: dict[str, dict[str, None]] = {}
    for field in fields:
        name, bracket, rest = field.partition("[")
        if bracket:
            found.setdefault(name, {}).setdefault(rest.partition("]")[0])
    return {name: [*labels] for name, labels in found.items()}
