"""Validation of a content folder in all stages, with all problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import islice
from pathlib import Path

from guidance import limits
from guidance.content.document import Document
from guidance.content.git import checkout_at
from guidance.content.layout import FILES
from guidance.content.loader import load_folder
from guidance.diagnostics.problem import ContentError, Problem
from guidance.diagnostics.rules import Rule
from guidance.validation.history_rules import history_problems
from guidance.validation.integrity_rules import integrity_problems
from guidance.validation.placeholders import placeholder_problems
from guidance.validation.validator import ValidFile, validate_document


def validate_folder(content: Path, before: Path | None = None) -> list[ValidFile]:
    """All files of a content folder, validated.

    If `before` is given, an earlier state of the folder, the changes since then are checked too.
    Raises `ContentError` with every problem found. After one stage has reported a field, problems
    of later stages with that field are dropped, since they have the same cause.
    """
    files = load_folder(content)
    documents = [document for document, _ in files]
    results = [validate_document(document) for document in documents if document.is_read]
    problems = [*_missing_file_problems(content)]
    problems += [problem for _, stage_problems in files for problem in stage_problems]
    for document in documents:
        problems += islice(placeholder_problems(document), limits.PROBLEMS)
    invalid = [problem for _, stage_problems in results for problem in stage_problems]
    for stage_problems in (
        invalid,
        integrity_problems(documents),
        _changes(before, content, documents),
    ):
        reported = {(problem.path, problem.field) for problem in problems}
        problems += [
            problem for problem in stage_problems if (problem.path, problem.field) not in reported
        ]
    if problems:
        raise ContentError(_with_lines(_first_causes(problems), documents))
    return [file for file, _ in results if file]


def content_problems(content: Path, since: str = "") -> Sequence[Problem]:
    """All problems of a content folder, and of its changes since a git revision, if one is given.

    Raises `HistoryError` if there is no such revision, or no repository.
    """
    try:
        with checkout_at(content, since) if since else nullcontext() as before:
            validate_folder(content, before)
    except ContentError as error:
        return error.problems
    return ()


def _changes(before: Path | None, content: Path, documents: list[Document]) -> list[Problem]:
    if not before:
        return []
    earlier = [document for document, _ in load_folder(before)]
    return list(history_problems(earlier, documents, content.name))


def _missing_file_problems(content: Path) -> Iterator[Problem]:
    """Problems of missing files: those with lists, one conference, and one source."""
    for name in FILES:
        if not (content / name).is_file():
            path = f"{content.name}/{name}"
            yield Problem(path, 1, 1, "file", "is missing; create it", Rule.MISSING_FILE)
    for folder, example in (("conferences", "2021.yml"), ("sources", "2021-report.yml")):
        if not any((content / folder).glob("*.yml")):
            path = f"{content.name}/{folder}"
            message = f"holds no file; create one such as {example}"
            yield Problem(path, 1, 1, "file", message, Rule.MISSING_FILE)


def _first_causes(problems: Iterable[Problem]) -> list[Problem]:
    """Problems without consequences of a misspelt key: fields that are missing at or below it."""
    problems = list(problems)
    suggested_keys = {
        (
            problem.path,
            problem.field.rpartition(".")[0],
            problem.suggestion,
        )
        for problem in problems
        if problem.rule is Rule.UNKNOWN_KEY
    }

    def follows(problem: Problem) -> bool:
        holder, _, name = problem.field.rpartition(".")
        is_absence = problem.rule in (Rule.MISSING_FIELD, Rule.MISSING_FACET, Rule.LIFE_CYCLE)
        return is_absence and bool(
            suggested_keys & {(problem.path, holder, name), (problem.path, "", name)}
        )

    return [problem for problem in problems if not follows(problem)]


def _with_lines(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """Problems, each with the text of its line."""
    lines = {document.path: document.lines for document in documents}
    for problem in problems:
        line = lines.get(problem.path, ())[problem.line - 1 : problem.line]
        yield replace(problem, line_text="".join(line))
