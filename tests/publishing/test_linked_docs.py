"""Links below `docs/` end a build, since MkDocs would publish what they lead to."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from guidance.paths import DOCS
from guidance.publishing.linked_docs import linked_problems

MESSAGE = "is a link, and would publish what lies elsewhere; put the file or folder itself here"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder of pages, beside a folder with a secret."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "docs" / "assets").mkdir(parents=True)
    (tmp_path / "docs" / "page.md").write_text("# Page\n", "utf-8")
    return tmp_path / "docs"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("secret.txt", "../secret/secret.txt"),
        ("assets/secret", "../../secret"),
        ("assets/root", "/"),
        ("other.md", "page.md"),
        ("assets/missing.txt", "nowhere"),
        ("assets/circle", "."),
        (".well-known", "../secret"),
    ],
)
def test_a_link_is_a_problem_at_its_place(name: str, target: str, docs: Path) -> None:
    (docs / name).symlink_to(target)
    assert [str(problem) for problem in linked_problems(docs)] == [
        f"docs/{name}:1:1: file: {MESSAGE}"
    ]


def test_a_folder_of_pages_that_is_a_link_is_a_problem(docs: Path) -> None:
    link = docs.with_name("pages")
    link.symlink_to(docs)
    assert [str(problem) for problem in linked_problems(link)] == [f"pages:1:1: file: {MESSAGE}"]


def test_a_build_ends_at_a_link(docs: Path) -> None:
    (docs / "secret.txt").symlink_to("../secret/secret.txt")
    config = MkDocsConfig()
    config.docs_dir = str(docs)
    hooks = import_module("hooks.pages")
    with pytest.raises(PluginError, match=r"docs/secret\.txt:1:1"):
        hooks.on_files(Files([]), config)


def test_plain_files_are_no_problem(docs: Path) -> None:
    assert linked_problems(docs) == []
    assert linked_problems(DOCS) == []
