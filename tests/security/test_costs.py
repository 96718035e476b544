"""Whatever is accepted or refused costs work in proportion to its bytes, up to fixed limits."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.worst_content import ACCEPTED, REFUSED, WorstContent
from guidance import limits
from guidance.content import loader, model
from guidance.content.loader import load_file, load_folder
from guidance.content.yaml_parser import precise_error
from guidance.diagnostics import suggestions
from guidance.diagnostics.reporters import REPORTERS
from guidance.editing.diff_reporters import as_markdown
from guidance.editing.marked_words import mark_changes
from guidance.history.comparison import word_diff
from guidance.history.comparison.differences import changes
from guidance.history.comparison.file_changes import File
from guidance.rendering.glossary_links import Glossary
from guidance.validation.pipeline import content_problems
from tests.examples import BASE
from tests.support.counted_work import count_calls

pytestmark = pytest.mark.slow
KINDS = pytest.mark.parametrize("kind", [*REFUSED, *ACCEPTED], ids=lambda kind: kind.name)
SIZES = (20_000, 40_000, 80_000)
"""Bytes for which work is counted; fixed parts of the content count for all of them.

Twice as many are taken of accepted content, which has texts of 19,000 characters.
"""
ALLOWED_GROWTH = 2.5
"""How often the work of one doubling may be that of the doubling before; a square takes four."""
FIXED = 20_000
"""Calls that may differ without regard to size."""


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Fill the caches of the model, which count for the first check alone."""
    content_problems(BASE)


@pytest.fixture
def small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """A budget for comparisons that the smallest content spends, so that they do not grow."""
    monkeypatch.setattr(limits, "COMPARED_LETTERS", 500_000)


def is_in_proportion(counts: list[int]) -> bool:
    first, second = (later - earlier for earlier, later in pairwise(counts))
    return second <= ALLOWED_GROWTH * max(first, 0) + FIXED


def folders_of(kind: WorstContent, folder: Path) -> list[Path]:
    sizes = [size * (1 + kind.is_accepted) for size in SIZES]
    return [kind.write(folder / str(size) / "content", size) for size in sizes]


@KINDS
@pytest.mark.usefixtures("small_budget")
def test_the_check_takes_calls_in_proportion_to_the_content(
    kind: WorstContent, tmp_path: Path
) -> None:
    folders = folders_of(kind, tmp_path)
    counts = [count_calls(partial(content_problems, folder)) for folder in folders]
    assert is_in_proportion(counts), counts


@KINDS
@pytest.mark.usefixtures("small_budget")
def test_kinds_are_accepted_or_refused_as_they_say(kind: WorstContent, tmp_path: Path) -> None:
    problems = content_problems(kind.write(tmp_path / "content", SIZES[0]))
    assert all(problem.is_advice for problem in problems) == kind.is_accepted, problems[:3]


def report_of(before: Sequence[File], now: Sequence[File]) -> str:
    return as_markdown(changes(before, now))


@KINDS
def test_changes_take_calls_in_proportion_to_the_content(
    kind: WorstContent, tmp_path: Path
) -> None:
    folders = folders_of(kind, tmp_path)
    before = load_folder(BASE)
    states = [load_folder(folder) for folder in folders]
    counts = [count_calls(partial(report_of, before, now)) for now in states]
    assert is_in_proportion(counts), counts


def problems_of_file(text: str, tmp_path: Path, name: str = "sources/x.yml") -> list[str]:
    path = tmp_path / "file.yml"
    path.write_text(text, "utf-8")
    return [str(problem) for problem in load_file(path, f"content/{name}")[1]]


def test_a_file_of_too_many_values_is_refused(tmp_path: Path) -> None:
    lists = ", ".join([f"[{'a, ' * 1_900}]"] * 30)
    assert problems_of_file(f"about: [{lists}]\n", tmp_path) == [
        "content/sources/x.yml:1:1: file: has more than 50,000 keys and values; "
        "part it, or leave something out"
    ]


def test_files_of_too_many_values_together_are_refused(tmp_path: Path) -> None:
    for number in range(12):
        lists = ", ".join([f"[{'a, ' * 1_900}]"] * 24)
        (tmp_path / f"{number}.yml").write_text(f"about: [{lists}]\n", "utf-8")
    assert [str(problem) for problem in content_problems(tmp_path)] == [
        f"{tmp_path.name}:1:1: folder: holds more than 500,000 keys and values; leave something out"
    ]


def test_memory_for_values_is_bounded(tmp_path: Path) -> None:
    """Four files of 900 kB of short values took 800 MB."""
    for number in range(4):
        (tmp_path / f"{number}.yml").write_text(f"about: [{'[a, a], ' * 100_000}]\n", "utf-8")
    tracemalloc.start()
    load_folder(tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000


@pytest.mark.parametrize(
    "text",
    ['id: "' + "a" * 800_000 + '"\n', "id: " + "a" * 800_000 + "\n", "a" * 800_000 + ": b\n"],
)
@pytest.mark.parametrize(
    "name", ["sources/report.yml", "panels/2021-P1.yml", "conferences/2021.yml", "people.yml"]
)
def test_no_message_repeats_a_long_value_whole(text: str, name: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    for path in BASE.rglob("*.yml"):
        (content / path.relative_to(BASE)).parent.mkdir(parents=True, exist_ok=True)
        (content / path.relative_to(BASE)).write_bytes(path.read_bytes())
    (content / name).write_text(text, "utf-8")
    problems = content_problems(content)
    assert problems
    assert max(len(str(problem)) for problem in problems) < 2 * limits.LINE
    for reporter in REPORTERS.values():
        assert len(reporter(problems, "")) < 4_000 * len(problems)


def test_deeply_nested_brackets_with_a_bad_escape_are_reported(tmp_path: Path) -> None:
    for text in ("[" * 5_000 + '"\\q"', '"\\q"' + "[" * 5_000, "[\n" * 5_000 + '"\\q"'):
        assert len(problems_of_file(text, tmp_path)) == 1


def test_only_short_files_are_parsed_in_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parser in Python explains errors best, and takes a hundred times as long."""
    lengths: list[int] = []

    def counted(text: str) -> Any:
        lengths.append(len(text))
        return precise_error(text)

    monkeypatch.setattr(loader, "precise_error", counted)
    for number in range(30):
        (tmp_path / f"{number:02}.yml").write_text("a: b\n" * 4_000 + "a: b: c\n", "utf-8")
    load_folder(tmp_path)
    assert 0 < sum(lengths) <= limits.EXPLAINED_CHARACTERS


def test_a_list_of_quotation_marks_is_searched_once(tmp_path: Path) -> None:
    [problem] = problems_of_file("about: [" + ", '" * 1_000 + "\n", tmp_path)
    assert problem == (
        "content/sources/x.yml:1:3008: file: a quotation mark is opened here and not closed; "
        "close it at the end of the text"
    )


def test_few_problems_of_each_file_are_reported_where_there_are_many(tmp_path: Path) -> None:
    kind = next(kind for kind in REFUSED if kind.name == "small files of many problems")
    content = kind.write(tmp_path / "content", 100_000)
    problems = content_problems(content)
    paths = {problem.path for problem in problems}
    assert limits.ALL_PROBLEMS <= len(problems) < 3 * limits.ALL_PROBLEMS
    assert {f"content/{path.relative_to(content)}" for path in content.glob("sources/w*")} <= paths


def ratios(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of all words that are compared with another one from now on."""
    found: list[int] = []

    class Counting(SequenceMatcher[str]):
        def set_seq1(self, a: Sequence[str]) -> None:
            super().set_seq1(a)
            found.append(len(a))

    monkeypatch.setattr(suggestions, "SequenceMatcher", Counting)
    return found


def test_unknown_references_among_long_names_are_compared_within_a_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "COMPARED_LETTERS", 1_000_000)
    found = ratios(monkeypatch)
    kind = next(kind for kind in REFUSED if kind.name.startswith("unknown references"))
    problems = content_problems(kind.write(tmp_path / "content", 500_000))
    assert len(problems) >= limits.PROBLEMS
    assert 0 < sum(found) <= limits.COMPARED_LETTERS / limits.NAME * 2


def glossary(number: int) -> Glossary:
    """Terms that begin with the same word."""
    return Glossary(
        [
            model.Term(id=f"t{place}", term=f"demand {place}", text="A term.")
            for place in range(number)
        ]
    )


def find_all(terms: Glossary, text: str) -> int:
    return len([*terms.find(text)])


def test_the_glossary_is_searched_once_for_all_its_terms() -> None:
    texts = {number: "demand " * number for number in (1_000, 2_000)}
    few, many = glossary(2), glossary(1_900)
    assert not [*few.find("demand"), *many.find("demand")]
    calls = {
        (len(terms.terms), number): count_calls(partial(find_all, terms, text))
        for terms in (few, many)
        for number, text in texts.items()
    }
    assert calls[1_900, 1_000] <= 1.1 * calls[2, 1_000]
    assert calls[1_900, 2_000] <= 2.1 * calls[1_900, 1_000]


def word_diffs(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The lengths of the lists of words that `difflib` compares."""
    found: list[int] = []

    class Counting(SequenceMatcher[str]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            found.append(len(arguments[1]))

    monkeypatch.setattr(word_diff, "SequenceMatcher", Counting)
    return iter(found)


def test_texts_of_one_repeated_word_are_not_compared_word_by_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lengths = word_diffs(monkeypatch)
    old, new = "same " + "word " * 500_000, "same " + "word " * 400_000 + "other"
    marked = mark_changes(word_diff.WordDiff(), old, new)
    assert marked.startswith("… word")
    assert marked.endswith("~~ **other**")
    assert not [*lengths]


def test_the_words_of_a_report_are_compared_within_a_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lengths = word_diffs(monkeypatch)
    monkeypatch.setattr(limits, "COMPARED_WORDS", 100_000)
    words = word_diff.WordDiff()
    marked = {mark_changes(words, "a b c d " * 5, "a b x d " * 5) for _ in range(100)}
    assert 0 < len([*lengths]) < 100
    assert len(marked) == 2
