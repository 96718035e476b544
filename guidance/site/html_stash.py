"""Setting aside: the Markdown of a generated page goes in; the same without its finished HTML comes out, and puts it back when the rest is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FINISHED = re.compile(
    r'^<(?P<tag>\w+)(?P<before>[^>]*) markdown="0"(?P<after>[^>]*)>', re.MULTILINE
)
"""The start of an element that its template marks as HTML through and through."""
_MARK = re.compile(r"<!-- set aside ([0-9]+) -->")
_ANCHOR = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True)
class HtmlStash:
    """A page whose finished HTML stands aside: a Markdown reader would parse it three times, only to leave it as it is."""

    markdown: str
    """The page with a mark, a comment of HTML, in the place of each finished element."""
    elements: tuple[str, ...]

    def restored(self, html: str) -> str:
        """The drawn page with its finished elements in the place of their marks."""
        return _MARK.sub(lambda mark: self.elements[int(mark[1])], html)

    @property
    def anchors(self) -> frozenset[str]:
        """What links within the finished elements can lead to."""
        return frozenset(anchor for element in self.elements for anchor in _ANCHOR.findall(element))


def stash_html(markdown: str) -> HtmlStash:
    """A generated page without its finished HTML. It relies on templates that escape all text: every `<` begins a tag."""
    kept: list[str] = []
    elements: list[str] = []
    stop = 0
    for head in _FINISHED.finditer(markdown):
        if head.start() >= stop:
            kept += (markdown[stop : head.start()], f"<!-- set aside {len(elements)} -->")
            stop = _end(markdown, head["tag"], head.end())
            elements.append(
                f"<{head['tag']}{head['before']}{head['after']}>{markdown[head.end() : stop]}"
            )
    return HtmlStash("".join((*kept, markdown[stop:])), tuple(elements))


def _end(markdown: str, tag: str, start: int) -> int:
    """Where an element stops that is open at `start`."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b").finditer(markdown, start):
        depth += -1 if found[1] else 1
        if not depth:
            return markdown.index(">", found.end()) + 1
    return len(markdown)
