"""Every rule with its examples: good ones are valid, bad ones have exactly their problem."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guidance import ContentError, open_library
from guidance.diagnostics.rules import Rule
from guidance.paths import ROOT
from guidance.validation.known_files import KnownFiles, SoundFiles
from guidance.validation.pipeline import check_folder
from scripts.rules_page import earlier_content, problems, rules_page
from tests.examples import BAD, BASE, GOOD, HERE, TODAY, content_with_example


def test_base_library_is_valid() -> None:
    assert len(open_library(BASE).records) == 4


@pytest.mark.parametrize("example", GOOD, ids=lambda path: path.stem)
def test_good_example_is_valid(example: Path, tmp_path: Path) -> None:
    content = content_with_example(example, tmp_path)
    open_library(content, earlier_content(example), TODAY)
    rule = example.stem.partition("--")[0]
    assert rule not in [problem.rule for problem in check_folder(content, today=TODAY).problems]


@pytest.fixture(scope="module")
def known() -> KnownFiles:
    """The files of the examples before, as a preview knows them: they must change no result."""
    return KnownFiles()


@pytest.fixture(scope="module")
def sound_before(tmp_path_factory: pytest.TempPathFactory) -> SoundFiles:
    """The files of the library behind the examples, checked before: they must change no result."""
    cache = tmp_path_factory.mktemp("cache") / "sound-files"
    content = shutil.copytree(BASE, tmp_path_factory.mktemp("base") / "content")
    files = check_folder(content, sound_before=SoundFiles(cache)).files
    sound = SoundFiles(cache)
    assert any(sound.holds(file.document) for file in files)
    return sound


@pytest.mark.parametrize("example", BAD, ids=lambda path: path.stem)
def test_bad_example_has_exactly_the_problem_beside_it(
    example: Path, known: KnownFiles, sound_before: SoundFiles
) -> None:
    found = problems(example, known)
    assert problems(example, sound_before=sound_before) == found
    expected = example.with_suffix(".txt").read_text("utf-8").splitlines()
    assert [str(problem) for problem in found] == expected
    assert [problem.rule for problem in found] == [example.stem.partition("--")[0]]


def test_messages_use_no_jargon_of_programmers() -> None:
    messages = " ".join(example.with_suffix(".txt").read_text("utf-8") for example in BAD)
    assert not re.search(
        (
            r"(?i)\b(scalar|mapping|sequence|node|token|parser?|pydantic|validat\w+|block "
            r"end|flow|dict|str|NoneType|input)\b"
        ),
        messages,
    )


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_good_and_a_bad_example(rule: Rule) -> None:
    for examples in (GOOD, BAD):
        assert any(path.stem.partition("--")[0] == rule for path in examples)


def test_all_problems_are_reported_together_by_file_and_line(
    tmp_path: Path,
) -> None:
    content = content_with_example(HERE / "bad" / "yaml-syntax--tab.yml", tmp_path)
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
    places = [(problem.path, problem.field) for problem in caught.value.problems]
    assert places == [
        ("content/glossary.yml", "file"),
        ("content/panels/2021-P1.yml", "takeaways[0].nature"),
        ("content/panels/2021-P1.yml", "takeaways[1].actors[0]"),
        ("content/people.yml", "people[1].name"),
    ]


def test_references_to_an_unreadable_file_are_no_problems(tmp_path: Path) -> None:
    content = content_with_example(HERE / "bad" / "encoding.yml", tmp_path)
    with pytest.raises(ContentError) as caught:
        open_library(content)
    assert [problem.rule for problem in caught.value.problems] == [Rule.ENCODING]


def test_handbook_page_of_rules_is_up_to_date() -> None:
    page = (ROOT / "docs" / "contributing" / "rules.md").read_text("utf-8")
    command = "python -m scripts.rules_page > docs/contributing/rules.md"
    assert page == rules_page(), f"update it: {command}"
