"""What the documents of a process share: fonts, lines, styles, and parsed style sheets."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

from guidance.pdf.rendering.layout.line_cache import LineCache
from guidance.pdf.rendering.layout.style_cache import StyleCache
from guidance.pdf.rendering.printing_problem import PrintingError, PrintingProblem
from guidance.pdf.rendering.url_fetcher import BASE_URL, url_fetcher

MOST_STYLE_SHEETS = 100
"""How many parsed style sheets a process keeps: one for each template and edition."""


@cache
def font_configuration(process: int) -> Any:
    """The fonts of a process: loading them takes longer than the layout of a short document.

    `process` is the identifier of the process, since WeasyPrint unpacks fonts into a temporary
    folder, and a forked worker has another than its parent.
    """
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def line_cache(process: int) -> LineCache:
    """The lines that a process has broken with its fonts."""
    return LineCache()


@cache
def style_cache(process: int) -> StyleCache:
    """The styles that a process has computed with its style sheets and fonts."""
    return StyleCache()


@lru_cache(MOST_STYLE_SHEETS)
def parsed_styles(process: int, styles: str) -> Any:
    """A style sheet, parsed once for all its documents; its fonts are those of the process.

    Raises `PrintingError` with the warnings of WeasyPrint.
    """
    from weasyprint import CSS

    with capture_warnings() as warnings:
        sheet = CSS(
            string=styles,
            base_url=BASE_URL,
            url_fetcher=url_fetcher(),
            font_config=font_configuration(process),
        )
    if warnings:
        raise PrintingError([PrintingProblem(f"style sheet: {'; '.join(warnings)}")])
    return sheet


@contextmanager
def capture_warnings() -> Iterator[list[str]]:
    """The messages that WeasyPrint logs as warnings or errors while the block runs."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
