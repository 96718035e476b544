"""Each rule of the content with its examples: good files pass, bad ones give exactly the problems written beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guidance import ContentError, open_library
from guidance.diagnostics.rules import Rule
from guidance.paths import ROOT
from scripts.rules_page import earlier_content, rules_page
from tests.examples import BAD, BASE, GOOD, HERE, lay_over


def test_the_small_library_is_sound() -> None:
    assert len(open_library(BASE).records) == 4


@pytest.mark.parametrize("example", GOOD, ids=lambda path: path.stem)
def test_a_good_example_passes(example: Path, tmp_path: Path) -> None:
    open_library(lay_over(example, tmp_path), earlier_content(example))


@pytest.mark.parametrize("example", BAD, ids=lambda path: path.stem)
def test_a_mistake_gives_one_problem_in_the_words_beside_it_and_of_the_rule_in_its_name(
    example: Path, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as caught:
        open_library(lay_over(example, tmp_path), earlier_content(example))
    assert str(caught.value) + "\n" == example.with_suffix(".txt").read_text("utf-8")
    assert [problem.rule for problem in caught.value.problems] == [example.stem.partition("--")[0]]


def test_no_problem_speaks_the_jargon_of_a_library() -> None:
    told = " ".join(example.with_suffix(".txt").read_text("utf-8") for example in BAD)
    assert not re.search(
        r"(?i)\b(scalar|mapping|sequence|node|token|parser?|pydantic|validat\w+|block end|flow|dict|str|NoneType|input)\b",
        told,
    )


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_good_and_a_bad_example(rule: Rule) -> None:
    for examples in (GOOD, BAD):
        assert any(path.stem.partition("--")[0] == rule for path in examples)


def test_all_problems_of_all_files_are_told_at_once_in_the_order_of_files_and_lines(
    tmp_path: Path,
) -> None:
    content = lay_over(HERE / "bad" / "yaml-syntax--tab.yml", tmp_path)
    panel = content / "panels" / "2021-P1.yml"
    panel.write_text(
        panel.read_text("utf-8")
        .replace("nature: finding", "nature: fact")
        .replace("[states]", "[nobody]"),
        "utf-8",
    )
    people = content / "people.yml"
    people.write_text(
        people.read_text("utf-8").replace("    name: Ben South\n", "    name:\n"), "utf-8"
    )
    with pytest.raises(ContentError) as caught:
        open_library(content)
    told = [(problem.path, problem.field) for problem in caught.value.problems]
    assert told == [
        ("content/glossary.yml", "file"),
        ("content/panels/2021-P1.yml", "takeaways[0].nature"),
        ("content/panels/2021-P1.yml", "takeaways[1].actors[0]"),
        ("content/people.yml", "people[1].name"),
    ]


def test_records_in_a_file_that_cannot_be_read_are_not_reported_as_missing(tmp_path: Path) -> None:
    content = lay_over(HERE / "bad" / "encoding.yml", tmp_path)
    with pytest.raises(ContentError) as caught:
        open_library(content)
    assert [problem.rule for problem in caught.value.problems] == [Rule.ENCODING]


def test_the_handbook_explains_every_rule_and_shows_every_mistake() -> None:
    page = (ROOT / "docs" / "contributing" / "rules.md").read_text("utf-8")
    command = "python -m scripts.rules_page > docs/contributing/rules.md"
    assert page == rules_page(), f"update it: {command}"
