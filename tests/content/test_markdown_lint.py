"""Problems of the text of records."""

from __future__ import annotations

import pytest

from guidance.content.markdown_lint import line_problems, prose_problems
from guidance.diagnostics.rules import Rule


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
        ("a\n\n[b]: c", Rule.SAFE_LINK, 3),
        ("[a]:\n//b", Rule.SAFE_LINK, 0),
        ('[a]: https://b.org "[c](tel:1)"', Rule.SAFE_LINK, 0),
        ("[a](&#102;tp://b.org)", Rule.SAFE_LINK, 2),
        ("[a](\\//b.org)", Rule.SAFE_LINK, 2),
        ("[a](<../..>)", Rule.SAFE_LINK, 2),
        ("[a [b](tel:1)", Rule.SAFE_LINK, 5),
        ("\\[a](b.html)", Rule.SAFE_LINK, 3),
        ("[a](https://b.org\t'c')", Rule.SAFE_LINK, 2),
        ("\\&rlm; a &rlm;", Rule.ENCODING, 9),
        ("a &Tab; b", Rule.INLINE_ONLY, 2),
        ("a &#x430;", Rule.INLINE_ONLY, 2),
        ("a[^b]", Rule.INLINE_ONLY, 1),
    ],
)
def test_a_problem_of_prose_has_a_rule_and_an_offset(text: str, rule: Rule, offset: int) -> None:
    assert [(problem.rule, problem.offset) for problem in prose_problems(text)] == [(rule, offset)]


@pytest.mark.parametrize("text", ["\r0\n>", "a\r\n\r\n- b", "\r\r\r# a"])
def test_offsets_count_every_kind_of_line_break(text: str) -> None:
    [problem] = prose_problems(text)
    assert text[problem.offset :].startswith((">", "- b", "# a"))


def test_a_line_has_no_line_break_of_any_kind() -> None:
    assert [problem.rule for problem in line_problems("a\rb")] == [Rule.ONE_LINE]


def test_a_line_has_no_line_break_and_no_html() -> None:
    assert [problem.rule for problem in line_problems("a\nb <i>c")] == [
        Rule.ONE_LINE,
        Rule.RAW_HTML,
    ]
