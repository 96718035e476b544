"""View model of problems in a preview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from guidance.diagnostics.code_frame import code_frame
from guidance.diagnostics.problem import Problem
from guidance.library.library import Library


@dataclass(frozen=True)
class ProblemView:
    """A problem of the newest state of the content, or of a template."""

    path: str
    line: int
    column: int
    field: str
    message: str
    record: str = ""
    """Identifier of the record beside which it is shown; empty if there is none."""
    code_frame: str = ""
    """The line of the file, with a marker below the column."""
    rule: str = ""
    """The rule of the content that is broken; empty for a problem of a template."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.field}: {self.message}"


@dataclass(frozen=True)
class FileProblems:
    """The problems of one file."""

    path: str
    problems: Sequence[ProblemView]
    page: str = ""
    """The URL of a page that shows the file, relative to the root; empty if there is none."""


@dataclass(frozen=True)
class PageProblems:
    """All problems, as seen from one page: those of its own file, and those of other files."""

    here: Sequence[FileProblems]
    elsewhere: Sequence[FileProblems]


def problem_views(problems: Iterable[Problem], library: Library | None) -> list[ProblemView]:
    """The view models of problems; `library` is the last valid state of the content, if any."""
    return [
        ProblemView(
            problem.path,
            problem.line,
            problem.column,
            problem.field,
            problem.full_message,
            _record_at(problem, library) if library else "",
            _code_frame(problem),
            problem.rule,
        )
        for problem in problems
    ]


def _record_at(problem: Problem, library: Library) -> str:
    """The record whose lines in the last valid state contain a problem."""
    above = [
        (origin.line, identifier)
        for identifier, origin in library.origins.items()
        if origin.path == problem.path and origin.line <= problem.line
    ]
    return max(above)[1] if above else ""


def _code_frame(problem: Problem) -> str:
    if not problem.line_text:
        return ""
    return "\n".join(code_frame(problem.line_text, problem.line, problem.column))


def by_file(problems: Iterable[ProblemView]) -> list[FileProblems]:
    """Group problems by file, sorted by path."""
    groups = groupby(sorted(problems, key=_path), key=_path)
    return [FileProblems(path, [*file_problems]) for path, file_problems in groups]


def _path(problem: ProblemView) -> str:
    return problem.path


def problems_from(
    page: str, problems: Iterable[ProblemView], origins: Mapping[str, str]
) -> PageProblems:
    """All problems, as seen from a page.

    `page` is the path of its Markdown file. `origins` maps the paths of generated pages to their
    content files.
    """
    pages = {origin: path for path, origin in reversed([*origins.items()])}
    own = origins.get(page)
    files = [
        FileProblems(file.path, file.problems, _page_url(pages.get(file.path, "")))
        for file in by_file(problems)
    ]
    return PageProblems(
        [file for file in files if file.path == own], [file for file in files if file.path != own]
    )


def _page_url(page: str) -> str:
    return f"{page.removesuffix('.md')}.html" if page else ""
