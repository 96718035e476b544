"""Pages and PDFs that differ between two states of the content."""

from __future__ import annotations

import shutil
from pathlib import Path

from guidance.publishing.changed_outputs import (
    ChangedOutput,
    OutputSort,
    as_markdown,
    changed_outputs,
)
from guidance.publishing.publication import Publication, open_publication
from tests.examples import BASE
from tests.support.commands import SITE_URL

PERSON = "  - id: cy-west\n    name: Cy West\n"


def publication_of(folder: Path, *changes: tuple[str, str, str]) -> Publication:
    """A publication of the small library with texts replaced: file, old, new."""
    content = Path(shutil.copytree(BASE, folder / "content"))
    for name, old, new in changes:
        path = content / name
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    return open_publication(content, SITE_URL)


def with_speaker(folder: Path) -> Publication:
    """The small library with a further speaker, who has a page."""
    speaker = "  - {person: ben-south, topic: Demand}\n"
    return publication_of(
        folder,
        ("panels/2021-P1.yml", speaker, f"{speaker}  - {{person: cy-west, topic: Supply}}\n"),
        ("people.yml", "people:\n", f"people:\n{PERSON}"),
    )


def test_nothing_differs_between_equal_contents(tmp_path: Path) -> None:
    outputs = changed_outputs(publication_of(tmp_path / "a"), publication_of(tmp_path / "b"))
    assert outputs == []
    assert as_markdown(outputs) == "## No page and no PDF changes"


def test_only_what_draws_on_a_record_differs(tmp_path: Path) -> None:
    change = ("glossary.yml", "What buyers want.", "What buyers ask for.")
    outputs = changed_outputs(
        publication_of(tmp_path / "a"), publication_of(tmp_path / "b", change)
    )
    paths = [output.path for output in outputs]
    assert "glossary/index.html" in paths
    assert "2021/programme/index.html" not in paths
    assert {output.sort for output in outputs} == {OutputSort.CHANGED}
    pages = [output.is_page for output in outputs]
    assert pages == sorted(pages, reverse=True)


def test_new_and_removed_pages_are_named_as_such(tmp_path: Path) -> None:
    before, now = publication_of(tmp_path / "a"), with_speaker(tmp_path / "b")
    page = "people/cy-west/index.html"
    assert ChangedOutput("Cy West", page, OutputSort.NEW) in changed_outputs(before, now)
    removed = changed_outputs(now, before)
    assert ChangedOutput("Cy West", page, OutputSort.REMOVED) in removed
    assert f"\n- Cy West (removed): `{page}`\n" in as_markdown(removed)


def test_titles_are_escaped_and_editions_listed_together() -> None:
    paths = ("downloads/x-a4.pdf", "downloads/x-letter.pdf")
    outputs = [ChangedOutput("<b>[x](y)", path, OutputSort.CHANGED) for path in paths]
    lines = as_markdown(outputs).splitlines()
    assert lines[0] == "## What looks different: 2 PDFs"
    assert lines[-1] == f"- \\<b\\>\\[x\\](y): `{paths[0]}`, `{paths[1]}`"
