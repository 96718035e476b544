"""Every value in a content file is reported as a problem with a position, or can be published."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from guidance import ContentError, Problem
from guidance.publishing.publication import open_publication
from tests.examples import BASE

pytestmark = pytest.mark.slow

ABSENT = object()
ODD_VALUES: tuple[Any, ...] = (
    ABSENT,
    "",
    "²",
    "javascript:x",
    "9" * 500,
    "<b>",
    "\x07",
    [],
    ["x"],
    ["2021-P1"],
    {},
    {"x": "y"},
)
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yml"))


def paths_in(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value in a file, from the outermost inwards."""
    yield above
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, child in inner:
        yield from paths_in(child, (*above, step))


def with_value_at(value: Any, path: tuple[str | int, ...], odd: Any) -> Any:
    """A copy of a value, with an odd value at one path; `ABSENT` removes the key."""
    if not path:
        return "" if odd is ABSENT else odd
    copy = value.copy()
    if len(path) == 1 and odd is ABSENT:
        del copy[path[0]]
    else:
        copy[path[0]] = with_value_at(value[path[0]], path[1:], odd)
    return copy


@pytest.mark.parametrize("name", FILES)
def test_an_odd_value_anywhere_is_a_problem_or_is_published(name: str, tmp_path: Path) -> None:
    """Each value is replaced by two of the odd values, in turn."""
    content = tmp_path / "content"
    shutil.copytree(BASE, content)
    valid = yaml.load((BASE / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    problems: list[Problem] = []
    for number, path in enumerate(paths_in(valid)):
        for odd in {
            0: ODD_VALUES[number % len(ODD_VALUES)],
            1: ODD_VALUES[(number * 5 + 3) % len(ODD_VALUES)],
        }.values():
            (content / name).write_text(
                yaml.safe_dump(with_value_at(valid, path, odd), allow_unicode=True), "utf-8"
            )
            try:
                publication = open_publication(content, "https://demand.example.org/")
            except ContentError as error:
                problems += error.problems
                continue
            list(publication.files())
            list(publication.documents())
    assert [problem for problem in problems if "\n" in str(problem) or problem.line < 1] == []


def test_no_heading_of_a_page_is_empty() -> None:
    """The small library lacks most of the optional fields."""
    pages = [
        file
        for file in open_publication(BASE, "https://demand.example.org/").files()
        if file.path.endswith(".md")
    ]
    for page in pages:
        headings = [
            *re.finditer(
                r"^(?:(#{2,6}) .*|<h([2-6])\b.*?</h[2-6]>)$", str(page.content), flags=re.MULTILINE
            )
        ]
        levels = [len(heading[1] or "") or int(heading[2]) for heading in headings]
        for number, heading in enumerate(headings):
            end, next_level = (
                (headings[number + 1].start(), levels[number + 1])
                if heading is not headings[-1]
                else (None, 0)
            )
            text = re.sub(r"<[^>]+>", "", str(page.content)[heading.end() : end])
            is_hidden = " hidden>" in heading.group()  # a script fills and shows what is below it
            assert text.strip() or next_level > levels[number] or is_hidden, (
                page.path,
                heading.group(),
            )
    assert len(pages) > 10
