"""A copy of the project's own content that tests change, check and build."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from guidance import Library
from guidance.paths import MKDOCS_SETTINGS, ROOT
from guidance.pdf.rendering.document import PdfDocument
from guidance.publishing.build_context import BuildContext, set_context
from guidance.publishing.publication import Publication, open_publication
from guidance.site.search.data import read_search_data
from guidance.validation.pipeline import check_folder
from tests.support.commands import SITE_URL
from tests.support.site_pages import parse


@dataclass(frozen=True)
class ContentCopy:
    """A copy of the content, to be changed as an editor would."""

    folder: Path

    @classmethod
    def of_project(cls, folder: Path) -> ContentCopy:
        """Copy the project's own content into a folder."""
        return cls(Path(shutil.copytree(ROOT / "content", folder / "content")))

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.folder / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        (self.folder / path).write_text(text, "utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{path}: {text.count(old)} times {old!r}"
        self.write(path, text.replace(old, new))

    def replace_everywhere(self, old: str, new: str) -> None:
        """Replace a text in all files."""
        for path in self.folder.rglob("*.yml"):
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    def append(self, path: str, text: str) -> None:
        """Add lines at the end of a file."""
        self.write(path, f"{self.read(path).rstrip()}\n{text}")

    def problems(self) -> list[str]:
        """What keeps the content from being published; no advice."""
        return [str(each) for each in check_folder(self.folder).problems if not each.is_advice]

    def build(self, site: Path) -> BuiltCopy:
        """Check the content, and build its site without printing."""
        assert self.problems() == []
        publication = open_publication(self.folder, SITE_URL)
        _generate(publication, site)
        return BuiltCopy(publication, site)


@dataclass(frozen=True)
class BuiltCopy:
    """The site of a copy, and what would be printed."""

    publication: Publication
    site: Path

    @property
    def library(self) -> Library:
        """The content."""
        return self.publication.library

    @cached_property
    def data(self) -> dict[str, Any]:
        """The data of everything, read back."""
        read: dict[str, Any] = json.loads((self.site / "data/guidance.json").read_text("utf-8"))
        return read

    def entry(self, group: str, identifier: str) -> dict[str, Any]:
        """An entry of the data."""
        found = [entry for entry in self.data[group] if entry["id"] == identifier]
        assert len(found) == 1, (group, identifier)
        return dict(found[0])

    def exists(self, folder: str) -> bool:
        """Whether the site has a page."""
        return (self.site / folder / "index.html").is_file()

    def page(self, folder: str) -> Tag:
        """The content of a page."""
        found = (
            parse(self.site / folder / "index.html").select_one("article.md-content__inner")
            or parse(self.site / folder / "index.html").body
        )
        assert found is not None
        return found

    def text(self, folder: str) -> str:
        """The text of a page, with one space between words."""
        return words(self.page(folder))

    def record(self, folder: str, identifier: str) -> str:
        """The text of a record on a page; empty where it does not stand there."""
        found = self.page(folder).select_one(f'article.record:has(> [id="{identifier}"])')
        return words(found) if found else ""

    @cached_property
    def search(self) -> str:
        """The data of the search."""
        script = (self.site / "assets" / "search-data.js").read_text("utf-8")
        return json.dumps(read_search_data(script), ensure_ascii=False)

    @cached_property
    def documents(self) -> dict[str, PdfDocument]:
        """What would be printed, by its path."""
        return {document.path: document for document in self.publication.documents()}

    def printed_text(self, path: str) -> str:
        """The text of what would be printed."""
        return words(BeautifulSoup(self.documents[path].html, "html.parser"))

    @property
    def empty_headings(self) -> list[str]:
        """Headings of generated pages and documents with nothing below them."""
        pages = {page.folder: self.page(page.folder) for page in self.publication.site.pages()}
        return [
            f"{folder}: {words(heading)}"
            for folder, page in pages.items()
            for heading in page.find_all(["h2", "h3", "h4"])
            if _is_empty(heading)
        ]


def words(element: Tag) -> str:
    """The text of an element, with one space between words."""
    return " ".join(element.get_text(" ").split())


def _is_empty(heading: Tag) -> bool:
    """Whether nothing but another heading of its level or above follows a heading.

    What a heading in a summary opens follows the summary.
    """
    parent = heading.parent
    is_summary = parent is not None and parent.name == "summary"
    for following in (parent if parent and is_summary else heading).next_siblings:
        if isinstance(following, Tag):
            return following.name in ("h1", "h2", "h3", "h4") and following.name <= heading.name
    return parent is not None and words(parent) == words(heading)


def _generate(publication: Publication, site: Path) -> None:
    """Build a site with MkDocs; a warning ends the build."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(MKDOCS_SETTINGS), site_dir=str(site), strict=True)
    set_context(config.extra, BuildContext(publication, tuple(publication.files())))
    build(config)
