"""What an edit costs does not grow with the conferences: work is counted, not timed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template

from benchmarks.fake_conference import FIRST_YEAR
from benchmarks.generator import write_content
from guidance.content import loader
from guidance.diagnostics.rules import Rule
from guidance.pdf.documents import handouts
from guidance.pdf.documents.edition import Edition
from guidance.pdf.documents.sessions import sheets
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.preview import open_preview
from guidance.publishing.publication import open_publication
from guidance.site.pages import Site
from guidance.validation import pipeline
from guidance.validation.known_files import SoundFiles
from guidance.validation.pipeline import check_folder
from tests.examples import BASE, TODAY
from tests.support.commands import SITE_URL

NUMBERS = (1, 25)
"""The numbers of conferences that are compared."""
WORDS = "Somebody changed this sentence."


def edit_takeaway(content: Path) -> None:
    """Change the text of the first takeaway of a panel."""
    panel = content / "panels" / f"{FIRST_YEAR}-P1.yml"
    head, key, takeaways = panel.read_text("utf-8").partition("\ntakeaways:\n")
    takeaways = re.sub(r"(?<=  text: \|\n    ).*", WORDS, takeaways, count=1)
    panel.write_text(f"{head}{key}{takeaways}", "utf-8")


@pytest.mark.slow
def test_an_edit_prints_no_more_documents_with_many_conferences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One edition of handouts and sheets is enough, since all hold the same records."""
    for module in (handouts, sheets):
        monkeypatch.setattr(module, "HANDOUT_EDITIONS", (Edition.A4,))

    def keys(content: Path) -> dict[str, str]:
        return {each.path: each.key for each in open_publication(content, SITE_URL).documents()}

    printed: dict[int, set[str]] = {}
    for number in NUMBERS:
        content = write_content(tmp_path / str(number), number)
        before = keys(content)
        edit_takeaway(content)
        after = keys(content)
        assert before.keys() == after.keys()
        printed[number] = {path for path, key in after.items() if key != before[path]}
    few, many = (printed[number] for number in NUMBERS)
    assert f"downloads/handouts/{FIRST_YEAR}-P1-a4.pdf" in few & many
    assert len(many) <= len(few)


def test_the_papers_of_a_document_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    _count(monkeypatch, Template, "render", lambda template, *_: drawn.append(template.name))
    documents = [*open_publication(BASE, SITE_URL).documents()]
    without_paper = {document.path.rpartition("-")[0] for document in documents}
    drawn_documents = [name for name in drawn if name.endswith(".html.jinja")]
    assert len(drawn_documents) == len(without_paper) < len(documents)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_edit_reads_one_file_and_draws_one_page(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_content(tmp_path / "content", number)
    read: list[str] = []
    validated: list[str] = []
    drawn: list[str] = []
    _count(monkeypatch, loader, "load_bytes", lambda raw, name, *_: read.append(name))
    _count(monkeypatch, pipeline, "validate_document", lambda each, *_: validated.append(each.path))
    _count(monkeypatch, Site, "render", lambda site, page, template: drawn.append(page.path))
    preview = open_preview(content, SITE_URL, PdfRenderer(tmp_path), lambda: TODAY)
    preview.refresh()
    assert len(read) == len(validated) == len([*content.rglob("*.yml")])
    assert not drawn
    for counted in (read, validated):
        counted.clear()
    edit_takeaway(content)
    preview.refresh()
    assert preview.context
    page = preview.context.pages[f"{FIRST_YEAR}/panels/1/index.md"]
    assert WORDS in str(page.content)
    assert read == validated == [f"content/panels/{FIRST_YEAR}-P1.yml"]
    assert drawn == [page.path]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_check_looks_at_the_texts_of_the_edited_file_alone(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_content(tmp_path / "content", number)
    cache = tmp_path / "sound-files"
    advice = check_folder(content, sound_before=SoundFiles(cache)).problems
    looked_at: list[str] = []
    _count(monkeypatch, pipeline, "placeholder_problems", lambda each: looked_at.append(each.path))
    edit_takeaway(content)
    check_folder(content, sound_before=SoundFiles(cache))
    with_advice = {each.path for each in advice if each.rule is not Rule.COMPARED_SOURCE}
    assert {*looked_at} - with_advice == {f"content/panels/{FIRST_YEAR}-P1.yml"}


def _count(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, record: Callable[..., object]
) -> None:
    """Record each call of a function or a method."""
    work = getattr(owner, name)

    def recorded(*arguments: Any, **named: Any) -> Any:
        record(*arguments)
        return work(*arguments, **named)

    monkeypatch.setattr(owner, name, recorded)
