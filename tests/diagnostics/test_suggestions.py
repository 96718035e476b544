"""Suggestions for values in another format, and the nearest choice."""

from __future__ import annotations

import random
from difflib import SequenceMatcher, get_close_matches

import pytest

from guidance.diagnostics import suggestions


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("14.05", "14:05"),
        ("2pm", "14:00"),
        ("2:30 p.m.", "14:30"),
        ("12 am", "00:00"),
        ("14h05", "14:05"),
        ("9:05", "09:05"),
        ("25.00", ""),
        ("1405", ""),
        ("noon", ""),
    ],
)
def test_a_time(text: str, suggestion: str) -> None:
    assert suggestions.clock(text) == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("14/06/2021", "2021-06-14"),
        ("06/14/2021", "2021-06-14"),
        ("20.6.2021", "2021-06-20"),
        ("05/06/2021", ""),
        ("05.06.2021", "2021-06-05"),
        ("06/06/2021", "2021-06-06"),
        ("2021/6/2", "2021-06-02"),
        ("14 June 2021", "2021-06-14"),
        ("June 14th, 2021", "2021-06-14"),
        ("3 Sept. 2021", "2021-09-03"),
        ("31.2.2021", ""),
        ("yesterday", ""),
        ("14/06/21", ""),
    ],
)
def test_a_day(text: str, suggestion: str) -> None:
    assert suggestions.day(text) == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"), [("6–8", "6-8"), ("pp. 6 - 8", "6-8"), ("p. 6", "6"), ("six", "")]
)
def test_pages(text: str, suggestion: str) -> None:
    assert suggestions.pages(text) == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("www.osce.org/cthb", "https://www.osce.org/cthb"),
        ("https//osce.org", "https://osce.org"),
        ("the report", ""),
    ],
)
def test_an_address(text: str, suggestion: str) -> None:
    assert suggestions.web_address(text) == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"), [("Ada North", "ada-north"), ("Zoë_North", "zoe-north"), ("§", "")]
)
def test_an_identifier(text: str, suggestion: str) -> None:
    assert suggestions.slug(text) == suggestion


RECORDS = (
    *(f"2021-P2-{number:02}" for number in (1, 2, 9, 12, 18)),
    *(f"2021-P3-{number:02}" for number in (1, 8, 12)),
    *("2021-P2-S1", "2021-R2-08", "2020-report-08", "2020-report-01", "palermo-protocol"),
)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2021-P2-08", ""),
        ("2021-P2-21", "2021-P2-12"),
        ("2021-P2-1", "2021-P2-01"),
        ("2021-p2-12", "2021-P2-12"),
        ("2021-\u04202-12", "2021-P2-12"),
        ("2012-P3-08", "2021-P3-08"),
        ("2021-P2-S2", ""),
        ("2020-report-02", ""),
        ("2020-raport-01", "2020-report-01"),
        ("palermo-protocl", "palermo-protocol"),
    ],
)
def test_an_identifier_has_the_numbers_and_the_parent_of_what_was_written(
    text: str, suggestion: str
) -> None:
    assert suggestions.closest_identifier(RECORDS, text) == suggestion


def test_the_nearest_choice_is_the_one_that_difflib_finds() -> None:
    generator = random.Random(6)

    def words(letters: str, number: int) -> list[str]:
        return [
            "".join(generator.choices(letters, k=generator.randrange(1, 12))) for _ in range(number)
        ]

    for letters in ("ab", "0123-P", "abcdefgh-", "aäbé") * 300:
        choices, [text] = words(letters, 10), words(letters, 1)
        assert suggestions.nearest(choices, text) == next(
            iter(get_close_matches(text, choices, n=1)), ""
        )


def test_a_misspelt_identifier_is_compared_with_few_of_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ratios: list[str] = []

    class Counting(SequenceMatcher[str]):
        def ratio(self) -> float:
            ratios.append("one more")
            return super().ratio()

    monkeypatch.setattr(suggestions, "SequenceMatcher", Counting)
    choices = [
        f"{year}-P{panel}-{number:02}"
        for year in range(2001, 2026)
        for panel in range(1, 5)
        for number in range(1, 25)
    ]
    assert suggestions.nearest(choices, "2013-P3-7") == "2013-P3-17"
    assert len(ratios) < len(choices) / 20
