"""Let the finished HTML of generated pages bypass the Markdown parser.

Python-Markdown would parse each HTML block three times without changing it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FINISHED_ELEMENT = re.compile(
    r'^<(?P<tag>\w+)(?P<before>[^>]*) markdown="0"(?P<after>[^>]*)>', re.MULTILINE
)
"""Start tag of an element that contains no Markdown, as its template declares."""
_PLACEHOLDER = re.compile(r"<!-- set aside ([0-9]+) -->")
_ANCHOR = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True)
class HtmlStash:
    """A page with placeholders, and the elements that they replace."""

    markdown: str
    """The page with an HTML comment in place of each finished element."""
    elements: tuple[str, ...]

    def restore(self, html: str) -> str:
        """Return the rendered page with the elements in place of their placeholders."""
        return _PLACEHOLDER.sub(lambda placeholder: self.elements[int(placeholder[1])], html)

    @property
    def anchors(self) -> frozenset[str]:
        """Values of `id` within the elements, which MkDocs cannot see when it validates links."""
        return frozenset(anchor for element in self.elements for anchor in _ANCHOR.findall(element))


def stash_html(markdown: str) -> HtmlStash:
    """Replace the finished elements of a generated page by placeholders.

    The page must come from templates that escape all text: every `<` is read as a tag.
    """
    parts: list[str] = []
    elements: list[str] = []
    end = 0
    for start_tag in _FINISHED_ELEMENT.finditer(markdown):
        if start_tag.start() >= end:
            parts += (markdown[end : start_tag.start()], f"<!-- set aside {len(elements)} -->")
            end = _element_end(markdown, start_tag["tag"], start_tag.end())
            elements.append(
                f"<{start_tag['tag']}{start_tag['before']}{start_tag['after']}>"
                f"{markdown[start_tag.end() : end]}"
            )
    return HtmlStash("".join((*parts, markdown[end:])), tuple(elements))


def _element_end(markdown: str, tag: str, start: int) -> int:
    """The index behind the end tag of an element whose start tag ends at `start`."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}\b").finditer(markdown, start):
        depth += -1 if match[1] else 1
        if not depth:
            return markdown.index(">", match.end()) + 1
    return len(markdown)
