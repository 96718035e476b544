"""How many pages each kind of document may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from guidance import Library
from guidance.content import model
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.page_budget import Section, max_pages
from guidance.pdf.rendering.document import PdfDocument

HANDOUTS = [
    kind
    for kind in DocumentKind
    if kind.template == "handout" and kind is not DocumentKind.ACTOR_HANDOUT
]


@pytest.fixture
def record(base_library: Library) -> model.Record:
    return base_library.records[0]


def sections(record: model.Record, *numbers: int, questions: int = 0) -> Sequence[Section]:
    return [Section([record] * number, questions) for number in numbers]


@pytest.mark.parametrize("kind", HANDOUTS)
def test_a_handout_has_two_sheets_per_nine_records(
    kind: DocumentKind, record: model.Record
) -> None:
    numbers = (1, 4, 5, 9, 10, 28)
    assert [max_pages(kind, sections(record, number)) for number in numbers] == [2, 2, 4, 4, 6, 14]


def test_a_handout_of_an_actor_has_two_sheets_or_four(record: model.Record) -> None:
    kind = DocumentKind.ACTOR_HANDOUT
    assert [max_pages(kind, sections(record, number)) for number in (1, 100)] == [4, 8]


@pytest.mark.parametrize(
    "kind", [kind for kind in DocumentKind if kind.template == "session-sheet"]
)
def test_only_the_question_sheet_grows_with_its_questions(kind: DocumentKind) -> None:
    few, many = (max_pages(kind, [Section((), number)]) or 0 for number in (5, 20))
    assert (many > few) is (kind is DocumentKind.QUESTION_SHEET)


def test_a_long_text_counts_as_several_records(record: model.Record) -> None:
    long = record.model_copy(update={"text": "Words. " * 300})
    kind = DocumentKind.PANEL_HANDOUT
    assert (max_pages(kind, sections(long, 9)) or 0) > 3 * (
        max_pages(kind, sections(record, 9)) or 0
    )


def test_questions_take_space(record: model.Record) -> None:
    kind = DocumentKind.PANEL_HANDOUT
    assert max_pages(kind, sections(record, 4, questions=3)) == 4


def test_the_poster_has_one_page_for_few_pillars(record: model.Record) -> None:
    assert max_pages(DocumentKind.POSTER, sections(record, 2, 3, 2, 2)) == 1
    assert max_pages(DocumentKind.POSTER, sections(record, 9, 9)) == 2


def test_large_print_has_more_pages(record: model.Record) -> None:
    for kind in HANDOUTS:
        standard = max_pages(kind, sections(record, 9))
        large = max_pages(kind, sections(record, 9), is_large=True)
        assert standard
        assert large
        assert large > standard


def test_every_document_but_the_report_has_a_page_limit(
    odd_documents: Mapping[str, PdfDocument],
) -> None:
    unlimited = {document.kind for document in odd_documents.values() if document.max_pages is None}
    assert unlimited == {"report"}
