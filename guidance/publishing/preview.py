"""State of a preview: the last valid state of the content, and the problems of the newest one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from guidance.diagnostics.problem import ContentError
from guidance.history.git import HistoryError, checkout_at
from guidance.library.assemble import KnownContent
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.build_context import BuildContext
from guidance.publishing.content_history import HistoryReader
from guidance.publishing.publication import Publication, open_publication
from guidance.site.views.problems import ProblemView, problem_views


@dataclass
class Preview:
    """The state of a preview of a content folder that is being edited."""

    open_current: Callable[[], Publication]
    """Opens the content as it is now. Raises `ContentError`."""
    open_committed: Callable[[], Publication | None]
    """Opens the content of the last commit; used if the content is invalid at the start."""
    renderer: PdfRenderer
    """Finds cached PDFs; a preview prints nothing."""
    publication: Publication | None = None
    """The last valid state, with the problems of the newest state; None if there was none yet."""
    problems: Sequence[ProblemView] = ()
    """The problems of the newest state of the content."""
    failure: ProblemView | None = None
    """Why the last build of the site failed; None if it did not fail."""

    def refresh(self) -> None:
        """Read the content again; keep the last valid state on problems."""
        try:
            self._show(self.open_current())
        except ContentError as error:
            if not self.publication and (publication := self.open_committed()):
                self._show(publication)
            library = self.publication.library if self.publication else None
            self._report(problem_views(error.problems, library))

    def _show(self, publication: Publication) -> None:
        """Show a new state.

        The list of cached PDFs stays that of the first state: another search would have to render
        the HTML of every document.
        """
        self.publication = (
            replace(publication, pdfs=self.publication.pdfs)
            if self.publication
            else publication.with_cached_pdfs(self.renderer)
        )
        self.problems = ()

    def _report(self, problems: Sequence[ProblemView]) -> None:
        """Show the last valid state with problems."""
        self.problems = problems
        if self.publication:
            self.publication = replace(self.publication, problems=problems)

    @property
    def context(self) -> BuildContext | None:
        """The context of the next build; None until there was a valid state."""
        if not self.publication:
            return None
        return BuildContext(self.publication, self.publication.pages, is_preview=True)

    @property
    def blocking_problems(self) -> Sequence[ProblemView]:
        """The problems for which there is no site to show."""
        if self.failure:
            return [self.failure]
        return [] if self.publication else self.problems


def open_preview(
    content: Path, site_url: str, renderer: PdfRenderer, today: Callable[[], date]
) -> Preview:
    """A preview of a content folder. It reads nothing before its first `refresh`."""
    history, known = HistoryReader(content), KnownContent()
    return Preview(
        lambda: open_publication(content, site_url, today(), history.read().past, known),
        partial(_open_committed, content, site_url),
        renderer,
    )


def _open_committed(content: Path, site_url: str) -> Publication | None:
    """Open the content of the last commit; None without a repository, or if it is invalid."""
    try:
        with checkout_at(content, "HEAD") as before:
            return open_publication(before, site_url)
    except (HistoryError, ContentError):
        return None
