"""Session plans and questions for groups that work with a panel's records: the project's own."""

from __future__ import annotations

from pydantic import Field

from guidance.content.model.fields import Number, OwnLine, Prose
from guidance.content.model.identifiers import RecordRef
from guidance.content.model.records import Entry


class DiscussionQuestion(Entry):
    """A question for a group that works with records of a panel: the project's own."""

    question: OwnLine
    """One question, which a group can answer for its own country."""
    records: tuple[RecordRef, ...] = Field(min_length=1)
    """The identifiers of the records on which it rests."""


class KeyMessage(Entry):
    """A sentence or two of the sheet that everyone reads at the beginning."""

    text: OwnLine
    """What to remember, in plain words."""
    records: tuple[RecordRef, ...] = Field(min_length=1)
    """The identifiers of the records on which it rests."""


class SessionStep(Entry):
    """A step of the session."""

    title: OwnLine
    """What happens, in a few words."""
    minutes: Number | None = None
    """How long it takes, in minutes."""
    text: Prose | None = None
    """What the facilitator does and says."""


class SessionCase(Entry):
    """The case that groups work on: a record of nature practice, or a case that is made up."""

    record: RecordRef | None = None
    """The identifier of a record of nature practice."""
    made_up: Prose | None = None
    """A case that the project made up; pages and sheets say so."""


class SessionTask(Entry):
    """What each group does with the case, up to a decision."""

    text: Prose
    """What the group does."""
    decision: OwnLine | None = None
    """The decision with which it ends, as the beginning of a sentence that the group completes."""


class SessionAnswer(Entry):
    """What an answer may say, for the facilitator."""

    text: OwnLine
    """The gist of an answer."""
    records: tuple[RecordRef, ...] = Field(min_length=1)
    """The identifiers of the records on which it rests."""


class SessionPlan(Entry):
    """A plan for a session with a group; every key may be absent."""

    aims: tuple[OwnLine, ...] = ()
    """What people can do after the session, each behind the words: to …"""
    minutes: Number | None = None
    """How long the session takes at least; the minutes of its steps add up to it."""
    participants: Number | None = None
    """For how many people it is planned."""
    group_size: Number | None = None
    """How many of them work together in one group."""
    materials: tuple[OwnLine, ...] = ()
    """What is needed beside the sheets, which the project prints."""
    key_messages: tuple[KeyMessage, ...] = ()
    """What everyone reads first, on one page."""
    steps: tuple[SessionStep, ...] = ()
    """What happens, step by step."""
    case: SessionCase | None = None
    """The case that groups work on."""
    task: SessionTask | None = None
    """What groups do with the case."""
    answers: tuple[SessionAnswer, ...] = ()
    """What answers may say, each with the records on which it rests."""
    longer: tuple[OwnLine, ...] = ()
    """What to add where there is more time."""
    survivors: Prose | None = None
    """A note on survivors who may be in the room; where absent, a general one is printed."""
    notes: tuple[OwnLine, ...] = ()
    """Other notes for the facilitator."""
