"""Description of a documentation page, taken from its text."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[*`]")


def first_sentence(markdown: str) -> str:
    """The first sentence of a page, as plain text; empty where the page has no paragraph."""
    paragraphs = re.split(r"\n\s*\n", markdown)
    paragraph = next((text for text in paragraphs if re.match(r"\s*(\*\*|\w)", text)), "")
    plain = _MARKUP.sub("", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", paragraph))
    return re.split(r"(?<=[.:!?])\s", " ".join(plain.split()), maxsplit=1)[0]
