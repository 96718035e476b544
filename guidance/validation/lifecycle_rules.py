"""Lives: the whole content goes in, problems of how records begin, change, are withdrawn and follow one another come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guidance.content import model
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule
from guidance.validation.content_index import ContentIndex


def life_cycles(whole: ContentIndex) -> Iterator[Problem]:
    """A withdrawn record says why, and only a withdrawn one says so and what took its place."""
    for part in whole.parts:
        withdrawn = part.text("status") == model.Status.WITHDRAWN
        if withdrawn and not part.keys.get("reason"):
            yield part.problem(
                Rule.LIFE_CYCLE,
                "reason",
                "is missing: a withdrawn record says why it was withdrawn",
            )
        for name in ("reason", "replaced_by"):
            if part.is_record and part.keys.get(name) and not withdrawn:
                yield part.problem(
                    Rule.LIFE_CYCLE,
                    name,
                    "belongs to a withdrawn record; allowed only beside 'status: withdrawn'",
                    at_key=True,
                )
        for location, successor in part.texts("replaced_by"):
            if successor == part.text("id"):
                yield part.document.problem(
                    Rule.LIFE_CYCLE, location, "is the record itself; name its successor"
                )


def successions(whole: ContentIndex) -> Iterator[Problem]:
    """Whoever follows from a withdrawn record to its successor comes to an end."""
    successors = {
        part.text("id"): [value for _, value in part.texts("replaced_by")]
        for part in whole.parts
        if part.is_record and part.text("id")
    }
    told: set[str] = set()
    for part in whole.parts:
        for location, value in part.texts("replaced_by"):
            circle = _way(successors, value, part.text("id"))
            if len(circle) > 1 and not told & {*circle}:
                told.update(circle)
                said = f"leads in a circle: {' → '.join([part.text('id'), *circle])}; name a successor that is in force"
                yield part.document.problem(Rule.LIFE_CYCLE, location, said)


def _way(successors: Mapping[str, Sequence[str]], start: str, end: str) -> list[str]:
    """The records from one to another along their successors; empty where none leads there."""
    ways, seen = [[start]], {start}
    for way in ways:
        if way[-1] == end:
            return way
        ways += [[*way, value] for value in successors.get(way[-1], ()) if value not in seen]
        seen.update(successors.get(way[-1], ()))
    return []


def in_force(whole: ContentIndex) -> Iterator[Problem]:
    """Whoever follows a current record to another, or a withdrawn one to its successor, comes to something in force."""
    status = {
        part.text("id"): part.text("status") or "current" for part in whole.parts if part.is_record
    }
    successors = {
        part.text("id"): [value for _, value in part.texts("replaced_by")]
        for part in whole.parts
        if part.is_record
    }
    for part in whole.parts:
        is_current = part.is_record and part.text("status") in ("", model.Status.CURRENT)
        for name in ("related", "part_of") if is_current else ():
            for location, value in part.texts(name):
                if status.get(value) == model.Status.WITHDRAWN:
                    instead = (
                        f"name {' or '.join(successors[value])} instead, which took its place, or delete it"
                        if successors[value]
                        else "delete it"
                    )
                    yield part.document.problem(
                        Rule.LIFE_CYCLE, location, f"'{value}' is withdrawn; {instead}"
                    )
        for location, value in part.texts("replaced_by"):
            if status.get(value) == model.Status.DRAFT:
                yield part.document.problem(
                    Rule.LIFE_CYCLE,
                    location,
                    f"'{value}' is a draft; name a record that is published, or publish it",
                )
            if status.get(value) == model.Status.WITHDRAWN and not successors[value]:
                yield part.document.problem(
                    Rule.LIFE_CYCLE,
                    location,
                    f"'{value}' is withdrawn itself, and nothing took its place; name a record in force",
                )


_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"


def order_of_time(whole: ContentIndex) -> Iterator[Problem]:
    """What begins does not end before, and nothing changes before it was published."""
    for part in whole.parts:
        for first, second in (("starts", "ends"), ("since", "changed")):
            one, other = part.text(first), part.text(second)
            if (
                other
                and other < one
                and any(
                    re.fullmatch(form, one) and re.fullmatch(form, other)
                    for form in (_CLOCK, _DATE)
                )
            ):
                yield part.problem(
                    Rule.ORDER_OF_TIME,
                    second,
                    f"'{other}' lies before '{first}: {one}'; allowed: the same or later",
                )
