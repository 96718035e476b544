"""Documents of the example libraries, not yet printed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from guidance import Library
from guidance.i18n import open_words
from guidance.library.urls import Urls
from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.document_list import build_documents
from guidance.pdf.rendering.document import PdfDocument
from tests.support.commands import SITE_URL


def documents(library: Library) -> Mapping[str, PdfDocument]:
    """All documents of a library, by path."""
    builder = DocumentBuilder(library, open_words(), Urls(library, SITE_URL))
    return {document.path: document for document in build_documents(builder)}


@pytest.fixture(scope="session")
def base_documents(base_library: Library) -> Mapping[str, PdfDocument]:
    """The documents of the small library."""
    return documents(base_library)


@pytest.fixture(scope="session")
def odd_documents(odd_library: Library) -> Mapping[str, PdfDocument]:
    """The documents of the library with several conferences and documents of odd shapes."""
    return documents(odd_library)
