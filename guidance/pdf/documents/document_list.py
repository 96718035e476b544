"""All printed documents of a library."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.conference_handouts import build_pack, build_poster, build_worksheet
from guidance.pdf.documents.edition import (
    HANDOUT_EDITIONS,
    POSTER_EDITIONS,
    REPORT_EDITIONS,
)
from guidance.pdf.documents.handouts import build_handouts, panel_handouts
from guidance.pdf.documents.report.report import build_report
from guidance.pdf.documents.sessions.sheets import build_session_sheets
from guidance.pdf.rendering.document import PdfDocument

_OF_A_CONFERENCE = (
    (build_report, REPORT_EDITIONS),
    (build_pack, HANDOUT_EDITIONS),
    (build_worksheet, HANDOUT_EDITIONS),
    (build_poster, POSTER_EDITIONS),
)
"""The documents of a conference, each with its editions."""


def build_documents(builder: DocumentBuilder) -> Iterator[PdfDocument]:
    """Those of each conference that have something to hold, handouts, then sheets of sessions."""
    for conference in builder.library.conferences:
        for build, editions in _OF_A_CONFERENCE:
            yield from build(builder, conference, editions)
    yield from build_handouts(builder)
    for conference in builder.library.conferences:
        for handout in panel_handouts(builder, conference):
            yield from build_session_sheets(builder, handout)
