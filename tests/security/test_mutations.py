"""Random changes of the real content are reported as problems in the right file, if not valid."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from guidance import ContentError, Library, Problem, open_library
from guidance.content.layout import entry_class
from guidance.diagnostics.reporters import REPORTERS
from guidance.exports.json_schema import schema
from guidance.paths import ROOT

FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.yml"))
FILES_PER_CHANGE = 3
"""Files that are changed at once; each invalid one must have a problem of its own."""
Lines = list[str]
Change = Callable[[Lines, int, int], Lines]
"""Changes lines at a random line, with a second random number."""


def _block(lines: Lines, at: int) -> slice:
    """A line and all lines below it with a larger indentation."""
    indent = len(lines[at]) - len(lines[at].lstrip(" "))
    end = next(
        (
            n
            for n in range(at + 1, len(lines))
            if lines[n].strip() and len(lines[n]) - len(lines[n].lstrip(" ")) <= indent
        ),
        len(lines),
    )
    return slice(at, end)


def _without(lines: Lines, part: slice) -> Lines:
    """Remove a block; the dash of a list item moves to the next key."""
    rest = lines[part.stop :]
    dash = re.match(r"( *)- [\w-]+:", lines[part.start])
    if dash and part.stop == part.start + 1 and rest and rest[0].startswith(f"{dash[1]}  "):
        rest = [f"{dash[1]}- {rest[0].lstrip(' ')}", *rest[1:]]
    return [*lines[: part.start], *rest]


def delete_line(lines: Lines, at: int, more: int) -> Lines:
    return [*lines[:at], *lines[at + 1 :]]


def remove_key(lines: Lines, at: int, more: int) -> Lines:
    keys = [number for number, line in enumerate(lines) if re.match(r" *(?:- )?[a-z_]+:", line)]
    start = keys[at % len(keys)]
    part = slice(start, start + 1) if "- " in lines[start][:12] else _block(lines, start)
    return _without(lines, part)


def change_character(lines: Lines, at: int, more: int) -> Lines:
    line = lines[at] or " "
    position = more % len(line)
    sign = "\t:-#'\"[]{}*&!|>%@`,? x0“é\u00a0\u202e\x07\\"[more % 29]
    return [*lines[:at], line[:position] + sign + line[position + 1 :], *lines[at + 1 :]]


def swap_indentation(lines: Lines, at: int, more: int) -> Lines:
    return [*lines[:at], " " * (more % 9) + lines[at].lstrip(" "), *lines[at + 1 :]]


def duplicate_block(lines: Lines, at: int, more: int) -> Lines:
    part = _block(lines, at)
    return [*lines[: part.stop], *lines[part], *lines[part.stop :]]


def break_quotes(lines: Lines, at: int, more: int) -> Lines:
    numbers = [number for number, line in enumerate(lines) if '"' in line or "'" in line]
    if not numbers:
        return change_character(lines, at, 4)
    number = numbers[at % len(numbers)]
    return [
        *lines[:number],
        re.sub("[\"']", "", lines[number], count=1 + more % 2),
        *lines[number + 1 :],
    ]


def truncate(lines: Lines, at: int, more: int) -> Lines:
    return [*lines[:at], lines[at][: more % (len(lines[at]) + 1)]]


CHANGES: tuple[Change, ...] = (
    delete_line,
    remove_key,
    change_character,
    swap_indentation,
    duplicate_block,
    break_quotes,
    truncate,
)


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


def problems_of(content: Path) -> tuple[Problem, ...]:
    try:
        open_library(content)
    except ContentError as error:
        return error.problems
    return ()


def draw_changes(draw: st.DataObject) -> Iterator[tuple[str, Change, int, int]]:
    for name in draw.draw(st.permutations(FILES))[:FILES_PER_CHANGE]:
        yield (
            name,
            draw.draw(st.sampled_from(CHANGES)),
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
        max_examples=70,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def change(draw: st.DataObject) -> None:
        nonlocal count
        changed_texts: dict[str, str] = {}
        for name, change_lines, at, more in draw_changes(draw):
            lines = (ROOT / name).read_text("utf-8").splitlines()
            changed_texts[name] = "\n".join(change_lines(lines, at % len(lines), more)) + "\n"
            (content.parent / name).write_text(changed_texts[name], "utf-8")
        count += len(changed_texts)
        try:
            problems = problems_of(content)
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

    change()
    assert count >= 200
