"""Reports of problems: format, suggestion, and the URL of the rule."""

from __future__ import annotations

import json

import pytest

from guidance.diagnostics.problem import Problem
from guidance.diagnostics.reporters import REPORTERS, as_github, as_json, as_text
from guidance.diagnostics.rules import Rule

PROBLEM = Problem(
    "content/people.yml",
    2,
    3,
    "people[0].nmae",
    "is not a key that may stand here; allowed: name",
    Rule.UNKNOWN_KEY,
    suggestion="name",
    line_text="  nmae: Ada",
)

ADVICE = Problem("content/people.yml", 3, 5, "people[1].id", "is unused", Rule.UNUSED_ENTRY)


def test_text_has_the_message_the_line_the_suggestion_and_the_rule() -> None:
    assert as_text([PROBLEM]).splitlines() == [
        "content/people.yml:2:3: people[0].nmae: is not a key that may stand here; "
        "allowed: name; did you mean 'name'?",
        "    2 |   nmae: Ada",
        "      |   ^ did you mean 'name'?",
        "      = explained in docs/contributing/rules.md#unknown-key",
        "",
        "1 problem in 1 file(s)",
    ]


def test_json_has_the_full_message() -> None:
    assert json.loads(as_json([PROBLEM])) == [
        {
            "path": "content/people.yml",
            "line": 2,
            "column": 3,
            "field": "people[0].nmae",
            "message": "is not a key that may stand here; allowed: name; did you mean 'name'?",
            "rule": "unknown-key",
            "severity": "problem",
            "quoted": "  nmae: Ada",
            "explained": "docs/contributing/rules.md#unknown-key",
        }
    ]


def test_github_annotation_has_the_full_message() -> None:
    assert as_github([PROBLEM]) == (
        "::error file=content/people.yml,line=2,col=3,title=Content rule unknown-key"
        "::content/people.yml:2: people[0].nmae: is not a key that may stand here; allowed: name; "
        "did you mean 'name'?%0AExplained in docs/contributing/rules.md#unknown-key"
    )


def test_advice_is_named_as_such_in_every_format() -> None:
    report = as_text([PROBLEM, ADVICE]).splitlines()
    assert report[5] == "content/people.yml:3:5: people[1].id: advice: is unused"
    assert report[-1] == "1 problem, and advice on 1 place(s), in 1 file(s)"
    assert as_text([ADVICE]).endswith("no problems, and advice on 1 place(s), in 1 file(s)")
    assert json.loads(as_json([ADVICE]))[0]["severity"] == "advice"
    assert as_github([ADVICE]).startswith("::warning file=content/people.yml,line=3,col=5,")


@pytest.mark.parametrize("report_format", REPORTERS)
@pytest.mark.parametrize("site_url", ["https://example.org/g", "https://example.org/g/"])
def test_rules_are_explained_on_the_site_if_its_url_is_known(
    report_format: str, site_url: str
) -> None:
    report = REPORTERS[report_format]([PROBLEM], site_url)
    assert "https://example.org/g/contributing/rules.html#unknown-key" in report


def test_a_message_that_looks_like_a_suggestion_is_no_suggestion() -> None:
    problem = Problem("a.yml", 1, 1, "file", "did you mean 'x'?", Rule.LIMIT, line_text="x")
    assert as_text([problem]).splitlines()[2] == "      | ^"


def test_invisible_characters_are_shown_as_code_points() -> None:
    problem = Problem("a.yml", 1, 1, "f", "a\u202eb", Rule.ENCODING, suggestion="c\u200bd")
    assert problem.full_message == "a[U+202E]b; did you mean 'c[U+200B]d'?"
