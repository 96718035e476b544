"""View models of session plans, shared by site and print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from markupsafe import Markup

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.rendering.annotator import PlainText


class SessionSheet(StrEnum):
    """The sheets that are printed from a session plan, in the order of use.

    The value ends the name of the file, behind the identifier of the panel.
    """

    GUIDE = "guide"
    KEY_MESSAGES = "key-messages"
    QUESTIONS = "questions"
    FEEDBACK = "feedback"


@dataclass(frozen=True)
class StepView:
    """A step of the session, with the minutes between which it lies."""

    title: str
    span: str
    """Such as 1–6, from the beginning of the session; empty where that is not known."""
    minutes: str
    """How long it takes, in words; empty where that is not known."""
    text: Markup


@dataclass(frozen=True)
class CaseView:
    """The case that groups work on, with what it is."""

    label: str
    """That it is a practice from a record, or made up."""
    text: Markup
    record: model.Record | None = None


@dataclass(frozen=True)
class Copies:
    """How many copies of a sheet a session needs."""

    sheet: str
    """A sheet of the plan, or the handout of the panel."""
    title: str
    number: int
    """Their number; 0 where that is not known."""
    often: str
    """Their number and for whom they are, as a phrase."""
    place: str
    """Where the copies lie."""
    line: str
    """All of this as a phrase."""


@dataclass(frozen=True)
class SessionPlanView:
    """A session plan in the words of readers; what it lacks is empty."""

    panel: model.Panel
    plan: model.SessionPlan
    facts: Sequence[str]
    """Its length, the number of people and the size of groups, each as a phrase."""
    steps: Sequence[StepView]
    case: CaseView | None
    task: Markup
    survivors: Markup
    """Its own note on survivors who may be in the room, or else a general one."""
    copies: Sequence[Copies]
    """What is printed for the people in the room."""
    seats: Sequence[str]
    """How people sit, as phrases."""

    @property
    def preparation(self) -> Sequence[str]:
        """What is arranged before people come, each as a phrase: the seats, then all copies."""
        return [*self.seats, *(each.line for each in self.copies)]

    @property
    def sheets(self) -> Sequence[SessionSheet]:
        """The sheets for which the plan holds something, in the order of use."""
        return [sheet for sheet in SessionSheet if _has(sheet, self.panel, self.plan)]


def session_plan_view(
    library: Library, words: Words, annotator: PlainText, panel: model.Panel
) -> SessionPlanView | None:
    """The view of the session plan of a panel; None where it has none, or an empty one."""
    plan = panel.session_plan
    if not plan or not plan.model_fields_set:
        return None
    sheets = [sheet for sheet in SessionSheet if _has(sheet, panel, plan)]
    copies = [*_copies(words, plan, sheets)]
    return SessionPlanView(
        panel,
        plan,
        [*_facts(words, plan)],
        [*_steps(words, annotator, plan)],
        _case(library, words, annotator, plan.case) if plan.case else None,
        annotator.prose(plan.task.text) if plan.task else Markup(),
        annotator.prose(plan.survivors or words("pack.care")),
        copies,
        [*_seats(words, plan)],
    )


def cited_records(library: Library, plan: model.SessionPlan) -> list[model.Record]:
    """The records on which a plan rests, each once."""
    named = [
        *(identifier for message in plan.key_messages for identifier in message.records),
        *(identifier for answer in plan.answers for identifier in answer.records),
        *([plan.case.record] if plan.case and plan.case.record else []),
    ]
    records = (library.by_id[identifier] for identifier in dict.fromkeys(named))
    return [record for record in records if isinstance(record, model.Record)]


def _has(sheet: SessionSheet, panel: model.Panel, plan: model.SessionPlan) -> bool:
    match sheet:
        case SessionSheet.KEY_MESSAGES:
            return bool(plan.key_messages)
        case SessionSheet.QUESTIONS:
            return bool(plan.case or plan.task or panel.discussion_questions)
        case _:
            return True


def _facts(words: Words, plan: model.SessionPlan) -> Iterator[str]:
    if minutes := _length(plan):
        yield words("session.at-least", minutes=words.count("session.minute", minutes))
    if plan.participants:
        yield words.count("session.participant", plan.participants)
    if plan.group_size:
        yield words("session.groups-of", number=plan.group_size)


def _length(plan: model.SessionPlan) -> int:
    """The minutes of a plan, or else those of its steps, if all of them have some."""
    minutes = [step.minutes or 0 for step in plan.steps]
    return plan.minutes or (sum(minutes) if all(minutes) else 0)


def _steps(words: Words, annotator: PlainText, plan: model.SessionPlan) -> Iterator[StepView]:
    begins: int | None = 0
    for step in plan.steps:
        ends = begins + step.minutes if begins is not None and step.minutes else None
        yield StepView(
            step.title,
            words("session.span", begins=begins, ends=ends) if ends is not None else "",
            words.count("session.minute", step.minutes) if step.minutes else "",
            annotator.prose(step.text) if step.text else Markup(),
        )
        begins = ends


def _case(
    library: Library, words: Words, annotator: PlainText, case: model.SessionCase
) -> CaseView:
    record = library.by_id[case.record] if case.record else None
    if isinstance(record, model.Record):
        return CaseView(words("session.case-record"), annotator.prose(record.text), record)
    return CaseView(words("session.case-made-up"), annotator.prose(case.made_up or ""))


def _groups(plan: model.SessionPlan) -> int:
    """The number of groups; 0 where it is not known."""
    return ceil(plan.participants / plan.group_size) if plan.participants and plan.group_size else 0


def _seats(words: Words, plan: model.SessionPlan) -> Iterator[str]:
    if groups := _groups(plan):
        yield words.count("session.seat", groups)


def _copies(
    words: Words, plan: model.SessionPlan, sheets: Sequence[SessionSheet]
) -> Iterator[Copies]:
    people, groups = plan.participants or 0, _groups(plan)
    for sheet in sheets:
        if sheet is SessionSheet.GUIDE:
            continue
        is_for_groups = sheet is SessionSheet.QUESTIONS
        yield _copies_of(words, sheet.value, groups if is_for_groups else people, is_for_groups)
    yield _copies_of(words, "handout", people, is_for_groups=False)


def _copies_of(words: Words, sheet: str, number: int, is_for_groups: bool) -> Copies:
    key, open_key = (
        ("session.copies-group", "session.copies-group-open")
        if is_for_groups
        else ("session.copies-person", "session.copies-person-open")
    )
    title = words(f"session.{sheet}")
    often = words(key if number else open_key, number=number)
    place = words(f"session.place-{sheet}")
    line = words("session.laid-out", sheet=title, copies=often, place=place)
    return Copies(sheet, title, number, often, place, line)
