"""Whatever stands in a content file: it is a problem with a place, or it can be published."""

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

ABSENT = object()
ODD: tuple[Any, ...] = (
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


def places(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a file, from the outermost inwards."""
    yield above
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, held in inner:
        yield from places(held, (*above, step))


def changed(value: Any, place: tuple[str | int, ...], odd: Any) -> Any:
    """A copy of a value with something odd at one place, or nothing there."""
    if not place:
        return "" if odd is ABSENT else odd
    copy = value.copy()
    if len(place) == 1 and odd is ABSENT:
        del copy[place[0]]
    else:
        copy[place[0]] = changed(value[place[0]], place[1:], odd)
    return copy


@pytest.mark.parametrize("name", FILES)
def test_an_odd_value_anywhere_is_a_problem_or_is_published(name: str, tmp_path: Path) -> None:
    """Each place gets two of the odd values, in turn."""
    content = tmp_path / "content"
    shutil.copytree(BASE, content)
    sound = yaml.load((BASE / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    told: list[Problem] = []
    for number, place in enumerate(places(sound)):
        for odd in {0: ODD[number % len(ODD)], 1: ODD[(number * 5 + 3) % len(ODD)]}.values():
            (content / name).write_text(
                yaml.safe_dump(changed(sound, place, odd), allow_unicode=True), "utf-8"
            )
            try:
                publication = open_publication(content, "https://demand.example.org/")
            except ContentError as error:
                told += error.problems
                continue
            list(publication.files())
            list(publication.documents())
    assert [problem for problem in told if "\n" in str(problem) or problem.line < 1] == []


def test_no_heading_of_a_page_stands_over_nothing() -> None:
    """The small library lacks most of what a record may have."""
    pages = [
        file
        for file in open_publication(BASE, "https://demand.example.org/").files()
        if file.path.endswith(".md")
    ]
    for page in pages:
        found = [
            *re.finditer(
                r"^(?:(#{2,6}) .*|<h([2-6])\b.*?</h[2-6]>)$", str(page.content), flags=re.MULTILINE
            )
        ]
        levels = [len(heading[1] or "") or int(heading[2]) for heading in found]
        for number, heading in enumerate(found):
            end, below = (
                (found[number + 1].start(), levels[number + 1])
                if heading is not found[-1]
                else (None, 0)
            )
            held = re.sub(r"<[^>]+>", "", str(page.content)[heading.end() : end])
            assert held.strip() or below > levels[number], (page.path, heading.group())
    assert len(pages) > 10
