"""Rules on the life cycle of records: dates, withdrawal and succession."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from guidance.content import model
from guidance.content.nodes import Node
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule
from guidance.limits import FIRST_YEAR, LAST_YEAR
from guidance.validation.content_index import ContentIndex

_SHOWN = 10
"""Records of a cycle that a message names."""


def withdrawn_records_give_a_reason(index: ContentIndex) -> Iterator[Problem]:
    """A withdrawn record gives a reason; only such a record has a reason and successors."""
    for node in index.nodes:
        is_withdrawn = node.text("status") == model.Status.WITHDRAWN
        if is_withdrawn and not node.values.get("reason"):
            message = "is missing: a withdrawn record says why it was withdrawn"
            yield node.problem(Rule.LIFE_CYCLE, "reason", message)
        for name in ("reason", "replaced_by"):
            if node.is_record and node.values.get(name) and not is_withdrawn:
                message = "belongs to a withdrawn record; allowed only beside 'status: withdrawn'"
                yield node.problem(Rule.LIFE_CYCLE, name, message, at_key=True)
        for location, successor in node.texts("replaced_by"):
            if successor == node.text("id"):
                message = "is the record itself; name its successor"
                yield node.document.problem(Rule.LIFE_CYCLE, location, message)


def successions_have_no_cycle(index: ContentIndex) -> Iterator[Problem]:
    """No record is its own indirect successor; each cycle is reported once."""
    successors = _successors(index)
    nodes = {node.text("id"): node for node in index.nodes if node.is_record}
    for cycle in _cycles(successors):
        node = nodes[cycle[0]]
        names = [*cycle[:_SHOWN], *(["…"] if len(cycle) > _SHOWN else []), cycle[0]]
        message = f"leads in a circle: {' → '.join(names)}; name a successor that is in force"
        for location, value in node.texts("replaced_by"):
            if value == cycle[1]:
                yield node.document.problem(Rule.LIFE_CYCLE, location, message)
                break


def _successors(index: ContentIndex) -> Mapping[str, Sequence[str]]:
    """The successors of each record, by its identifier."""
    return {
        node.text("id"): [value for _, value in node.texts("replaced_by")]
        for node in index.nodes
        if node.is_record
    }


def _cycles(successors: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Cycles of at least two records, each from its earliest record; at least one where there is.

    A depth-first search: each succession is followed once.
    """
    order = {identifier: number for number, identifier in enumerate(successors)}
    seen: set[str] = set()
    for start in successors:
        path: dict[str, Iterator[str]] = {}
        step: str | None = start if start not in seen else None
        while step is not None or path:
            if step is not None:
                seen.add(step)
                path[step] = iter(successors.get(step, ()))
            following = next(path[next(reversed(path))], None)
            step = following if following is not None and following not in seen else None
            if following is None:
                path.popitem()
            elif following in path and following != next(reversed(path)):
                names = [*path]
                cycle = names[names.index(following) :]
                first = min(range(len(cycle)), key=lambda place: order[cycle[place]])
                yield cycle[first:] + cycle[:first]


def references_target_current_records(index: ContentIndex) -> Iterator[Problem]:
    """Current records, questions and session plans name no withdrawn record.

    A successor is current or has one.
    """
    status = {node.text("id"): node.text("status") for node in index.nodes if node.is_record}
    successors = _successors(index)
    for node in index.nodes:
        for name in _fields_that_name_current_records(node):
            for location, value in node.texts(name):
                if status.get(value) == model.Status.WITHDRAWN:
                    message = f"'{value}' is withdrawn; {_instead(successors[value])}"
                    yield node.document.problem(Rule.LIFE_CYCLE, location, message)
        for location, value in node.texts("replaced_by"):
            if status.get(value) == model.Status.DRAFT:
                message = f"'{value}' is a draft; name a record that is published, or publish it"
                yield node.document.problem(Rule.LIFE_CYCLE, location, message)
            if status.get(value) == model.Status.WITHDRAWN and not successors[value]:
                message = (
                    f"'{value}' is withdrawn itself, and nothing took its place; "
                    "name a record in force"
                )
                yield node.document.problem(Rule.LIFE_CYCLE, location, message)


def _fields_that_name_current_records(node: Node) -> Sequence[str]:
    """The fields of current records, questions and session plans that name other records."""
    if node.entry_class in (model.DiscussionQuestion, model.KeyMessage, model.SessionAnswer):
        return ("records",)
    if node.entry_class is model.SessionCase:
        return ("record",)
    is_current = node.is_record and node.text("status") in ("", model.Status.CURRENT)
    return ("related", "part_of", "reaffirms") if is_current else ()


def _instead(successors: Sequence[str]) -> str:
    if not successors:
        return "delete it"
    return f"name {' or '.join(successors)} instead, which took its place, or delete it"


def _is_clock(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", text))


def _is_date(text: str) -> bool:
    """Whether a text is a date in the years of dates, as far as its pattern tells."""
    is_written_as_date = re.fullmatch(r"[0-9]{4}(?:-\d\d(?:-\d\d)?)?", text)
    return bool(is_written_as_date) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR


def times_are_in_order(index: ContentIndex) -> Iterator[Problem]:
    """Nothing ends before it starts, or changes before it was published.

    Two well-formed times or two well-formed dates are compared as text; the validator reports
    malformed ones.
    """
    for node in index.nodes:
        for first, second in (("starts", "ends"), ("since", "changed")):
            earlier, later = node.text(first), node.text(second)
            is_comparable = any(
                is_sound(earlier) and is_sound(later) for is_sound in (_is_clock, _is_date)
            )
            shared = min(len(earlier), len(later))
            if is_comparable and later[:shared] < earlier[:shared]:
                message = f"'{later}' lies before '{first}: {earlier}'; allowed: the same or later"
                yield node.problem(Rule.ORDER_OF_TIME, second, message)


def dates_are_not_in_the_future(index: ContentIndex, today: date) -> Iterator[Problem]:
    """Nothing was published, changed, reviewed or adopted after today.

    The validator reports malformed dates, and those outside the years of dates.
    """
    more = {model.Review: ("date",), model.Instrument: ("year",)}
    for node in index.nodes:
        for name in ("since", "changed", *more.get(node.entry_class, ())):
            written = node.text(name)
            if _is_date(written) and written > today.isoformat()[: len(written)]:
                message = f"'{written}' lies in the future; allowed: today or earlier"
                yield node.problem(Rule.ORDER_OF_TIME, name, message)


def reaffirmed_records_are_earlier(index: ContentIndex) -> Iterator[Problem]:
    """A record reaffirms records of earlier documents: those published before it.

    The date is that of the file: a record that was added later has a later one of its own.
    """
    published = {
        node.text("id"): _file_text(node, "since") or node.text("since")
        for node in index.nodes
        if node.is_record
    }
    for node in index.nodes:
        own = published.get(node.text("id"), "")
        for location, value in node.texts("reaffirms") if node.is_record else ():
            other = published.get(value, "")
            shared = min(len(own), len(other))
            if shared and other[:shared] >= own[:shared]:
                message = (
                    f"'{value}' was published in {other}, not before {own}; "
                    "a record reaffirms earlier ones"
                )
                yield node.document.problem(Rule.ORDER_OF_TIME, location, message)


def _file_text(node: Node, key: str) -> str:
    """The text of a key at the top of a node's file."""
    file = node.document.value
    value = file.get(key, "") if isinstance(file, dict) else ""
    return value if isinstance(value, str) else ""
