"""The handbook: each example of it passes the check, each mistake gets the answer that it shows, and its pictures are small and told in words."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image

from guidance import ContentError, open_library
from guidance.content.loader import load_folder
from guidance.diagnostics.reporters import as_text
from guidance.editing.diff import changes
from guidance.editing.diff_reporters import as_markdown
from guidance.paths import ROOT
from scripts.rules_page import WIDTH
from tests.support.handbook_examples import PAGES, Example, YamlBlock, examples_on

EXAMPLES = [example for page in PAGES for example in examples_on(page)]
PICTURES = ROOT / "docs" / "assets" / "pictures"


def laid(content: Path, folder: Path, pieces: Iterable[YamlBlock]) -> Path:
    """A copy of a content folder with pieces laid into it."""
    copy = folder / "content"
    shutil.copytree(content, copy)
    for piece in pieces:
        piece.lay_into(copy)
    return copy


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.page}: {example.heading}"
)
def test_an_example_passes_the_check_also_since_before_and_changes_what_its_page_says(
    example: Example, tmp_path: Path
) -> None:
    before = laid(example.content, tmp_path / "before", example.before)
    after = laid(before, tmp_path / "after", example.change)
    open_library(after, before)
    if not example.report:
        return
    told = as_markdown(
        changes(*([document for document, _ in load_folder(folder)] for folder in (before, after)))
    )
    assert " ".join(example.report.split()) in " ".join(told.split())


@pytest.mark.parametrize(
    ("piece", "answer"), [pair for example in EXAMPLES for pair in example.mistakes]
)
def test_a_mistake_gets_just_the_answer_below_it(
    piece: YamlBlock, answer: str, tmp_path: Path
) -> None:
    content = next(example.content for example in EXAMPLES if example.mistakes)
    with pytest.raises(ContentError) as caught:
        open_library(laid(content, tmp_path, [piece]))
    lines = as_text(caught.value.problems).splitlines()
    assert answer.splitlines() == [
        part
        for line in lines
        for part in textwrap.wrap(line, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
        or [""]
    ]


def test_each_picture_of_the_handbook_is_small_told_in_words_and_shown_at_half_its_size() -> None:
    shown = [
        found
        for page in PAGES
        for found in re.findall(
            r"!\[(.*?)\]\(\.\./assets/pictures/(.*?)\)\{width=(\d+) height=(\d+)",
            page.read_text("utf-8"),
        )
    ]
    assert {name for _, name, _, _ in shown} | {"page.png", "sheet.png"} == {
        path.name for path in PICTURES.iterdir()
    }
    for words, name, width, height in shown:
        assert len(words) > 40
        assert (PICTURES / name).stat().st_size < 80_000, name
        with Image.open(PICTURES / name) as picture:
            assert picture.size == (2 * int(width), 2 * int(height)), name
