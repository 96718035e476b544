"""All printed documents of a library."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.pdf.documents.builder import STANDARD_EDITIONS, DocumentBuilder
from guidance.pdf.documents.conference_handouts import build_pack, build_poster, build_worksheet
from guidance.pdf.documents.handouts import build_handouts
from guidance.pdf.documents.report import build_report
from guidance.pdf.rendering.document import PdfDocument


def build_documents(builder: DocumentBuilder) -> Iterator[PdfDocument]:
    """Those of each conference that have something to hold, then the handouts."""
    for conference in builder.library.conferences:
        for build in (build_report, build_pack, build_worksheet, build_poster):
            for edition in STANDARD_EDITIONS:
                if document := build(builder, conference, edition):
                    yield document
    yield from build_handouts(builder)
