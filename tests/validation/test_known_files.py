"""A folder is checked with what is known of unchanged files as if all of it were new."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from guidance import ContentError, Problem, limits
from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import value_kind
from guidance.content.loader import load_folder
from guidance.content.nodes import nodes_of
from guidance.validation.content_index import content_index
from guidance.validation.integrity_rules import integrity_problems
from guidance.validation.known_files import KnownFiles, outline
from guidance.validation.pipeline import check_folder
from guidance.validation.wording.style_rules import style_problems
from tests.examples import BAD, BASE, TODAY, content_with_example

PANEL, PILLAR, PEOPLE = "panels/2021-P1.yml", "recommendations/2021-R1.yml", "people.yml"
EDITS = (
    (PANEL, "Demand drives the crime.", "Demand makes it."),
    (PANEL, "actors: [states]", "actors: [staates]"),
    (PANEL, "actors: [states]", "actors: [states, states]"),
    (PANEL, "id: 2021-P1-02", "id: 2021-P2-02"),
    (PANEL, "number: 1", "number: 2"),
    (PANEL, "title: What demand", "title What demand"),
    (PANEL, "title: What demand is", "title: TODO"),
    (PANEL, "States should act.", "States should act at once #2."),
    (PANEL, "States should act.", "St\N{CYRILLIC SMALL LETTER A}tes should act."),
    (PEOPLE, "name: Ada North", "name: Ada\N{NO-BREAK SPACE}North"),
    (PEOPLE, "id: ada-north", "id: ada-south"),
    ("vocabulary.yml", "id: states", "id: countries"),
)
"""Edits of one file each: some are sound, and each of the others breaks another rule."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "content"))


def checked(
    content: Path, known: KnownFiles | None = None
) -> tuple[list[model.Entry], Sequence[Problem]]:
    """The entries and the problems of a folder."""
    found = check_folder(content, today=TODAY, with_advice=False, known=known)
    return [file.entry for file in found.files], found.problems


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


def test_known_files_change_no_result(content: Path) -> None:
    known = KnownFiles()
    sound = checked(content)
    for name, old, new in EDITS:
        replace(content / name, old, new)
        assert checked(content, known) == checked(content) != sound, new
        replace(content / name, new, old)
        assert checked(content, known) == sound


def test_known_files_hide_no_problem_beside_another(content: Path) -> None:
    known = KnownFiles()
    checked(content, known)
    for name, old, new in EDITS:
        if old in (content / name).read_text("utf-8"):
            replace(content / name, old, new)
            assert checked(content, known) == checked(content), new


def test_a_file_whose_problem_exceeds_the_limit_is_not_taken_for_sound(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PROBLEMS", 1)
    known = KnownFiles()
    for name in (PANEL, PILLAR):
        replace(content / name, "changed: 2021-06-20", "changed: 2020-06-20")
    assert len(checked(content, known)[1]) == 1
    replace(content / PANEL, "changed: 2020-06-20", "changed: 2021-06-20")
    assert "2020-06-20" in str(checked(content, known)[1])


def test_only_a_changed_file_is_parsed_and_validated_again(content: Path) -> None:
    known = KnownFiles()
    before, _ = checked(content, known)
    replace(content / PANEL, "Demand drives the crime.", "Demand makes it.")
    after, _ = checked(content, known)
    old = {id(entry) for entry in before}
    assert [entry for entry in after if id(entry) not in old] == [
        entry for entry in after if isinstance(entry, model.Panel)
    ]


def test_rules_between_files_do_not_depend_on_the_wording_of_prose(tmp_path: Path) -> None:
    found = 0
    for number, example in enumerate(BAD):
        folder = tmp_path / str(number)
        try:
            documents = [each for each, _ in load_folder(content_with_example(example, folder))]
        except ContentError:
            continue
        before, outlines = between_files(documents), [outline(each) for each in documents]
        for document in documents:
            reword(document)
        assert between_files(documents) == before, example.stem
        assert [outline(each) for each in documents] == outlines
        found += bool(before)
    assert found > len(BAD) / 10


def between_files(documents: Sequence[Document]) -> list[tuple[str, str, str]]:
    """What the rules between files report: file, field and message."""
    integrity = integrity_problems(content_index(documents), TODAY, [])
    style = style_problems(documents, {}, with_advice=False, unknown=[])
    return [(each.path, each.field, each.message) for each in (*integrity, *style)]


def reword(document: Document) -> None:
    """Replace the words of all prose of a document."""
    for node in nodes_of(document):
        values = node.values
        assert isinstance(values, dict)
        for name, value in values.items():
            is_known = name in node.entry_class.model_fields
            kind = value_kind(node.entry_class, name) if is_known else None
            if kind is model.ValueKind.PROSE and isinstance(value, str) and value:
                values[name] = "Other words."
