"""Progress of printing: a bar on a terminal, a line for each document elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from guidance.pdf.rendering.document import PdfDocument

if TYPE_CHECKING:
    from rich.console import Console


class ConsoleProgress:
    """Tells how the printing goes: a bar on a terminal, a line a document elsewhere."""

    def __init__(self, console: Console | None = None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.table import Column

        self.console = console or Console(stderr=True)
        name = TextColumn(
            "{task.description}", table_column=Column(overflow="ellipsis")
        )  # gives way on a narrow terminal
        columns = (TextColumn("Printing"), BarColumn(24), MofNCompleteColumn(), name)
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
        """How many documents there will be."""
        self.total = total
        self.progress.update(self.task, total=total)

    def __call__(self, printable: PdfDocument, made: bool) -> None:
        """One more document is there; `made` says whether it had to be printed."""
        self.done += 1
        self.progress.update(self.task, advance=1, description=printable.path)
        if not self.console.is_terminal:
            self.console.print(
                f"{'printed' if made else 'kept'} {self.done}/{self.total} {printable.path}",
                highlight=False,
                soft_wrap=True,
            )


class ProgressReporter(Protocol):
    """Hears how the printing goes."""

    def expect(self, total: int) -> None:
        """How many documents there will be."""

    def __call__(self, printable: PdfDocument, made: bool) -> None:
        """One more document is there; `made` says whether it had to be printed."""
