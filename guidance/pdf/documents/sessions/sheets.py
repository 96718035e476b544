"""The sheets of a session: facilitator's guide, key messages, question sheet and feedback sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.library.library import latest
from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.edition import HANDOUT_EDITIONS
from guidance.pdf.documents.handouts import Handout
from guidance.pdf.documents.page_budget import Section
from guidance.pdf.rendering.document import PdfDocument
from guidance.rendering.annotator import PlainText
from guidance.rendering.session_views import (
    SessionPlanView,
    SessionSheet,
    cited_records,
    session_plan_view,
)

_KINDS = {
    SessionSheet.GUIDE: DocumentKind.SESSION_GUIDE,
    SessionSheet.KEY_MESSAGES: DocumentKind.KEY_MESSAGES,
    SessionSheet.QUESTIONS: DocumentKind.QUESTION_SHEET,
    SessionSheet.FEEDBACK: DocumentKind.FEEDBACK_SHEET,
}
ANSWER_LINES = 3
"""Lines to write on below a question."""
DECISION_LINES = 8
"""Lines to write on below the beginning of a decision."""


@dataclass(frozen=True)
class SheetHead:
    """The title band of a sheet."""

    sheet: SessionSheet
    name: str
    """The `id` of its title."""
    url: str
    kicker: str
    title: str
    lead: str


@dataclass(frozen=True)
class SessionSheets:
    """The sheets of the session of one panel, as the pack holds them too."""

    view: SessionPlanView
    handout: Handout
    """The annex: the handout of the panel, which holds the records whole."""
    heads: Sequence[SheetHead]
    """The sheets for which the plan holds something, in the order of use."""
    feedback: Sequence[str]
    """What the feedback sheet asks beside the aims, to answer in writing."""
    answer_lines: int = ANSWER_LINES
    decision_lines: int = DECISION_LINES


def session_sheets(builder: DocumentBuilder, handout: Handout) -> SessionSheets | None:
    """The sheets of the panel of a handout; None if it has no session plan."""
    library, words = builder.library, builder.words
    panel = library.by_id[handout.name]
    if not isinstance(panel, model.Panel):
        return None
    view = session_plan_view(library, words, PlainText(), panel)
    if not view:
        return None
    heads = [
        SheetHead(
            sheet,
            f"{sheet.value}-{panel.id}",
            f"{handout.url}#session" if sheet is SessionSheet.GUIDE else handout.url,
            handout.title,
            words("session.heading", sheet=words(f"session.{sheet.value}"), label=handout.label),
            words(f"session.{sheet.value}-lead"),
        )
        for sheet in view.sheets
    ]
    asked = [words(f"session.feedback-{name}") for name in ("remember", "do", "missing")]
    return SessionSheets(view, handout, heads, asked)


def build_session_sheets(builder: DocumentBuilder, handout: Handout) -> Iterator[PdfDocument]:
    """The sheets of a panel's session, in large print too."""
    sheets = session_sheets(builder, handout)
    if not sheets:
        return
    for head in sheets.heads:
        yield from _build(builder, sheets, head)


def _build(
    builder: DocumentBuilder, sheets: SessionSheets, head: SheetHead
) -> Iterator[PdfDocument]:
    view, handout = sheets.view, sheets.handout
    records = cited_records(builder.library, view.plan) or handout.records
    return builder.build(
        _KINDS[head.sheet],
        f"{handout.path}-{head.sheet.value}",
        builder.words(
            "session.document-title",
            label=handout.label,
            sheet=builder.words(f"session.{head.sheet.value}"),
            title=handout.title,
        ),
        HANDOUT_EDITIONS,
        [Section((), len(view.panel.discussion_questions))],
        {"sheets": sheets, "head": head},
        documents=[record.source.document for record in records],
        date=max(latest(records), view.panel.changed.isoformat()),
    )
