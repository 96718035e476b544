"""Find what stands in another order than before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from guidance.history.citations import EntryKey
from guidance.history.comparison.snapshot import Snapshot


def reordered_entries(
    old: Mapping[EntryKey, Snapshot], new: Mapping[EntryKey, Snapshot]
) -> Iterator[EntryKey]:
    """The entries whose order changed relative to the others of the same list."""
    places = {key: place for place, key in enumerate(old)}
    lists: dict[str, list[EntryKey]] = {}
    for key, entry in new.items():
        if not entry.node.is_file and key in old and old[key].holder == entry.holder:
            lists.setdefault(entry.holder, []).append(key)
    for keys in lists.values():
        in_order = _longest_rising([places[key] for key in keys])
        yield from (key for place, key in enumerate(keys) if place not in in_order)


def _longest_rising(numbers: Sequence[int]) -> Collection[int]:
    """The places of the longest sequence of numbers that rise; of several, the first to end.

    By patience sorting: each number takes a step of binary search.
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [number], [place]
    found = []
    place = last[-1] if last else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return set(found)


def reordered_lists(old: Collection[str], new: Collection[str]) -> Iterator[str]:
    """The lists of entries without identifier, such as `speakers`, whose order changed.

    Both are the paths of the fields of an entry, such as `speakers[ben-south].topic`.
    """
    before, after = (_labels(fields) for fields in (old, new))
    for name, labels in after.items():
        earlier = before.get(name, {})
        common = [label for label in earlier if label in labels]
        if common != [label for label in labels if label in earlier]:
            yield name


def _labels(fields: Iterable[str]) -> Mapping[str, Mapping[str, None]]:
    """The labels of the entries of each list, in order."""
    found: dict[str, dict[str, None]] = {}
    for field in fields:
        name, bracket, rest = field.partition("[")
        if bracket:
            found.setdefault(name, {}).setdefault(rest.partition("]")[0])
    return found
