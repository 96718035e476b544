"""Appearances of people in conferences and panels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content import model


@dataclass(frozen=True)
class PersonAppearance:
    """One appearance of a person, with the conference or panel where it took place."""

    appearance: model.Appearance
    part: str
    """What the person did there: foreword, interview, statement, session, moderator or speaker."""
    holder: model.Conference | model.Panel
    session: model.Session | None = None


def appearances_in_conference(conference: model.Conference) -> Iterator[PersonAppearance]:
    """Appearances in a conference itself, without those in its panels."""
    if conference.foreword:
        yield PersonAppearance(conference.foreword.author, "foreword", conference)
    if conference.interview:
        yield PersonAppearance(conference.interview.person, "interview", conference)
    for statement in conference.statements:
        yield PersonAppearance(statement, "statement", conference)


def appearances_in_panel(panel: model.Panel) -> Iterator[PersonAppearance]:
    """Appearances in a panel: statements, sessions, moderator, then speakers."""
    for statement in panel.statements:
        yield PersonAppearance(statement, "statement", panel)
    for session in panel.sessions:
        for speaker in session.speakers:
            yield PersonAppearance(speaker, "session", panel, session)
    yield PersonAppearance(panel.moderator, "moderator", panel)
    for speaker in panel.speakers:
        yield PersonAppearance(speaker, "speaker", panel)
