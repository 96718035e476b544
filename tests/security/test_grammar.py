"""Fuzzing by grammar: all content is reported as problems, or published; so are its changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import ContentError, Problem, limits
from guidance.diagnostics.reporters import REPORTERS
from guidance.editing import diff_reporters
from guidance.history.base import find_base
from guidance.history.comparison.change import Sort
from guidance.history.comparison.differences import changes_since
from guidance.publishing.publication import open_publication
from guidance.validation.pipeline import content_problems
from tests.security.grammar import BASE_FILES, Files, contents, fuzz_settings, write
from tests.support.commands import SITE_URL
from tests.support.scratch_repository import ScratchRepository

pytestmark = pytest.mark.slow
MOST_STEPS = 4
"""States of the content in one history."""


def assert_printable(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert str(problem).isprintable()
        assert len(problem.message) <= limits.MESSAGE + 1
    for reporter in REPORTERS.values():
        assert reporter(problems, "")


@fuzz_settings(150)
@given(files=contents())
def test_all_content_is_reported_or_published(
    files: Files, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = tmp_path_factory.getbasetemp() / "grammar" / "content"
    write(files, content)
    problems = tuple(content_problems(content))
    assert_printable(problems)
    if all(problem.is_advice for problem in problems):
        publication = open_publication(content, SITE_URL)
        assert list(publication.files())
        for document in publication.documents():
            assert document.html


@fuzz_settings(12)
@given(states=st.lists(contents() | st.just(BASE_FILES), min_size=1, max_size=MOST_STEPS))
def test_all_changes_are_reported(
    states: list[Files], tmp_path_factory: pytest.TempPathFactory
) -> None:
    repository = ScratchRepository.create(tmp_path_factory.mktemp("trees") / "repository")
    for files in states:
        write(files, repository.content)
        repository.git("add", "--all", "--force")
        repository.git("commit", "--quiet", "--allow-empty", "-m", "Change")
    last: Path = repository.content
    for revision in ("HEAD", f"HEAD~{len(states)}"):
        base = find_base(last, revision)
        assert_printable(tuple(content_problems(last, base)))
        try:
            found = changes_since(last, base)
        except ContentError as error:
            assert_printable(error.problems)
            continue
        for reporter in diff_reporters.REPORTERS.values():
            assert reporter(found, base.description).replace("\n", "").isprintable()
        assert revision != "HEAD" or {change.sort for change in found} <= {Sort.NOT_COMPARED}
