"""Appearances of people and organizations in conferences and panels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content import model


@dataclass(frozen=True)
class PersonAppearance:
    """One appearance of a person or an organization."""

    appearance: model.Appearance
    part: str
    """Foreword, interview, participant, statement, session, moderator or speaker."""
    holder: model.Conference | model.Panel
    session: model.Session | None = None


def appearances_in_conference(conference: model.Conference) -> Iterator[PersonAppearance]:
    """Appearances in a conference itself, without those in its panels."""
    if conference.foreword:
        yield PersonAppearance(conference.foreword.author, "foreword", conference)
    if conference.interview:
        yield PersonAppearance(conference.interview.person, "interview", conference)
    for participant in conference.participants:
        yield PersonAppearance(participant, "participant", conference)
    for statement in conference.statements:
        yield PersonAppearance(statement, "statement", conference)


def appearances_in_panel(panel: model.Panel) -> Iterator[PersonAppearance]:
    """Appearances in a panel: statements, sessions, moderator, then speakers."""
    for statement in panel.statements:
        yield PersonAppearance(statement, "statement", panel)
    for session in panel.sessions:
        for speaker in session.speakers:
            yield PersonAppearance(speaker, "session", panel, session)
    for moderator in panel.moderators:
        yield PersonAppearance(moderator, "moderator", panel)
    for speaker in panel.speakers:
        yield PersonAppearance(speaker, "speaker", panel)
