"""Find broken links and emphasis, which Markdown would show as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.content.links.addresses import NO_PAGE
from guidance.diagnostics.rules import Rule

_PATTERNS = (
    (
        Rule.SAFE_LINK,
        r"\]\(\s*(?!https?:|mailto:)[A-Za-z][A-Za-z0-9+.-]*:",
        f"holds a link that cannot be used; {NO_PAGE}",
    ),
    (
        Rule.SAFE_LINK,
        r"\]\([^)]*$",
        "holds a link that is not closed; write [words](https://…) with both brackets",
    ),
    (
        Rule.SAFE_LINK,
        r"\]\([^\s()]+\)",
        "holds a link within another one, or without its '['; write [words](https://…)",
    ),
    (
        Rule.SAFE_LINK,
        r"\]\(",
        "holds a link with a space in its address; write %20 for it, or delete it",
    ),
    (
        Rule.SAFE_LINK,
        r"\]\s+\((?:https?|mailto):",
        "holds a link with a space between its brackets; write [words](https://…)",
    ),
    (
        Rule.SAFE_LINK,
        r"\)\[(?:https?|mailto):",
        "holds a link with its brackets the wrong way round; write [words](https://…)",
    ),
    (
        Rule.INLINE_ONLY,
        r"\*\*|(?<!\S)\*(?=\w)|(?<=\w)\*(?!\S)",
        "holds a '*' without its counterpart; write *emphasis* with one on either side",
    ),
)
"""Rule, pattern and message."""


def find_broken_markup(text: str) -> Iterator[tuple[Rule, str, str]]:
    """The first broken link or emphasis of a text: its rule, the characters, and the message."""
    for rule, pattern, message in _PATTERNS:
        if match := re.search(pattern, text):
            yield rule, match.group(), message
            return
