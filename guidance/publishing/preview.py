"""The preview: content goes in again at every change, what to show while people edit comes out: the last good state, with what is wrong now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateError

from guidance.content.git import HistoryError, checkout_at
from guidance.diagnostics.code_frame import code_frame
from guidance.diagnostics.problem import ContentError, Problem
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.output.file import OutputFile
from guidance.paths import PACKAGE, ROOT, TEMPLATE_FOLDERS
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.publication import Publication, open_publication
from guidance.rendering.environment import bare_environment
from guidance.site.pages import Trouble


@dataclass
class Preview:
    """What is shown of a content folder while it changes."""

    opened: Callable[[], Publication]
    """Opens the content anew."""
    committed: Callable[[], Publication | None]
    """Opens the content as it was committed last, which is asked for where it is not sound from the start."""
    press: PdfRenderer
    """Keeps what is printed already."""
    shown: Publication | None = None
    """The last good state, with the troubles of now; None while there was none yet."""
    files: tuple[OutputFile, ...] = ()
    """Its files."""
    troubles: tuple[Trouble, ...] = field(default=())
    """What keeps the newest state from being shown."""

    def renew(self) -> None:
        """Looks at the content and the templates anew, and keeps the last good state where they cannot be used."""
        try:
            self._show(self.opened())
        except ContentError as error:
            if not self.shown and (committed := self.committed()):
                self._show(committed)
            self._keep(tuple(troubles(error.problems, self.shown.library if self.shown else None)))
        except TemplateError as error:
            self._keep((template_trouble(error),))

    def _show(self, publication: Publication) -> None:
        """A new state; the list of what is printed stays that of the first, since finding it anew would draw every sheet."""
        publication = (
            replace(publication, downloads=self.shown.downloads)
            if self.shown
            else publication.with_cached_pdfs(self.press)
        )
        self.files = tuple(publication.files())
        self.shown, self.troubles = publication, ()

    def _keep(self, found: tuple[Trouble, ...]) -> None:
        """The last good state, with what is wrong shown where it stands; with templates that cannot be used, as it was drawn last."""
        self.troubles = found
        if self.shown:
            self.shown = replace(self.shown, troubles=found)
            try:
                self.files = tuple(self.shown.files())
            except TemplateError as error:
                self.troubles = (
                    (*found, template_trouble(error))
                    if template_trouble(error) not in found
                    else found
                )


def as_committed(content: Path, site_url: str) -> Publication | None:
    """What is published of a content folder as it was committed last; None where nobody knows that, or it was not sound."""
    try:
        with checkout_at(content, "HEAD") as before:
            return open_publication(before, site_url)
    except (HistoryError, ContentError):
        return None


def troubles(problems: Iterable[Problem], library: Library | None) -> Iterable[Trouble]:
    """Problems as a page shows them: each with the record of the last good state in whose lines it stands."""
    for problem in problems:
        before = [
            (origin.line, identifier)
            for identifier, origin in (library.origins if library else {}).items()
            if origin.path == problem.path and origin.line <= problem.line
        ]
        excerpt = (
            "\n".join(code_frame(problem.line_text, problem.line, problem.column))
            if problem.line_text
            else ""
        )
        record = max(before)[1] if before else ""
        yield Trouble(
            problem.path,
            problem.line,
            problem.column,
            problem.field,
            problem.full_message,
            record,
            excerpt,
            str(problem.rule),
        )


def template_trouble(error: BaseException) -> Trouble:
    """What is wrong with a template, in the line of it that was being drawn."""
    lines = [
        (frame.filename, frame.lineno or 1)
        for frame in extract_tb(error.__traceback__)
        if any(Path(frame.filename).is_relative_to(folder) for folder in TEMPLATE_FOLDERS)
    ]
    name, line = (
        lines[-1]
        if lines
        else (
            getattr(error, "filename", None) or PACKAGE.relative_to(ROOT).as_posix(),
            getattr(error, "lineno", 1),
        )
    )
    path = Path(name).relative_to(ROOT).as_posix() if Path(name).is_absolute() else name
    return Trouble(path, line, 1, "template", str(error) or type(error).__name__)


def bare_page(found: Iterable[Trouble], words: Words, again: int = 0) -> str:
    """A page that tells of troubles and needs nothing of the site, for when there is none; it loads itself again after some seconds."""
    page = bare_environment().get_template("preview/bare.html.jinja")
    return page.render(
        troubles=tuple(found), say=words, count=words.count, language=words.language, again=again
    )
