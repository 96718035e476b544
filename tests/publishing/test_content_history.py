"""The history of the content in a build: what depends on it, and what there is without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance.history.past import Past, read_past
from guidance.publishing.build_state import build_fingerprint
from guidance.publishing.content_history import HistoryReader
from guidance.publishing.publication import open_publication
from tests.support.commands import SITE_URL
from tests.support.scratch_repository import ScratchRepository

PANEL = "panels/2021-P1.yml"
WITHOUT = "The earlier wording is not available here"


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """The base library with a change of one record."""
    repository = ScratchRepository.create(tmp_path / "project")
    (repository.folder / "mkdocs.yml").write_text("site_url: https://guidance.example/\n", "utf-8")
    (repository.folder / "build.py").write_text("", "utf-8")
    dated = "    changed: 2022-01-30\n    change_note: It says more.\n"
    title = "    title: Demand drives\n"
    repository.replace(PANEL, (title, f"    title: Demand fuels\n{dated}"))
    repository.commit("Retitle")
    return repository


def page(content: Path) -> str:
    past = HistoryReader(content).read().past
    publication = open_publication(content, SITE_URL, past=past)
    return next(
        str(file.content) for file in publication.files() if file.path == "changes/index.md"
    )


def fingerprint_of(repository: ScratchRepository) -> str:
    return build_fingerprint(repository.folder, repository.content, {})


def test_a_commit_of_the_content_makes_a_site_outdated_and_another_does_not(
    repository: ScratchRepository,
) -> None:
    before = fingerprint_of(repository)
    repository.write("../other.txt", "elsewhere")
    repository.commit("Change something else")
    assert fingerprint_of(repository) == before
    repository.replace(PANEL, ("Demand fuels", "Demand feeds"))
    repository.commit("Retitle again")
    repository.replace(PANEL, ("Demand feeds", "Demand fuels"))
    repository.commit("Take it back")  # the same files with another past
    assert fingerprint_of(repository) != before


def test_copies_with_all_commits_give_the_same_page(
    repository: ScratchRepository, tmp_path: Path
) -> None:
    clone = repository.clone(tmp_path / "clone")
    assert page(clone.content) == page(repository.content)
    assert WITHOUT not in page(clone.content)
    assert "</span>drives</del>" in page(clone.content)


@pytest.mark.parametrize("copy", ["shallow", "zip"])
def test_a_copy_without_history_has_notes_alone_and_says_so(
    copy: str, repository: ScratchRepository, tmp_path: Path
) -> None:
    if copy == "shallow":
        content = repository.clone(tmp_path / "copy", "--depth=1").content
    else:
        content = repository.content.rename(tmp_path / "content")
    found = page(content)
    assert WITHOUT in found
    assert "It says more." in found
    assert "drives" not in found
    assert HistoryReader(content).read().reason


def test_a_file_that_could_not_be_read_is_named_on_the_page(
    repository: ScratchRepository,
) -> None:
    whole = repository.read(PANEL)
    repository.write(PANEL, "takeaways: [")
    commit = repository.commit("Break the panel")
    repository.write(PANEL, whole)
    repository.commit("Mend it")
    assert f"content/{PANEL} cannot be read as it was in commit {commit[:12]}" in page(
        repository.content
    )


def test_a_preview_reads_the_history_again_after_a_commit_alone(
    repository: ScratchRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []

    def counting(content: Path) -> Past:
        reads.append(content)
        return read_past(content)

    monkeypatch.setattr("guidance.publishing.content_history.read_past", counting)
    reader = HistoryReader(repository.content)
    reader.read()
    repository.replace(PANEL, ("Demand fuels", "Demand feeds"))
    reader.read()
    assert len(reads) == 1
    repository.commit("Retitle again")
    reader.read()
    assert len(reads) == 2
