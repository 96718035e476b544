"""People and organizations: where they appear, and the alphabetical order of their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content import model

Named = model.Person | model.Organization


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


def surname(named: Named) -> str:
    """The part of a name by which it is sorted: `sort_by`, or else the last word.

    The name of an organization is sorted as a whole.
    """
    if isinstance(named, model.Organization):
        return named.name
    return named.sort_by or named.name.rpartition(" ")[2]


def by_surname(named: Named) -> tuple[str, str]:
    """The key that sorts people and organizations."""
    return alphabetical(surname(named)), alphabetical(named.name)


def alphabetical(name: str) -> str:
    """The key that sorts names: without accents and differences of case."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(character)
    ).casefold()
