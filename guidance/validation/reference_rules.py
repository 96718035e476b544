"""Rules on references from one record to another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from guidance.content import model
from guidance.content.introspection import references
from guidance.content.nodes import VOCABULARY, targets
from guidance.diagnostics.problem import Problem, allowed_values, shorten
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest
from guidance.validation.content_index import ContentIndex


def reference_targets_exist(index: ContentIndex) -> Iterator[Problem]:
    """The target of each reference exists."""
    existing = targets(index.nodes)
    ordered = {target: sorted(names) for target, names in existing.items()}
    known = {
        target: index.identifiers_outside_nodes.union(names)
        for target, names in existing.items()
        if target not in index.incomplete_targets
    }
    for node in index.nodes:
        for name, target in references(node.entry_class).items():
            for location, value in node.texts(name) if target in known else ():
                if value in known[target]:
                    continue
                rule, most = Rule.KNOWN_IDENTIFIER, 10
                if target in VOCABULARY:
                    rule, most = Rule.KNOWN_VALUE, 30
                choices = _likely_first(ordered[target], value)
                message = f"'{shorten(value)}' does not exist; {allowed_values(choices, most)}"
                suggestion = closest(choices, value)
                yield node.document.problem(rule, location, message, suggestion=suggestion)


def _likely_first(choices: Sequence[str], value: str) -> Sequence[str]:
    """Sorted choices; those come first that share the first six characters of a value."""
    beginning = value[:6]
    start = bisect_left(choices, beginning)
    end = bisect_right(choices, beginning, key=lambda choice: choice[: len(beginning)])
    return [*choices[start:end], *choices[:start], *choices[end:]]


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
        elif whole and whole not in earlier:
            message = (
                f"'{shorten(whole)}' does not stand before it in this file; "
                f"{allowed_values(earlier)}"
            )
            suggestion = closest(earlier, whole)
            yield record.problem(Rule.NESTING, "part_of", message, suggestion=suggestion)
        earlier.append(identifier)
