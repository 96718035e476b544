"""Random changes of the real content are reported, if they are invalid or only look right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from guidance import Library, Problem
from guidance.content.layout import entry_class
from guidance.diagnostics.reporters import REPORTERS
from guidance.exports.json_schema import schema
from guidance.paths import ROOT
from guidance.validation.pipeline import check_folder
from tests.security.mutations import CHANGES, LOOKING_RIGHT, Change, Lines

FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.yml"))
FILES_PER_CHANGE = 3
"""Files that are changed at once; each invalid one must have a problem of its own."""
MUTATIONS = 150
"""Changed files that the test draws at least."""


@pytest.fixture(scope="module")
def schemas(library: Library) -> dict[str, Draft7Validator]:
    """The JSON Schema of each file: a check that is independent of the package's validation."""
    validators = {}
    for name in FILES:
        file_class = entry_class(name)
        assert file_class
        validators[name] = Draft7Validator(
            schema(name, file_class, library, "https://demand.example.org/")
        )
    return validators


def parse_yaml(text: str) -> Any:
    """The file as parsed by PyYAML, or None if it is not YAML."""
    try:
        return yaml.load(text, yaml.CBaseLoader)
    except yaml.YAMLError:
        return None


def first_difference(before: Lines, after: Lines) -> int | None:
    """The first line that differs, counted from 1; None if only line ends do."""
    pairs = enumerate(zip(before, after, strict=False), 1)
    return next((number for number, (old, new) in pairs if old != new), None)


def assert_reported(
    name: str, text: str, change_lines: Change, problems: Sequence[Problem]
) -> None:
    """Hold that a change that looks right is reported by its rule, on the line that changed."""
    before = (ROOT / name).read_text("utf-8")
    if text == before:
        return
    rule = LOOKING_RIGHT[change_lines]
    lines = [problem.line for problem in problems if (problem.path, problem.rule) == (name, rule)]
    assert lines, f"silent: {change_lines.__name__} in {name}"
    changed = first_difference(before.splitlines(), text.splitlines())
    assert changed is None or changed in lines


def draw_changes(draw: st.DataObject) -> Iterator[tuple[str, Change, int, int]]:
    for name in draw.draw(st.permutations(FILES))[:FILES_PER_CHANGE]:
        yield (
            name,
            draw.draw(st.sampled_from((*CHANGES, *LOOKING_RIGHT))),
            draw.draw(st.integers(0, 10_000)),
            draw.draw(st.integers(0, 10_000)),
        )


@pytest.mark.slow
def test_a_random_change_is_valid_or_has_a_problem(
    schemas: dict[str, Draft7Validator], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = tmp_path_factory.mktemp("mutations") / "content"
    shutil.copytree(ROOT / "content", content)
    count = 0

    @settings(
        max_examples=MUTATIONS // FILES_PER_CHANGE + 15,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def change(draw: st.DataObject) -> None:
        nonlocal count
        changed_texts: dict[str, str] = {}
        changes: dict[str, Change] = {}
        for name, change_lines, at, more in draw_changes(draw):
            lines = (ROOT / name).read_text("utf-8").splitlines()
            changed_texts[name] = "\n".join(change_lines(lines, at % len(lines), more)) + "\n"
            (content.parent / name).write_text(changed_texts[name], "utf-8")
            changes[name] = change_lines
            count += changed_texts[name] != (ROOT / name).read_text("utf-8")
        try:
            problems = check_folder(content).problems
        finally:
            for name in changed_texts:
                shutil.copy(ROOT / name, content.parent / name)
        for reporter in REPORTERS.values():
            assert reporter(problems, "")
        for problem in problems:
            assert "\n" not in str(problem)
            assert problem.column >= 1
            assert (
                1
                <= problem.line
                <= 1
                + len(
                    changed_texts.get(problem.path, "").splitlines()
                    or (content.parent / problem.path).read_text("utf-8").splitlines()
                )
            )
        for name, text in changed_texts.items():
            value = parse_yaml(text)
            if value is None or list(schemas[name].iter_errors(value)):
                assert name in {problem.path for problem in problems}, f"no problem in {name}"
            if changes[name] in LOOKING_RIGHT:
                assert_reported(name, text, changes[name], problems)

    change()
    assert count >= MUTATIONS


@pytest.mark.slow
@pytest.mark.parametrize("change_lines", LOOKING_RIGHT, ids=lambda change: change.__name__)
@pytest.mark.parametrize("number", [0, 1])
def test_what_only_looks_right_is_reported_in_every_file(
    change_lines: Change, number: int, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    texts = {}
    for name in FILES:
        lines = (ROOT / name).read_text("utf-8").splitlines()
        at = (7 + 31 * number) % len(lines)
        texts[name] = "\n".join(change_lines(lines, at, number)) + "\n"
        (tmp_path / name).write_text(texts[name], "utf-8")
    problems = check_folder(content).problems
    for name, text in texts.items():
        assert_reported(name, text, change_lines, problems)
