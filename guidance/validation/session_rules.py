"""Rules on session plans: their minutes and their case."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content import model
from guidance.content.nodes import Node
from guidance.diagnostics.problem import Problem, allowed_values, shorten
from guidance.diagnostics.rules import Rule
from guidance.validation.content_index import ContentIndex


def session_steps_take_the_planned_minutes(index: ContentIndex) -> Iterator[Problem]:
    """The minutes of the steps add up to those of the plan.

    Where a step has no minutes of its own, the others take no more than the plan has.
    """
    for node in index.nodes:
        steps = node.values.get("steps")
        planned = _minutes(node.values.get("minutes"))
        if node.entry_class is not model.SessionPlan or not planned or not isinstance(steps, list):
            continue
        each = [_minutes(step.get("minutes")) for step in steps if isinstance(step, dict)]
        taken = sum(each)
        if each and (taken > planned or (all(each) and taken != planned)):
            numbers = [str(minutes) for minutes in each if minutes]
            parts = f"{' + '.join(numbers)} = {taken}" if len(numbers) > 1 else f"{taken}"
            message = f"is {planned}, but the steps take {parts}; change one of them"
            yield node.problem(Rule.SESSION_PLAN, "minutes", message)


def session_cases_are_practice_or_made_up(index: ContentIndex) -> Iterator[Problem]:
    """A case names a published record of nature practice, or is made up, and not both."""
    records = {node.text("id"): node for node in index.nodes if node.is_record}
    for node in index.nodes:
        if node.entry_class is not model.SessionCase:
            continue
        if node.values.get("record") and node.values.get("made_up"):
            message = "stands beside a record; tell either the record or a case that is made up"
            yield node.problem(Rule.SESSION_PLAN, "made_up", message, at_key=True)
        elif not node.values.get("record") and not node.values.get("made_up"):
            message = (
                "is missing; write 'record: …' with the identifier of a record of nature "
                "practice, or 'made_up: …' with a case of your own"
            )
            yield node.problem(Rule.MISSING_FIELD, "record", message)
        elif (record := records.get(node.text("record"))) and not _is_published_practice(record):
            message = (
                f"'{shorten(node.text('record'))}' is {_state(record)}; tell a case of your own "
                f"in 'made_up', or name a record of nature practice; "
                f"{allowed_values(list(filter(None, map(_practice, records.values()))))}"
            )
            yield node.problem(Rule.SESSION_PLAN, "record", message)


def _minutes(value: object) -> int:
    """A number of minutes; 0 for anything else, which the validator reports."""
    text = value if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def _is_published_practice(record: Node) -> bool:
    """Withdrawn records are reported by another rule, and are accepted here."""
    is_draft = record.text("status") == model.Status.DRAFT
    return record.text("nature") == model.Nature.PRACTICE and not is_draft


def _practice(record: Node) -> str:
    """The identifier of a record in force that reports a practice; empty for any other."""
    is_in_force = record.text("status") in ("", model.Status.CURRENT)
    return record.text("id") if is_in_force and _is_published_practice(record) else ""


def _state(record: Node) -> str:
    if record.text("status") == model.Status.DRAFT:
        return "a draft"
    return f"of nature {record.text('nature') or 'unknown'}"
