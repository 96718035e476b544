"""No regular expression that searches a text takes steps that grow faster than the text."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from guidance.paths import ROOT
from tests.support.regex_steps import Steps, TooManyStepsError

pytestmark = pytest.mark.slow

SEARCHES = ("search", "finditer", "findall", "sub", "subn", "split")
"""Functions that try each place of a text; a match at one place is bounded by other limits."""
SIGNS = (*" \n\taAé1-.,:;([{<\"'“‹&#|/*_=+@", "\u00a0")
PIECES = (*SIGNS, *(first + second for first in "a -\n1(" for second in SIGNS if first != second))
SIZES = (30, 60, 120)
MOST_STEPS = 100_000
SHORT = {"_BETWEEN_VALUES": "of at most 1,000 characters"}
"""Patterns that search a text only if it is short."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that is searched for: constants of modules, and arguments of `re`."""
    for path in sorted((ROOT / "guidance").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            match call:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id=owner), attr=function), args=arguments
                ) if function in SEARCHES:
                    found = getattr(module, owner, None)
                    if isinstance(found, re.Pattern) and owner not in SHORT:
                        yield f"{path.stem}.{owner}", as_text(found)
                    elif owner == "re" and isinstance(arguments[0], ast.Constant):
                        yield f"{path.stem}:{call.lineno}", re.compile(str(arguments[0].value))


def as_text(pattern: re.Pattern[str] | re.Pattern[bytes]) -> re.Pattern[str]:
    """A pattern for bytes as one for text, whose steps are the same."""
    if isinstance(pattern.pattern, str):
        return re.compile(pattern.pattern, pattern.flags)
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags)


def steps(pattern: re.Pattern[str], piece: str) -> list[int]:
    texts = [(piece * size)[:size] for size in SIZES]
    return [Steps(pattern, text, MOST_STEPS).of_all_matches() for text in texts]


PATTERNS = dict(patterns())


@pytest.mark.parametrize("name", PATTERNS)
def test_the_steps_of_a_search_grow_with_the_text(name: str) -> None:
    excessive = {}
    for piece in PIECES:
        try:
            counts = steps(PATTERNS[name], piece)
        except TooManyStepsError:
            excessive[piece] = [MOST_STEPS]
            continue
        first, second = (later - earlier for earlier, later in pairwise(counts))
        if second > 3 * max(first, 1):
            excessive[piece] = counts
    assert excessive == {}, PATTERNS[name].pattern


def test_steps_that_grow_with_the_square_are_recognized() -> None:
    linear, square = re.compile("(?<!a)a+b"), re.compile("a+b")
    assert steps(linear, "a")[2] < 5 * steps(linear, "a")[0]
    assert steps(square, "a")[2] > 12 * steps(square, "a")[0]
    with pytest.raises(TooManyStepsError):
        steps(re.compile("(a+)+b"), "a")


def test_patterns_are_found() -> None:
    assert Path(ROOT / "guidance").is_dir()
    assert len(PATTERNS) > 50
