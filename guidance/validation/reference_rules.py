"""Rules on references from one record to another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from guidance.content import model
from guidance.content.introspection import references
from guidance.content.nodes import VOCABULARY, Node
from guidance.content.yaml_parser import Location
from guidance.diagnostics.problem import Problem, allowed_values, shorten
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest_identifier, parent_identifier
from guidance.validation.content_index import ContentIndex

_NOUNS = {
    "people": "a person",
    "organizations": "an organization",
    "instruments": "an instrument",
    "resources": "a resource",
    "terms": "a term of the glossary",
    "sources": "a source document",
    "panels": "a panel",
    "pillars": "a pillar",
    "records": "a record",
    "statements": "a statement",
    "actors": "an actor",
    "forms": "a form of exploitation",
    "measures": "a measure",
    "instrument_types": "a type of instrument",
}
"""What each list holds."""


def reference_targets_exist(index: ContentIndex) -> Iterator[Problem]:
    """The target of each reference exists."""
    ordered = {target: sorted(names) for target, names in index.existing.items()}
    for node, location, target, value in _unknown_references(index):
        if index.origin(target, value):
            continue
        most = 30 if target in VOCABULARY else 10
        choices = ordered[target]
        first = _likely_first(choices, value, most)
        allowed = allowed_values(first, most, len(choices))
        message = f"'{shorten(value)}' {_state(index, value)}; {allowed}"
        suggestion = closest_identifier(choices, value, index.budget)
        problem = node.document.problem(_rule(target), location, message, suggestion=suggestion)
        yield replace(problem, subject=(target, value))


def _state(index: ContentIndex, value: str) -> str:
    """What is wrong with an identifier: it does not exist, or is that of something else."""
    for target, noun in _NOUNS.items():
        if value in index.known[target]:
            return f"is {noun}, which cannot be named here"
    return "does not exist"


def unchecked_references(index: ContentIndex) -> Iterator[tuple[str, Problem]]:
    """References that cannot be checked, since a file has problems; each with that file's path."""
    for node, location, target, value in _unknown_references(index):
        if path := index.origin(target, value):
            message = f"'{shorten(value)}' cannot be looked up in {path}"
            problem = node.document.problem(_rule(target), location, message)
            yield path, replace(problem, subject=(target, value))


def _unknown_references(index: ContentIndex) -> Iterator[tuple[Node, Location, str, str]]:
    """References to what is not known to exist: node, location, list and identifier."""
    for node in index.nodes:
        for name, target in references(node.entry_class).items():
            for location, value in node.texts(name):
                if value not in index.known[target]:
                    yield node, location, target, value


def _rule(target: str) -> Rule:
    return Rule.KNOWN_VALUE if target in VOCABULARY else Rule.KNOWN_IDENTIFIER


def _likely_first(choices: Sequence[str], value: str, most: int) -> Sequence[str]:
    """At most `most` of sorted choices; those come first that begin as a value does.

    They have its parent, such as 2021-P2 for 2021-P2-08, or its first six characters.
    """
    parent = parent_identifier(value)
    beginning = f"{parent}-" if parent else value[:6]
    start = bisect_left(choices, beginning)
    end = bisect_right(choices, beginning, key=lambda choice: choice[: len(beginning)])
    order = chain(range(start, end), range(start), range(end, len(choices)))
    return [choices[number] for number in islice(order, most)]


def lists_have_no_duplicates(index: ContentIndex) -> Iterator[Problem]:
    """A list has each value once, and a record does not refer to itself."""
    for node in index.nodes:
        identifier = node.text("id")
        for name in references(node.entry_class):
            seen = (
                {identifier}
                if node.is_record and name in ("related", "part_of", "reaffirms")
                else set()
            )
            for location, value in node.texts(name):
                if value in seen:
                    duplicate = "stands in this list already"
                    state = "is the record itself" if value == identifier else duplicate
                    message = f"'{shorten(value)}' {state}; delete it"
                    yield node.document.problem(Rule.REPEATED_VALUE, location, message)
                seen.add(value)


def panels_and_pillars_refer_to_each_other(index: ContentIndex) -> Iterator[Problem]:
    """A panel lists a pillar under `conclusions` if and only if the pillar names that panel."""
    panels = {node.text("id"): node for node in index.nodes if node.entry_class is model.Panel}
    pillars = {node.text("id"): node for node in index.nodes if node.entry_class is model.Pillar}
    for identifier, pillar in pillars.items():
        panel = panels.get(pillar.text("panel"))
        if panel and identifier not in {value for _, value in panel.texts("conclusions")}:
            message = (
                f"names '{panel.text('id')}', whose conclusions do not list '{identifier}'; "
                f"add it in {panel.document.path}, or name another panel"
            )
            yield pillar.problem(Rule.BOTH_WAYS, "panel", message)
    for identifier, panel in panels.items():
        for location, value in panel.texts("conclusions"):
            if value in pillars and pillars[value].text("panel") != identifier:
                named = "another panel" if pillars[value].text("panel") else "no panel"
                message = (
                    f"'{value}' names {named}; write 'panel: {identifier}' in "
                    f"{pillars[value].document.path}, or delete it here"
                )
                yield panel.document.problem(Rule.BOTH_WAYS, location, message)


def parts_follow_their_whole(index: ContentIndex) -> Iterator[Problem]:
    """A record follows the record that it is `part_of`, in the same file.

    If two records are part of each other, only the first is reported.
    """
    records = [node for node in index.nodes if node.is_record]
    before: dict[str, list[str]] = defaultdict(list)
    files: dict[str, list[str]] = defaultdict(list)
    for record in records:
        files[record.text("id")].append(record.document.path)
    wholes = {
        record.text("id"): [value for _, value in record.texts("part_of")] for record in records
    }
    for record in records:
        identifier, whole = record.text("id"), record.text("part_of")
        earlier = before[record.document.path]
        if whole != identifier and identifier in wholes.get(whole, ()):
            wholes[identifier] = []
            message = (
                f"'{shorten(whole)}' is itself a part of '{identifier}'; "
                "one of the two holds the other"
            )
            yield record.problem(Rule.NESTING, "part_of", message)
        elif whole and record.document.path not in files.get(whole, [record.document.path]):
            message = (
                f"'{whole}' stands in {files[whole][0]}, and a part stands in the file of its "
                "whole; delete this line, or move one of the two"
            )
            yield record.problem(Rule.NESTING, "part_of", message)
        elif whole and whole not in earlier:
            message = (
                f"'{shorten(whole)}' does not stand before it in this file; "
                f"{allowed_values(earlier)}"
            )
            suggestion = closest_identifier(earlier, whole, index.budget)
            yield record.problem(Rule.NESTING, "part_of", message, suggestion=suggestion)
        earlier.append(identifier)
