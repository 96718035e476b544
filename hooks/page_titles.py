"""Titles of pages written by hand, without drawing the pages."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


class PageTitles:
    """Sets the titles that neither the navigation nor a generated page gives.

    MkDocs takes them from the drawn page. Here the first heading is drawn alone, and once for each
    text of a page.
    """

    def __init__(self) -> None:
        self._titles: dict[tuple[str, str], str] = {}
        """Each title, by the path and the text of its page."""

    def set_missing(self, pages: Iterable[Page], config: MkDocsConfig, files: Files) -> None:
        """Set the titles of those pages that have none."""
        for page in pages:
            if page.title is None:
                key = page.file.src_uri, page.file.content_string
                if key not in self._titles:
                    self._titles[key] = _title(page, config, files)
                page.title = self._titles[key]


def _title(page: Page, config: MkDocsConfig, files: Files) -> str:
    """The title of a page; all of it is drawn only if it begins with anything but a heading."""
    page.read_source(config)
    markdown = (page.markdown or "").lstrip()
    page.markdown = markdown.partition("\n\n")[0] if markdown.startswith("# ") else markdown
    page.render(config, files)
    title = page.title or ""
    page.markdown = page.content = page.present_anchor_ids = page.links_to_anchors = None
    return title
