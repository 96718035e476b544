"""Rules on identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.content import model
from guidance.content.merge_conflict import next_identifier
from guidance.content.nodes import Node
from guidance.diagnostics.problem import Problem, allowed_values, shorten
from guidance.diagnostics.rules import Rule
from guidance.validation.content_index import ContentIndex


def files_are_named_by_identifier(index: ContentIndex) -> Iterator[Problem]:
    """The name of a file is the identifier of its content."""
    for node in index.nodes:
        identifier, stem = node.text("id"), node.document.stem
        if node.is_file and identifier and identifier != stem:
            message = (
                f"is '{shorten(identifier)}', but the file is called '{stem}.yml'; "
                f"allowed: '{stem}' here, or the file name '{identifier}.yml'"
            )
            yield node.problem(Rule.FILE_NAME, "id", message)


def identifiers_are_unique(index: ContentIndex) -> Iterator[Problem]:
    """An identifier is unique in the whole content; that of a choice, in its list.

    Of several duplicate entries in a row, only the first is reported.
    """
    first: dict[tuple[str, str], Node] = {}
    duplicates: set[tuple[str | int, ...]] = set()
    for node in index.nodes:
        identifier = node.text("id")
        scope = str(node.location[0]) if node.entry_class is model.Choice else ""
        if not identifier:
            continue
        if (scope, identifier) not in first:
            first[scope, identifier] = node
            continue
        path = node.document.path
        duplicates.add((path, *node.location))
        if node.location and (path, *node.location[:-1], int(node.location[-1]) - 1) in duplicates:
            continue
        other = first[scope, identifier]
        line = other.document.position((*other.location, "id")).line
        next_one = next_identifier(
            identifier, node.document.stem, (each.text("id") for each in index.nodes)
        )
        remedy = f"keep both, and give yours the next number, {next_one}" if next_one else ""
        message = (
            f"'{shorten(identifier)}' is taken: it stands in {other.document.path}, line {line} "
            f"already; {remedy or 'choose another'}"
        )
        yield node.problem(Rule.UNIQUE_IDENTIFIER, "id", message)


def identifiers_begin_with_that_of_their_file(index: ContentIndex) -> Iterator[Problem]:
    """In a file named by an identifier, all others begin with it, and their numbers rise."""
    last: dict[tuple[str, str], str] = {}
    for node in index.nodes:
        identifier, beginning = node.text("id"), f"{node.document.stem}-"
        if node.is_file or not identifier or node.document.path.count("/") < 2:
            continue
        group = node.document.path, str(node.location[0])
        if not identifier.startswith(beginning):
            message = (
                f"'{shorten(identifier)}' does not begin with the identifier of its file; "
                f"allowed: {beginning}…"
            )
            yield node.problem(Rule.FITTING_IDENTIFIER, "id", message)
        elif _number(identifier) < _number(last.get(group, "")):
            message = (
                f"'{shorten(identifier)}' stands behind '{last[group]}'; "
                "allowed: numbers that rise in the order of the file"
            )
            yield node.problem(Rule.FITTING_IDENTIFIER, "id", message)
        else:
            last[group] = identifier


def _number(identifier: str) -> int:
    digits = re.search(r"[0-9]+$", identifier)
    return int(digits.group()) if digits else 0


def panels_have_the_number_of_their_identifier(index: ContentIndex) -> Iterator[Problem]:
    """A panel's number is the one in its identifier: both are part of URLs."""
    for node in index.nodes:
        identifier, number = node.text("id"), node.text("number")
        if node.entry_class is not model.Panel or not identifier or not number:
            continue
        if number != str(_number(identifier)):
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
    known = index.identifiers_outside_nodes.union(conferences)
    for node in index.nodes if conferences else ():
        identifier = node.text("id")
        if (
            node.entry_class in (model.Panel, model.Pillar)
            and identifier.partition("-")[0] not in known
        ):
            beginnings = allowed_values([f"{conference}-…" for conference in conferences])
            message = f"'{identifier}' belongs to no conference; {beginnings}"
            yield node.problem(Rule.FITTING_IDENTIFIER, "id", message)
