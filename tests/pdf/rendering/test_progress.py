"""Telling: how the printing goes, for people at a terminal and for logs."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.progress import ConsoleProgress


def told(terminal: bool) -> str:
    """What is told of three documents, of which one was printed before."""
    output = io.StringIO()
    with ConsoleProgress(Console(file=output, force_terminal=terminal, width=60)) as printer:
        printer.expect(3)
        for number in (1, 2, 3):
            printer(
                PdfDocument(
                    f"downloads/handouts/a-rather-long-name-of-a-handout-{number}-a4.pdf",
                    "X",
                    "handout",
                    "",
                    "2021-06-14",
                ),
                number != 2,
            )
    return output.getvalue()


@pytest.mark.parametrize(("line", "word"), [(1, "printed"), (2, "kept"), (3, "printed")])
def test_a_log_has_a_whole_plain_line_for_each_document(line: int, word: str) -> None:
    assert (
        told(terminal=False).splitlines()[line - 1]
        == f"{word} {line}/3 downloads/handouts/a-rather-long-name-of-a-handout-{line}-a4.pdf"
    )


def test_a_terminal_has_one_bar_that_is_full_in_the_end() -> None:
    shown = told(terminal=True)
    assert "3/3" in shown
    assert "printed" not in shown
    assert shown.count("\n") == 1
