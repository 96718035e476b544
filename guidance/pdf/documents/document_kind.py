"""The kinds of printed documents."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """The purpose of a document, on which its page budget and its template depend."""

    REPORT = "report"
    PACK = "pack"
    WORKSHEET = "worksheet"
    POSTER = "poster"
    CONFERENCE_HANDOUT = "conference"
    PANEL_HANDOUT = "panel"
    PILLAR_HANDOUT = "pillar"
    ACTOR_HANDOUT = "actor"
    RECORD_HANDOUT = "record"
    SESSION_GUIDE = "session-guide"
    KEY_MESSAGES = "key-messages"
    QUESTION_SHEET = "question-sheet"
    FEEDBACK_SHEET = "feedback-sheet"
    SELECTION = "selection"
    SELECTION_WORKSHEET = "selection-worksheet"

    @property
    def template(self) -> str:
        """The name of its template, and its kind in the manifest: several share one."""
        if self is DocumentKind.SELECTION_WORKSHEET:
            return DocumentKind.WORKSHEET.value
        if self in _SESSION_SHEETS:
            return "session-sheet"
        return "handout" if self in _HANDOUTS else self.value


_HANDOUTS = (
    DocumentKind.CONFERENCE_HANDOUT,
    DocumentKind.PANEL_HANDOUT,
    DocumentKind.PILLAR_HANDOUT,
    DocumentKind.ACTOR_HANDOUT,
    DocumentKind.RECORD_HANDOUT,
)
_SESSION_SHEETS = (
    DocumentKind.SESSION_GUIDE,
    DocumentKind.KEY_MESSAGES,
    DocumentKind.QUESTION_SHEET,
    DocumentKind.FEEDBACK_SHEET,
)
