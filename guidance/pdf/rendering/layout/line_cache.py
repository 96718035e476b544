"""Breaks each line of text once: documents and editions print the same texts in the same columns.

It replaces one private function of WeasyPrint while a document is laid out. A test compares the
hash of its source, so that an upgrade that changes it is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import floor, inf
from typing import Any

REPLACED_FUNCTION = ("weasyprint.text.line_break", "split_first_line")
"""The module and the name of the private function."""
USERS = ("inline", "preferred")
"""The modules of `weasyprint.layout` that call it."""
MOST_LINES = 200_000
"""How many lines are remembered: about those of a thousand pages."""
UNITS = 1024
"""Pango measures in parts of a pixel."""
STYLE = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
"""The CSS properties on which a line depends."""


class LineCache:
    """The lines that a process has broken, for one configuration of fonts.

    A line depends on text, style and width alone. The width is rounded before it is used, so that
    a result is the same whichever document asks first.
    """

    def __init__(self) -> None:
        self.lines: dict[tuple[Any, ...], Any] = {}
        self.styles: dict[str, int] = {}
        """The numbers of styles, by the values of their properties."""

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let WeasyPrint break lines with this cache."""
        from weasyprint.layout import inline, preferred
        from weasyprint.text.line_break import split_first_line

        users = (inline, preferred)

        def split(
            text: str,
            style: Any,
            context: Any,
            max_width: float | None,
            justification_spacing: float,
            is_line_start: bool = True,
            minimum: bool = False,
        ) -> Any:
            width = _rounded(max_width)
            number = getattr(style, "line_style", None) or self._number(style)
            key = (text, number, width, justification_spacing, is_line_start, minimum)
            line = self.lines.get(key)
            if line is None:
                if len(self.lines) >= MOST_LINES:
                    self.lines.clear()
                line = self.lines[key] = split_first_line(
                    text, style, context, width, justification_spacing, is_line_start, minimum
                )
            return line

        for module in users:
            module.split_first_line = split
        try:
            yield
        finally:
            for module in users:
                module.split_first_line = split_first_line

    def _number(self, style: Any) -> int:
        values = str([style[name] for name in STYLE])
        number: int = self.styles.setdefault(values, len(self.styles) + 1)
        style.line_style = number
        return number


def _rounded(width: float | None) -> float | None:
    if width is None or width == inf:
        return width
    return floor(width * UNITS) / UNITS
