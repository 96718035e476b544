"""Build context: the values that a build passes to the MkDocs hooks and the theme."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from guidance.output.file import OutputFile
from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from guidance.publishing.site_settings import PLACEHOLDER_REPOSITORY
from guidance.rendering.terms_view import TermsView
from guidance.site.changes.feeds import Feed, all_feeds
from guidance.site.navigation import NavItem, handbook_trail
from guidance.site.structured_data import JsonLd
from guidance.site.views.breadcrumbs import Crumb
from guidance.site.views.footer import FooterView, footer_view
from guidance.site.views.problems import PageProblems, ProblemView, problems_from

_CONTEXT = "build"
"""The key of `config.extra` with the context; the theme reads it as `config.extra.build`."""
_CONTENT = "content"
"""The key of `extra` in `mkdocs.yml` with the content folder."""


@dataclass(frozen=True)
class BuildContext:
    """One build: the publication, its generated files, and values for the theme."""

    publication: Publication
    files: tuple[OutputFile, ...]
    """The generated files; in a preview, the pages alone."""
    is_preview: bool = False

    @property
    def terms(self) -> Mapping[str, TermsView]:
        """The terms of use of each generated page, by the path of the page."""
        return self.publication.terms

    @property
    def structured_data(self) -> Mapping[str, JsonLd | None]:
        """Schema.org data of each page, by the path of the page; None for a type without any."""
        return self.publication.structured_data

    def trail(self, page: str, url: str, sections: Sequence[NavItem]) -> Sequence[Crumb]:
        """The breadcrumbs of a page, by the path of its Markdown file and by its URL.

        A page of the handbook has those of the sections of the navigation around it.
        """
        site = self.publication.site
        trail = site.trails.get(page)
        return trail if trail is not None else handbook_trail(site.editing_trail, sections, url)

    @cached_property
    def feeds(self) -> Mapping[str, Feed]:
        """The feed of each page that has one of its own, by the path of the page."""
        found = all_feeds(self.publication.site)
        return {f"{feed.page}index.md": feed for feed in found if feed.path.startswith(feed.page)}

    @property
    def footer(self) -> FooterView:
        """Who is responsible for the site, how to reach them, and the day of its content."""
        return footer_view(self.publication.library, self.publication.words)

    def reports_at(self, repository: str) -> str:
        """Where reports of mistakes lead; empty while the repository is the placeholder."""
        return "" if repository.rstrip("/") == PLACEHOLDER_REPOSITORY.rstrip("/") else repository

    @property
    def example_identifier(self) -> str:
        """The identifier of a record; empty where there is none."""
        return next((record.id for record in self.publication.library.records), "")

    @property
    def date(self) -> str:
        """The date of the content, as readers write it, for pages that are printed."""
        return self.publication.words.day(self.publication.library.date)

    @property
    def problems(self) -> Sequence[ProblemView]:
        """In a preview, the problems of a newer, invalid state of the content."""
        return self.publication.problems

    @cached_property
    def pages(self) -> Mapping[str, OutputFile]:
        """The generated pages, by their paths; each is drawn when its content is asked for."""
        return {file.path: file for file in self.files if file.is_page}

    @cached_property
    def theme_templates(self) -> Mapping[str, str]:
        """The theme's template of each page that has one of its own, by the path of the page."""
        return {file.path: file.theme_template for file in self.files if file.theme_template}

    def problems_from(self, page: str) -> PageProblems:
        """All problems, as seen from a page; `page` is the path of its Markdown file, or empty."""
        return problems_from(page, self.problems, self.publication.origins)


def set_context(extra: MutableMapping[str, Any], context: BuildContext | None) -> None:
    """Store the context of a build; None in a preview of content that was never valid."""
    extra[_CONTEXT] = context


def has_context(extra: Mapping[str, Any]) -> bool:
    """Whether a context was set, by `build.py` or by the preview; `mkdocs build` sets none."""
    return _CONTEXT in extra


def get_context(extra: Mapping[str, Any]) -> BuildContext | None:
    """The context of this build; None in a preview of content that was never valid."""
    context: BuildContext | None = extra[_CONTEXT]
    return context


def content_folder(extra: Mapping[str, Any]) -> Path:
    """The content folder of MkDocs commands; in `mkdocs.yml`, relative to the project."""
    return ROOT / str(extra[_CONTENT])


def set_content_folder(extra: MutableMapping[str, Any], content: Path) -> None:
    """Set the content folder of MkDocs commands."""
    extra[_CONTENT] = str(content)
