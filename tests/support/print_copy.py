"""Print one document and read its text back."""

from __future__ import annotations

import pypdfium2

from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import render_document


def printed_text(document: PdfDocument) -> str:
    """The text of a document after printing, page after page, with one space between words."""
    pdf, page_count = render_document(document)
    read = pypdfium2.PdfDocument(pdf)
    try:
        assert len(read) == page_count
        texts = [page.get_textpage().get_text_bounded() for page in read]
    finally:
        read.close()
    return " ".join(" ".join(texts).replace("\ufffe", "").replace("\x02", "").split())
