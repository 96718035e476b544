"""Page numbers of references equal those of WeasyPrint's own counters, without a second layout."""

from __future__ import annotations

import pypdfium2
import pytest

from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.layout.page_numbers import PageNumbers
from guidance.pdf.rendering.printing_problem import PrintingError
from guidance.pdf.rendering.renderer import render_document

STYLES = """
@page { size: 80mm 80mm; margin: 10mm }
section { break-before: page }
.column { position: relative }
.column::after { content: NUMBER; position: absolute; right: 0 }
.inline::after { content: "(p.\\a0" NUMBER ")"; white-space: nowrap }
.narrow { width: 20mm }
"""
TARGETS = (1, 2, 9, 10, 11, 30)
COUNTER = "target-counter(attr(data-to), page)"


def document(number: str, *targets: int) -> PdfDocument:
    """References to targets in a column, in a line and in a narrow block, then their pages."""
    column = "".join(f"<p class=column data-to='#t{each}'>to</p>" for each in targets)
    inline = "".join(f"<span class=inline data-to='#t{each}'>to</span>, " for each in targets)
    pages = "".join(f"<section id=t{each}>page</section>" for each in range(2, max(TARGETS) + 1))
    body = f"<h1 id=t1>x</h1>{column}<p>{inline}end</p><p class=narrow>{inline}end</p>{pages}"
    html = f"<html lang=en><title>x</title><body>{body}</body></html>"
    styles = STYLES.replace("NUMBER", number)
    return PdfDocument("downloads/x.pdf", "X", "handout", html, "2021-06-14", styles=styles)


def words(number: str) -> list[tuple[str, tuple[int, ...]]]:
    """The words of the first page, each with its left and right edge in points."""
    pdf, _ = render_document(document(number, *TARGETS))
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    rects = (page.get_rect(index) for index in range(page.count_rects()))
    return [
        (page.get_text_bounded(left, bottom, right, top), (round(left), round(right)))
        for left, bottom, right, top in rects
    ]


def test_numbers_stand_where_a_second_layout_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = words(COUNTER)
    assert words("attr(data-page)") == expected
    layouts = 0
    original = PageNumbers.replace_estimates

    def counted(self: PageNumbers, pages: list[object]) -> bool:
        nonlocal layouts
        layouts += 1
        return original(self, pages)

    monkeypatch.setattr(PageNumbers, "replace_estimates", counted)
    render_document(document("attr(data-page)", 2, 9))
    assert layouts == 1


def test_a_reference_to_what_is_not_printed_is_an_error() -> None:
    with pytest.raises(PrintingError, match="a page number refers to t99: not printed"):
        render_document(document("attr(data-page)", 99))
