"""Reports of problems and advice: as text, as JSON, and as annotations of a pull request.

Each report refers to the explanation of the rule of a problem: on the published site if `site_url`
is given, else in a file of the repository.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from guidance import limits
from guidance.diagnostics.annotations import annotation
from guidance.diagnostics.code_frame import code_frame
from guidance.diagnostics.explained_rule import Severity
from guidance.diagnostics.problem import Problem, did_you_mean
from guidance.diagnostics.rules import Rule

PLACES = 40
"""The number of consequences of a problem whose places are listed, but for JSON, which has all."""
HANDBOOK = "contributing/rules"
"""The page that explains the rules, relative to `docs/` and to the root of the site."""


def explanation_location(rule: Rule, site_url: str = "") -> str:
    """The URL of the explanation of a rule, or its file without `site_url`; both with an anchor."""
    site = site_url.rstrip("/")
    return f"{site}/{HANDBOOK}.html#{rule}" if site else f"docs/{HANDBOOK}.md#{rule}"


def as_text(problems: Sequence[Problem], site_url: str = "") -> str:
    """Each problem on a machine-readable line, followed by its code frame and its rule.

    What follows from a problem stands in a line below it.
    The last line counts the problems, the advice and the files.
    """
    return "\n".join([*(_block(problem, site_url) for problem in problems), _count(problems)])


def _count(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no problems"
    counts = Counter(problem.severity for problem in problems)
    number = counts[Severity.PROBLEM]
    count = f"{number or 'no'} problem{'s' if number != 1 else ''}"
    if following := sum(len(problem.consequences) for problem in problems):
        count += f", and {following} that follow{'s' if following == 1 else ''}"
        count += "," if not counts[Severity.ADVICE] else ""
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
    summary = [f"      = {line}" for line in summarize_consequences(problem)]
    return "\n".join([str(problem), *frame, *summary, reference, ""])


def summarize_consequences(problem: Problem) -> Iterator[str]:
    """What follows from a problem, in lines such as `33 references to it: FILE:LINE, LINE`."""
    references = [each for each in problem.consequences if each.is_reference]
    others = [each for each in problem.consequences if not each.is_reference]
    more = "more " if problem.is_reference else ""
    for found, noun in ((references, f"{more}reference"), (others, "problem")):
        if found:
            ending = "s" if len(found) > 1 else ""
            relation = "to it" if found is references else f"that follow{'' if ending else 's'}"
            yield f"{len(found)} {noun}{ending} {relation}: {_places(found)}"


def _places(problems: Sequence[Problem]) -> str:
    """Files with lines, in the order of the problems: `a.yml:3, 7; b.yml:2`."""
    lines: dict[str, dict[int, None]] = {}
    for problem in problems[:PLACES]:
        lines.setdefault(problem.path, {})[problem.line] = None
    places = "; ".join(f"{path}:{', '.join(map(str, found))}" for path, found in lines.items())
    more = len(problems) - PLACES
    return f"{places}; and {more} more" if more > 0 else places


def as_json(problems: Sequence[Problem], site_url: str = "") -> str:
    """Problems as a JSON array of objects; what follows from one is an array within it."""
    return json.dumps(
        [_as_object(problem, site_url) for problem in problems], ensure_ascii=False, indent=1
    )


def _as_object(problem: Problem, site_url: str) -> Mapping[str, object]:
    following = [_as_object(each, site_url) for each in problem.consequences]
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "message": problem.full_message,
        "rule": problem.rule,
        "severity": problem.severity,
        "quoted": problem.line_text[: limits.LINE],
        "explained": explanation_location(problem.rule, site_url),
        **({"consequences": following} if following else {}),
    }


def as_github(problems: Sequence[Problem], site_url: str = "") -> str:
    """Problems as workflow commands of GitHub Actions, which annotate lines of a pull request."""
    return "\n".join(_annotation(problem, site_url) for problem in problems) or "no problems"


def _annotation(problem: Problem, site_url: str) -> str:
    explanation = f"Explained in {explanation_location(problem.rule, site_url)}"
    message = f"{problem.field}: {problem.full_message}"
    return annotation(
        "\n".join((message, *summarize_consequences(problem), explanation)),
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
