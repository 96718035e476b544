"""View models of problems in a preview."""

from __future__ import annotations

from guidance import Problem, open_library
from guidance.diagnostics.rules import Rule
from guidance.site.views.problems import ProblemView, by_file, problem_views, problems_from
from tests.examples import BASE

ORIGINS = {"2021/panels/1/index.md": "content/panels/2021-P1.yml"}


def problem_at(line: int, path: str = "content/panels/2021-P1.yml") -> Problem:
    return Problem(path, line, 5, "title", "is empty", Rule.EMPTY_TEXT, "x", "    title:")


def view(path: str, line: int = 1) -> ProblemView:
    return ProblemView(path, line, 1, "file", "is wrong")


def test_a_problem_is_shown_beside_the_record_in_whose_lines_it_stands() -> None:
    library = open_library(BASE)
    second = library.origins["2021-P1-02"]
    lines = (second.line - 1, second.line)
    before, here = problem_views([problem_at(line, second.path) for line in lines], library)
    assert (before.record, here.record) == ("2021-P1-01", "2021-P1-02")


def test_a_problem_of_another_file_or_without_a_library_has_no_record() -> None:
    [elsewhere] = problem_views([problem_at(9, "content/unknown.yml")], open_library(BASE))
    [without_library] = problem_views([problem_at(9)], None)
    assert (elsewhere.record, without_library.record) == ("", "")


def test_a_view_holds_the_suggestion_the_rule_and_the_code_frame() -> None:
    [problem_view] = problem_views([problem_at(9)], None)
    assert problem_view.message == "is empty; did you mean 'x'?"
    assert problem_view.rule == "empty-text"
    assert problem_view.code_frame == "    9 |     title:\n      |     ^"
    assert str(problem_view) == "content/panels/2021-P1.yml:9:5: title: is empty; did you mean 'x'?"


def test_problems_are_grouped_by_file() -> None:
    problems = [view("b.yml"), view("a.yml", 2), view("b.yml", 3)]
    assert [
        (file.path, [problem.line for problem in file.problems]) for file in by_file(problems)
    ] == [
        ("a.yml", [2]),
        ("b.yml", [1, 3]),
    ]


def test_a_page_shows_the_problems_of_its_file_apart_from_others() -> None:
    problems = [view("content/panels/2021-P1.yml"), view("content/people.yml")]
    own = problems_from("2021/panels/1/index.md", problems, ORIGINS)
    assert [file.path for file in own.here] == ["content/panels/2021-P1.yml"]
    assert [(file.path, file.page) for file in own.elsewhere] == [("content/people.yml", "")]
    other = problems_from("contributing/index.md", problems, ORIGINS)
    assert other.here == []
    assert [file.page for file in other.elsewhere] == ["2021/panels/1/index.html", ""]
