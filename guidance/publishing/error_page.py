"""Error page of a preview without a site: a list of problems, without the theme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb

from guidance.i18n import Words
from guidance.paths import PACKAGE, ROOT, TEMPLATE_FOLDERS
from guidance.rendering.environment import bare_environment
from guidance.site.views.problems import ProblemView, by_file


def error_page(problems: Sequence[ProblemView], words: Words, reload_after: int = 0) -> str:
    """Return the page as HTML; it reloads itself after some seconds, if not 0."""
    return (
        bare_environment()
        .get_template("preview/error.html.jinja")
        .render(
            number=len(problems),
            files=by_file(problems),
            say=words,
            count=words.count,
            language=words.language,
            again=reload_after,
        )
    )


def template_problem(error: BaseException) -> ProblemView:
    """Describe an exception by the last line of a template in its traceback."""
    frames = [
        (frame.filename, frame.lineno or 1)
        for frame in extract_tb(error.__traceback__)
        if any(Path(frame.filename).is_relative_to(folder) for folder in TEMPLATE_FOLDERS)
    ]
    name, line = (
        frames[-1]
        if frames
        else (
            getattr(error, "filename", None) or PACKAGE.relative_to(ROOT).as_posix(),
            getattr(error, "lineno", 1),
        )
    )
    path = Path(name).relative_to(ROOT).as_posix() if Path(name).is_absolute() else name
    return ProblemView(path, line, 1, "template", str(error) or type(error).__name__)
