"""Reports of problems and advice: as text, as JSON, and as annotations of a pull request.

Each report refers to the explanation of the rule of a problem: on the published site if `site_url`
is given, else in a file of the repository.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from guidance.diagnostics.annotations import annotation
from guidance.diagnostics.code_frame import code_frame
from guidance.diagnostics.explained_rule import Severity
from guidance.diagnostics.problem import Problem, did_you_mean
from guidance.diagnostics.rules import Rule

HANDBOOK = "contributing/rules"
"""The page that explains the rules, relative to `docs/` and to the root of the site."""


def explanation_location(rule: Rule, site_url: str = "") -> str:
    """The URL of the explanation of a rule, or its file without `site_url`; both with an anchor."""
    site = site_url.rstrip("/")
    return f"{site}/{HANDBOOK}.html#{rule}" if site else f"docs/{HANDBOOK}.md#{rule}"


def as_text(problems: Sequence[Problem], site_url: str = "") -> str:
    """Each problem on a machine-readable line, followed by its code frame and its rule.

    The last line counts the problems, the advice and the files.
    """
    return "\n".join([*(_block(problem, site_url) for problem in problems), _count(problems)])


def _count(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no problems"
    counts = Counter(problem.severity for problem in problems)
    number = counts[Severity.PROBLEM]
    count = f"{number or 'no'} problem{'s' if number != 1 else ''}"
    if counts[Severity.ADVICE]:
        count += f", and advice on {counts[Severity.ADVICE]} place(s),"
    return f"{count} in {len({problem.path for problem in problems})} file(s)"


def _block(problem: Problem, site_url: str) -> str:
    note = did_you_mean(problem.suggestion)
    frame = (
        code_frame(problem.line_text, problem.line, problem.column, note)
        if problem.line_text
        else ()
    )
    reference = f"      = explained in {explanation_location(problem.rule, site_url)}"
    return "\n".join([str(problem), *frame, reference, ""])


def as_json(problems: Sequence[Problem], site_url: str = "") -> str:
    """Problems as a JSON array of objects."""
    return json.dumps(
        [_as_object(problem, site_url) for problem in problems], ensure_ascii=False, indent=1
    )


def _as_object(problem: Problem, site_url: str) -> Mapping[str, str | int]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "message": problem.full_message,
        "rule": problem.rule,
        "severity": problem.severity,
        "quoted": problem.line_text,
        "explained": explanation_location(problem.rule, site_url),
    }


def as_github(problems: Sequence[Problem], site_url: str = "") -> str:
    """Problems as workflow commands of GitHub Actions, which annotate lines of a pull request."""
    return "\n".join(_annotation(problem, site_url) for problem in problems) or "no problems"


def _annotation(problem: Problem, site_url: str) -> str:
    reference = explanation_location(problem.rule, site_url)
    return annotation(
        f"{problem.field}: {problem.full_message}\nExplained in {reference}",
        title=f"Content rule {problem.rule}",
        path=problem.path,
        line=problem.line,
        column=problem.column,
        is_advice=problem.is_advice,
    )


REPORTERS: Mapping[str, Callable[[Sequence[Problem], str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""The function that writes each format, from a list of problems and the URL of the site."""
