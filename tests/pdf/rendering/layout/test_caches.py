"""What saves work in printing changes nothing in a PDF."""

from __future__ import annotations

import hashlib
import importlib
import inspect
from collections.abc import Mapping
from contextlib import nullcontext

import pytest
from weasyprint import HTML

from guidance.pdf.rendering import renderer
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.layout import printed_html
from guidance.pdf.rendering.layout.line_cache import REPLACED_FUNCTION, LineCache
from guidance.pdf.rendering.layout.style_cache import REPLACED_METHOD, StyleCache
from guidance.pdf.rendering.url_fetcher import BASE_URL, url_fetcher

KINDS = ("report-light-a4", "trainers-pack-a4", "worksheet-letter", "pillars-poster-a4")
EDITIONS = ("report-letter", "worksheet-large-letter")
"""Documents with some lines of those in `KINDS`, in other columns too."""


def test_the_replaced_function_of_weasyprint_is_unchanged() -> None:
    module, name = REPLACED_FUNCTION
    text = inspect.getsource(getattr(importlib.import_module(module), name))
    message = (
        "WeasyPrint breaks lines in another way: check on which properties of CSS a line depends, "
        "adapt guidance/pdf/rendering/layout/line_cache.py, and update this hash"
    )
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "39ad1016863ca34d", message


def test_the_replaced_method_of_weasyprint_is_unchanged() -> None:
    module, class_, name = REPLACED_METHOD
    text = inspect.getsource(getattr(getattr(importlib.import_module(module), class_), name))
    message = (
        "WeasyPrint computes styles in another way: check on what a style depends, "
        "adapt guidance/pdf/rendering/layout/style_cache.py, and update this hash"
    )
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "b5b15856b8beff3f", message


def test_a_pdf_is_the_same_as_without_what_saves_work(
    odd_documents: Mapping[str, PdfDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen(names: tuple[str, ...]) -> list[PdfDocument]:
        return [
            each
            for each in odd_documents.values()
            if each.path.endswith(tuple(f"{name}.pdf" for name in names))
        ]

    def plain(html: str) -> HTML:
        return HTML(string=html, base_url=BASE_URL, url_fetcher=url_fetcher())

    for other in chosen(EDITIONS):
        renderer.render_document(other)
    pdfs = {each.path: renderer.render_document(each) for each in chosen(KINDS)}
    assert len(pdfs) >= len(KINDS)
    monkeypatch.setattr(printed_html, "PrintedHtml", plain)
    monkeypatch.setattr(LineCache, "in_use", nullcontext)
    monkeypatch.setattr(StyleCache, "in_use", nullcontext)
    for document in chosen(KINDS):
        assert renderer.render_document(document) == pdfs[document.path], document.path
