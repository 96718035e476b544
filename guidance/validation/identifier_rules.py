"""Rules on identifiers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from guidance.content import model
from guidance.content.merge_conflict import highest_numbers, number_after
from guidance.content.nodes import Node
from guidance.diagnostics.problem import Problem, allowed_values, shorten
from guidance.diagnostics.rules import Rule
from guidance.validation.content_index import ContentIndex


def files_are_named_by_identifier(index: ContentIndex) -> Iterator[Problem]:
    """The name of a file is the identifier of its content."""
    for node in index.nodes:
        identifier, stem, path = node.text("id"), node.document.stem, node.document.path
        if not node.is_file or not identifier or identifier == stem:
            continue
        original = f"{path.rpartition('/')[0]}/{identifier}.yml"
        if original in index.paths:
            correction = f"write '{stem}' here, or " if re.fullmatch(r"[\w-]+", stem) else ""
            message = (
                f"is '{shorten(identifier)}', which is that of {original}; "
                f"{correction}delete this file if it is a copy"
            )
            yield node.problem(Rule.FILE_NAME, "id", message)
        else:
            message = (
                f"is '{shorten(identifier)}', but the file is called '{stem}.yml'; "
                f"allowed: '{stem}' here, or the file name '{identifier}.yml'"
            )
            yield node.problem(Rule.FILE_NAME, "id", message)


def identifiers_are_unique(index: ContentIndex) -> Iterator[Problem]:
    """An identifier is unique in the whole content, also without capitals: it names a folder.

    That of a choice is unique in its list. Of several duplicate entries in a row, only the first
    is reported. A file whose name differs from its identifier may be a copy, so that its entries
    count as the duplicates.
    """
    copies = {
        node.document.path
        for node in index.nodes
        if node.is_file and node.text("id") not in ("", node.document.stem)
    }
    first: dict[tuple[str, str], Node] = {}
    duplicates: set[tuple[str | int, ...]] = set()
    highest = highest_numbers(node.text("id") for node in index.nodes)
    for node in sorted(index.nodes, key=lambda node: node.document.path in copies):
        identifier = node.text("id")
        scope = str(node.location[0]) if node.entry_class is model.Choice else ""
        if not identifier:
            continue
        if (scope, identifier.casefold()) not in first:
            first[scope, identifier.casefold()] = node
            continue
        path = node.document.path
        duplicates.add((path, *node.location))
        if node.location and (path, *node.location[:-1], int(node.location[-1]) - 1) in duplicates:
            continue
        other = first[scope, identifier.casefold()]
        line = other.document.position((*other.location, "id")).line
        if (other_identifier := other.text("id")) != identifier:
            message = (
                f"'{shorten(identifier)}' differs only in capitals from "
                f"'{shorten(other_identifier)}' in {other.document.path}, line {line}, and many "
                "computers keep one folder for both; choose another"
            )
            yield node.problem(Rule.UNIQUE_IDENTIFIER, "id", message)
            continue
        next_one = number_after(identifier, node.document.stem, highest)
        remedy = f"keep both, and give yours the next number, {next_one}" if next_one else ""
        message = (
            f"'{shorten(identifier)}' is taken: it stands in {other.document.path}, line {line} "
            f"already; {remedy or 'choose another'}"
        )
        problem = node.problem(Rule.UNIQUE_IDENTIFIER, "id", message)
        yield replace(problem, subject=("copy", path))


def identifiers_begin_with_that_of_their_file(index: ContentIndex) -> Iterator[Problem]:
    """In a file named by an identifier, all others begin with it, and their numbers rise.

    In a file whose name differs from its identifier, they may begin with either.
    """
    groups: dict[tuple[str, str], list[Node]] = defaultdict(list)
    own_identifiers: dict[str, str] = {}
    for node in index.nodes:
        identifier, path = node.text("id"), node.document.path
        if node.is_file:
            own_identifiers[path] = identifier
        if node.is_file or not identifier or path.count("/") < 2:
            continue
        beginnings = [f"{name}-" for name in (node.document.stem, own_identifiers[path]) if name]
        if identifier.startswith(tuple(beginnings)):
            groups[path, str(node.location[0])].append(node)
            continue
        message = (
            f"'{shorten(identifier)}' does not begin with the identifier of its file; "
            f"allowed: {beginnings[0]}…"
        )
        problem = node.problem(Rule.FITTING_IDENTIFIER, "id", message)
        yield replace(problem, subject=("beginning", path))
    for nodes in groups.values():
        yield from _numbers_rise(nodes)


def _numbers_rise(nodes: Sequence[Node]) -> Iterator[Problem]:
    """The fewest identifiers of a list that stand out of its order."""
    identifiers = [node.text("id") for node in nodes]
    kept = _longest_rise([_number(identifier) for identifier in identifiers])
    for position in sorted({*range(len(nodes))} - kept):
        identifier = identifiers[position]
        before = [identifiers[other] for other in kept if other < position]
        after = [identifiers[other] for other in kept if other > position]
        larger = max(before, key=_number, default="")
        place = (
            f"behind '{larger}'"
            if _number(larger) > _number(identifier)
            else f"before '{min(after, key=_number)}'"
        )
        message = (
            f"'{shorten(identifier)}' stands {place}; "
            "allowed: numbers that rise in the order of the file"
        )
        yield nodes[position].problem(Rule.FITTING_IDENTIFIER, "id", message)


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest part of a sequence that never falls; early ones are preferred."""
    negative = [-number for number in reversed(numbers)]
    ends: list[int] = []
    chains: list[list[int]] = []
    for position, number in enumerate(negative):
        length = bisect_right(ends, number)
        chain = [*(chains[length - 1] if length else ()), len(numbers) - 1 - position]
        ends[length : length + 1] = [number]
        chains[length : length + 1] = [chain]
    return {*chains[-1]} if chains else set()


def _number(identifier: str) -> int:
    digits = re.search(r"[0-9]+$", identifier)
    return int(digits.group()) if digits else 0


def panels_have_the_number_of_their_identifier(index: ContentIndex) -> Iterator[Problem]:
    """A panel's number is the one in its identifier: both are part of URLs."""
    for node in index.nodes:
        identifier, number = node.text("id"), node.text("number")
        if node.entry_class is not model.Panel or not identifier or not number:
            continue
        is_renamed = identifier != node.document.stem and number == str(_number(node.document.stem))
        if number != str(_number(identifier)) and not is_renamed:
            message = (
                f"'{shorten(number)}' is not the number in the identifier '{identifier}'; "
                f"allowed: {_number(identifier)}"
            )
            yield node.problem(Rule.FITTING_IDENTIFIER, "number", message)


def panels_and_pillars_belong_to_a_conference(index: ContentIndex) -> Iterator[Problem]:
    """The identifier of a panel or a pillar begins with that of a conference that exists."""
    conferences = [
        node.text("id") or node.document.stem
        for node in index.nodes
        if node.entry_class is model.Conference
    ]
    stems = [node.document.stem for node in index.nodes if node.entry_class is model.Conference]
    known = {*index.unread, *conferences, *stems}
    for node in index.nodes if conferences else ():
        identifier = node.text("id")
        conference = identifier.partition("-")[0]
        if node.entry_class in (model.Panel, model.Pillar) and conference not in known:
            beginnings = allowed_values([f"{name}-…" for name in conferences])
            message = f"'{identifier}' belongs to no conference; {beginnings}"
            problem = node.problem(Rule.FITTING_IDENTIFIER, "id", message)
            yield replace(problem, subject=("conferences", conference))
