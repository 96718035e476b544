"""Search results of pages without an entry: generated ones, and those written by hand."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

from guidance.content.markdown import plain
from guidance.i18n import Words
from guidance.site.page import Page, PageType
from guidance.site.pages import Site
from guidance.site.search.result import Group, SearchResult

_HEADING = re.compile(r"^#{2,} (?P<title>.+?) \{ #(?P<anchor>[\w-]+) \}$", re.MULTILINE)
_OWN_TEXT = (PageType.ABOUT, PageType.ACCESSIBILITY, PageType.DOWNLOADS)
"""Pages with a text of their own; all others list entries, which are results themselves."""
_DESCRIPTION = re.compile(r'^description: "(?P<text>.*)"$', re.MULTILINE)
_OTHER_NAMES = {PageType.ABOUT: "about.other-names", PageType.CHANGES: "changes.other-names"}
"""Interface words with further names of pages, by which readers look for them."""
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HTML_TAG = re.compile(r"<[^<>]+>")
_BLOCK_END = re.compile(r"</(p|li|dd|dt|td|th|h\d|figcaption)>")
_TITLE = re.compile(r"^# .+$", re.MULTILINE)
_HANDBOOK_HEADING = re.compile(r"^#+ (?P<title>.+?)\s*$", re.MULTILINE)
_MARKS = re.compile(r"[|`*]+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_CODE_BLOCK = re.compile(r"^ *(```+|~~~+).*?^ *\1", re.DOTALL | re.MULTILINE)

_FOR_PROGRAMMERS = (
    "contributing/decisions/",
    "contributing/architecture.md",
    "contributing/how-to-change.md",
    "contributing/performance.md",
    "contributing/rules.md",
)
"""Pages of the handbook that the search leaves out; the list of rules holds invented texts."""


def page_result(site: Site, page: Page, markdown: str, seen: set[str]) -> SearchResult:
    """A generated page; its keywords are the headings without an entry, and its other names.

    `seen` holds the titles and addresses of the results of entries.
    """

    def address(anchor: str = "") -> str:
        return site.urls.relative_url("", f"{page.folder}#{anchor}" if anchor else page.folder)

    headings = [
        (html.unescape(_HTML_TAG.sub("", heading["title"])), address(heading["anchor"]))
        for heading in _HEADING.finditer(markdown)
    ]
    titles = tuple(
        title for title, target in headings if len(title) > 1 and not seen & {title, target}
    )
    names = _OTHER_NAMES.get(page.type)
    return SearchResult(
        page.folder or "/",
        Group.PAGE,
        site.words("kind.page"),
        site.title_of(page),
        address(),
        _text_of_html(markdown) if page.type in _OWN_TEXT else _description(markdown),
        keywords=(*titles, *(site.words(names).split(", ") if names else ())),
    )


def handbook_results(docs: Path, words: Words) -> Iterator[SearchResult]:
    """The pages written by hand below a folder, found by title, headings and text."""
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if name.startswith(_FOR_PROGRAMMERS):
            continue
        markdown = _CODE_BLOCK.sub("", _FRONT_MATTER.sub("", path.read_text("utf-8")))
        title, *headings = [
            plain(heading["title"]) for heading in _HANDBOOK_HEADING.finditer(markdown)
        ] or [name]
        yield SearchResult(
            name,
            Group.HANDBOOK,
            words("kind.handbook"),
            title,
            f"{name.removesuffix('.md')}.html",
            _text_of_markdown(markdown),
            keywords=tuple(headings),
        )


def _description(markdown: str) -> str:
    """What a page says of itself in its front matter."""
    found = _DESCRIPTION.search(markdown)
    return json.loads(f'"{found["text"]}"') if found else ""


def _text_of_html(markdown: str) -> str:
    """The text of a generated page, without its headings, each block as a sentence."""
    body = _TITLE.sub("", _HEADING.sub("", _FRONT_MATTER.sub("", markdown)))
    blocks = _BLOCK_END.split(body)[::2]
    texts = (" ".join(html.unescape(_HTML_TAG.sub(" ", block)).split()) for block in blocks)
    return " ".join(text if text[-1] in ".!?:" else f"{text}." for text in texts if text)


def _text_of_markdown(markdown: str) -> str:
    """The text of a page written by hand, without headings, marks of tables and code."""
    body = _HANDBOOK_HEADING.sub("", markdown)
    lines = (_MARKS.sub(" ", line) for line in body.splitlines() if "---" not in line)
    text = _LINK.sub(r"\1", " ".join(lines))
    return " ".join(text.split())
