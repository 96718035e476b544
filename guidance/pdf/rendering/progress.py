"""Progress of printing: a bar on a terminal, one line per document elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from guidance.pdf.rendering.document import PdfDocument

if TYPE_CHECKING:
    from rich.console import Console


class ProgressReporter(Protocol):
    """Receives the progress of the renderer."""

    def expect(self, total: int) -> None:
        """Announce the number of documents, before the first of them."""

    def __call__(self, document: PdfDocument, is_new: bool) -> None:
        """Count one more finished document; `is_new` is False if it came from the cache."""


class ConsoleProgress:
    """A progress reporter for the command line; use it as a context manager."""

    def __init__(self, console: Console | None = None) -> None:
        """Report to a console; the default is standard error."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.table import Column

        self.console = console or Console(stderr=True)
        path = TextColumn("{task.description}", table_column=Column(overflow="ellipsis"))
        columns = (TextColumn("Printing"), BarColumn(24), MofNCompleteColumn(), path)
        self.progress = Progress(
            *columns, console=self.console, disable=not self.console.is_terminal
        )
        self.done = 0

    def __enter__(self) -> ConsoleProgress:
        self.progress.start()
        self.task = self.progress.add_task("", total=None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.progress.stop()

    def expect(self, total: int) -> None:
        """Set the length of the bar."""
        self.total = total
        self.progress.update(self.task, total=total)

    def __call__(self, document: PdfDocument, is_new: bool) -> None:
        """Advance the bar, or print a line if the output is no terminal."""
        self.done += 1
        self.progress.update(self.task, advance=1, description=document.path)
        if not self.console.is_terminal:
            self.console.print(
                f"{'printed' if is_new else 'cached'} {self.done}/{self.total} {document.path}",
                highlight=False,
                soft_wrap=True,
            )
