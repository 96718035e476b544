"""Progress of printing, on a terminal and in a log."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.progress import ConsoleProgress


def output(terminal: bool) -> str:
    """The report on three documents, of which the second was cached."""
    stream = io.StringIO()
    with ConsoleProgress(Console(file=stream, force_terminal=terminal, width=60)) as reporter:
        reporter.expect(3)
        for number in (1, 2, 3):
            path = f"downloads/handouts/a-rather-long-name-of-a-handout-{number}-a4.pdf"
            reporter(PdfDocument(path, "X", "handout", "", "2021-06-14"), number != 2)
    return stream.getvalue()


@pytest.mark.parametrize(("number", "word"), [(1, "printed"), (2, "cached"), (3, "printed")])
def test_a_log_has_an_unwrapped_line_per_document(number: int, word: str) -> None:
    path = f"downloads/handouts/a-rather-long-name-of-a-handout-{number}-a4.pdf"
    assert output(terminal=False).splitlines()[number - 1] == f"{word} {number}/3 {path}"


def test_a_terminal_has_one_bar_that_fills_up() -> None:
    terminal_output = output(terminal=True)
    assert "3/3" in terminal_output
    assert "printed" not in terminal_output
    assert terminal_output.count("\n") == 1
