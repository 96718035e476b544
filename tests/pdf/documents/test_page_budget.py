"""Page limits of each kind of document."""

from __future__ import annotations

from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.page_budget import max_pages
from guidance.publishing.publication import Publication


def test_the_handout_of_an_actor_has_one_sheet_per_eight_records() -> None:
    kind = DocumentKind.ACTOR_HANDOUT
    assert [max_pages(kind, records=number) for number in (1, 8, 9, 49)] == [2, 2, 4, 14]


def test_the_poster_has_one_page() -> None:
    assert max_pages(DocumentKind.POSTER) == 1


def test_large_print_has_more_pages() -> None:
    for kind in (DocumentKind.PANEL_HANDOUT, DocumentKind.PILLAR_HANDOUT):
        standard, large = max_pages(kind), max_pages(kind, is_large=True)
        assert standard
        assert large
        assert large > standard


def test_every_document_but_the_report_has_a_page_limit(publication: Publication) -> None:
    unlimited = {
        document.kind for document in publication.documents() if document.max_pages is None
    }
    assert unlimited == {"report"}
