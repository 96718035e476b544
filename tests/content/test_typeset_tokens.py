"""Typography of texts on pages: quotation marks and dashes, across marks of emphasis."""

from __future__ import annotations

import pytest

from guidance.content.markdown import html, typeset_tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*Joining Forces*'s part", "<em>Joining Forces</em>’s part"),
        ("'So' it goes: \"yes\".", "‘So’ it goes: “yes”."),
        ('One line.\n"Next" line', "One line.\n“Next” line"),
        ("pages 6-8, and 10-11", "pages 6–8, and 10–11"),
        ("2021-06-14, 2021-P1-01 and COVID-19", "2021-06-14, 2021-P1-01 and COVID-19"),
    ],
)
def test_marks_are_set_as_printers_set_them(text: str, expected: str) -> None:
    assert html(text, typeset_tokens) == f"<p>{expected}</p>"
