"""Revisions are read by the bytes that git stores, whatever the repository says about them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from guidance import limits
from guidance.diagnostics.rules import Rule
from guidance.history.base import Base
from guidance.history.git import HistoryError, checkout_at
from guidance.validation.pipeline import content_problems
from tests.support.scratch_repository import ScratchRepository

PANEL = "panels/2021-P1.yml"


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    return ScratchRepository.create(tmp_path / "repository")


def files_at(repository: ScratchRepository, revision: str = "HEAD") -> dict[str, bytes]:
    """The content at a revision, by path."""
    with checkout_at(repository.content, revision) as folder:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }


def store(repository: ScratchRepository, data: bytes, *arguments: str) -> str:
    """The hash of an object that a git command makes of some bytes."""
    result = subprocess.run(
        ["git", "-C", str(repository.folder), *arguments],
        input=data,
        capture_output=True,
        check=True,
    )
    return result.stdout.decode().strip()


@pytest.mark.parametrize(
    "place", ["content/.gitattributes", ".gitattributes", ".git/info/attributes"]
)
@pytest.mark.parametrize("attributes", ["export-ignore", "-diff", "eol=crlf", "export-subst"])
def test_attributes_change_nothing_of_a_revision(
    place: str, attributes: str, repository: ScratchRepository
) -> None:
    repository.write(PANEL, f"{repository.read(PANEL)}# $Format:%H$\n")
    repository.commit("Add a placeholder of git archive")
    before = files_at(repository)
    path = repository.folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"*.yml {attributes}\n/content {attributes}\n", "utf-8")
    repository.git("add", "--renormalize", ".")
    repository.commit("Change the attributes")
    after = files_at(repository)
    after.pop(".gitattributes", None)
    assert after == before
    assert len(before) > 5


def test_a_deleted_record_is_reported_despite_the_attributes_of_its_base(
    repository: ScratchRepository,
) -> None:
    (repository.folder / ".gitattributes").write_text("*.yml export-ignore\n", "utf-8")
    base = repository.commit("Leave the content out of archives")
    text = repository.read("sources/report.yml")
    repository.write("sources/report.yml", text[: text.index("points:")])
    problems = content_problems(repository.content, Base(base, "2022-01-31", "main"))
    assert Rule.KEPT_RECORD in {problem.rule for problem in problems}


def test_links_and_submodules_are_left_out(repository: ScratchRepository) -> None:
    before = files_at(repository)
    (repository.content / "people.txt").symlink_to("/etc/passwd")
    repository.commit("Add a link")
    repository.git(
        "update-index", "--add", "--cacheinfo", f"160000,{repository.hash()},content/sub"
    )
    repository.git("commit", "-q", "-m", "Add a submodule")
    assert files_at(repository) == before


@pytest.mark.parametrize("name", [b"..", b".", b"a\\b", b"c:", b"../../a", b"/a"])
def test_no_name_in_a_tree_leads_out_of_the_copy(
    name: bytes, repository: ScratchRepository
) -> None:
    blob = store(repository, b"x", "hash-object", "-w", "--stdin")
    inner = store(
        repository,
        b"100644 " + name + b"\0" + bytes.fromhex(blob) + b"100644 z.yml\0" + bytes.fromhex(blob),
        *("hash-object", "-w", "-t", "tree", "--literally", "--stdin"),
    )
    root = store(repository, f"040000 tree {inner}\tcontent\n".encode(), "mktree")
    commit = store(repository, b"", "commit-tree", root, "-m", "Odd")
    assert files_at(repository, commit) == {"z.yml": b"x"}


def test_names_with_odd_characters_are_kept(repository: ScratchRepository) -> None:
    for name in ("a\nb.yml", "ä.yml", "a\tb.yml", '"a".yml'):
        repository.write(name, "x: y\n")
    repository.commit("Add odd names")
    assert {"a\nb.yml", "ä.yml", "a\tb.yml", '"a".yml'} <= set(files_at(repository))


def test_replaced_objects_are_not_read(repository: ScratchRepository) -> None:
    before = files_at(repository)
    blob = repository.git("rev-parse", f"HEAD:content/{PANEL}").strip()
    other = store(repository, b"x: y\n", "hash-object", "-w", "--stdin")
    repository.git("replace", blob, other)
    assert files_at(repository) == before


def test_a_revision_beyond_the_limits_is_refused(
    repository: ScratchRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ALL_BYTES", 100)
    with pytest.raises(HistoryError, match="allowed: 5,000 files with 100 bytes"):
        files_at(repository)
