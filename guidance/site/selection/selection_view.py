"""View model of the page of My selection: the phrases that its scripts fill in."""

from __future__ import annotations

from collections.abc import Mapping

from guidance.i18n import Words
from guidance.site.page import Context

PHRASES = {
    "forgotten": "",
    "loading": "",
    "shared": "number",
}
"""The interface words of `selection-page.js`, each with the names of its values."""
COLUMNS = ("record", "title", "actors", "status", "responsible", "when", "source", "address")
"""The columns of the implementation matrix, in the order of `selection-export.js`."""


def selection(words: Words) -> Context:
    """The page of My selection."""
    return {
        "phrases": _phrases(words),
        "columns": [words(f"matrix-column.{name}") for name in COLUMNS],
    }


def _phrases(words: Words) -> Mapping[str, str]:
    """The phrases with the names of values in braces, for the scripts."""
    return {
        name: words(f"selection.{name}", **{value: f"{{{value}}}" for value in values.split()})
        for name, values in PHRASES.items()
    }
