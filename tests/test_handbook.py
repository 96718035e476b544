"""The examples of the handbook work, and its screenshots are small and described."""

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
from guidance.editing.diff_reporters import as_markdown
from guidance.history.comparison.differences import changes
from guidance.paths import ROOT
from scripts.rules_page import WIDTH
from tests.support.handbook_examples import PAGES, Example, YamlBlock, examples_on

EXAMPLES = [example for page in PAGES for example in examples_on(page)]
PICTURES = ROOT / "docs" / "assets" / "pictures"
README_PICTURES = {"page.png", "sheet.png"}


def content_with(content: Path, folder: Path, blocks: Iterable[YamlBlock]) -> Path:
    """A copy of a content folder with YAML blocks inserted."""
    copy = folder / "content"
    shutil.copytree(content, copy)
    for block in blocks:
        block.insert_into(copy)
    return copy


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.page}: {example.heading}"
)
def test_an_example_passes_the_check_and_makes_the_changes_that_its_page_lists(
    example: Example, tmp_path: Path
) -> None:
    before = content_with(example.content, tmp_path / "before", example.before)
    after = content_with(before, tmp_path / "after", example.change)
    open_library(after, before)
    if example.report:
        report = as_markdown(changes(load_folder(before), load_folder(after)))
        assert " ".join(example.report.split()) in " ".join(report.split())


@pytest.mark.parametrize(
    ("block", "report"), [pair for example in EXAMPLES for pair in example.mistakes]
)
def test_a_mistake_gets_the_report_below_it(block: YamlBlock, report: str, tmp_path: Path) -> None:
    content = next(example.content for example in EXAMPLES if example.mistakes)
    with pytest.raises(ContentError) as caught:
        open_library(content_with(content, tmp_path, [block]))
    lines = as_text(caught.value.problems).splitlines()
    assert report.splitlines() == [
        part
        for line in lines
        for part in textwrap.wrap(line, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
        or [""]
    ]


def test_each_screenshot_is_small_and_described_and_shown_at_half_its_size() -> None:
    pattern = r"!\[(.*?)\]\(\.\./assets/pictures/(.*?)\)\{width=(\d+) height=(\d+)"
    images = [image for page in PAGES for image in re.findall(pattern, page.read_text("utf-8"))]
    names = {name for _, name, _, _ in images}
    assert names | README_PICTURES == {path.name for path in PICTURES.iterdir()}
    for description, name, width, height in images:
        assert len(description) > 40
        assert (PICTURES / name).stat().st_size < 80_000, name
        with Image.open(PICTURES / name) as picture:
            assert picture.size == (2 * int(width), 2 * int(height)), name
