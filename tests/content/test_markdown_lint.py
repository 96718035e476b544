"""Text of the records: what is refused, and that the rest is safe."""

from __future__ import annotations

import pytest

from guidance.content.markdown import html, inline_html, plain
from guidance.content.markdown_lint import line_problems, prose_problems
from guidance.diagnostics.rules import Rule


def test_inline_marks_and_links_are_drawn() -> None:
    assert (
        html("One *two* **three** [four](https://osce.org).")
        == '<p>One <em>two</em> <strong>three</strong> <a href="https://osce.org">four</a>.</p>'
    )


def test_a_blank_line_parts_paragraphs_and_a_line_break_does_not() -> None:
    assert html("One.\nTwo.\n\nThree.") == "<p>One.\nTwo.</p>\n<p>Three.</p>"
    assert plain("One.\nTwo.\n\nThree.") == "One. Two.\n\nThree."


def test_signs_of_html_stay_the_text_that_they_are() -> None:
    assert html("3 < 4 & 5 > 4") == "<p>3 &lt; 4 &amp; 5 &gt; 4</p>"
    assert inline_html('"quoted"') == "&quot;quoted&quot;"


@pytest.mark.parametrize(
    ("text", "rule", "offset"),
    [
        ("a <b>", Rule.RAW_HTML, 2),
        ("a <!-- b -->", Rule.RAW_HTML, 2),
        ("<script src=x>", Rule.RAW_HTML, 0),
        ("a\n\n- b", Rule.INLINE_ONLY, 3),
        ("a\n\n```\nb\n```", Rule.INLINE_ONLY, 3),
        ("![a](https://b)", Rule.INLINE_ONLY, 0),
        ("[a](javascript:b)", Rule.SAFE_LINK, 2),
        ("[a](data:text/html,b)", Rule.SAFE_LINK, 2),
        ("[a](b.html)", Rule.SAFE_LINK, 2),
        ("  ", Rule.EMPTY_TEXT, 0),
    ],
)
def test_what_may_not_stand_in_prose_is_found_with_its_place(
    text: str, rule: Rule, offset: int
) -> None:
    assert [(fault.rule, fault.offset) for fault in prose_problems(text)] == [(rule, offset)]


@pytest.mark.parametrize("text", ["\r0\n>", "a\r\n\r\n- b", "\r\r\r# a"])
def test_every_end_of_a_line_counts_for_the_place_of_a_fault(text: str) -> None:
    [fault] = prose_problems(text)
    assert text[fault.offset :].startswith((">", "- b", "# a"))


def test_a_title_with_any_end_of_a_line_is_refused() -> None:
    assert [fault.rule for fault in line_problems("a\rb")] == [Rule.ONE_LINE]


def test_a_title_is_one_line_without_tags() -> None:
    assert [fault.rule for fault in line_problems("a\nb <i>c")] == [Rule.ONE_LINE, Rule.RAW_HTML]


def test_the_plain_words_hold_no_marks() -> None:
    assert plain("One *two* [three](https://osce.org) &amp; four.") == "One two three & four."
