"""One state of the site in a preview: each page is drawn when a browser asks for it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, is_error_template

from guidance.output.file import OutputFile
from guidance.publishing.publication import Publication


@dataclass(frozen=True)
class PreviewSite:
    """The site of one build of MkDocs, which has arranged the pages and drawn none of them.

    MkDocs draws a page with its own objects, which are not safe for threads: one page at a time.
    Other files are drawn beside it, and also one at a time.
    """

    publication: Publication
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    templates: Set[str]
    """The pages of the theme, such as 404.html."""
    _pages: dict[str, bytes] = field(default_factory=dict)
    """The pages that have been drawn, by their URLs."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _asset_lock: threading.Lock = field(default_factory=threading.Lock)

    def has(self, url: str) -> bool:
        """Whether there is anything at a URL, relative to the site."""
        is_of_theme = url in self.templates
        return is_of_theme or url in self._served_files or url in self._assets

    def content(self, url: str) -> bytes:
        """The content at a URL at which there is something.

        Raises what the templates of a page raise.
        """
        file = self._served_files.get(url)
        if url not in self.templates and not (file and file.page):
            if file:
                return file.content_bytes
            with self._asset_lock:
                return self._assets[url].data
        with self._lock:
            if url not in self._pages:
                page = file.page if file else None
                html = self._draw_page(page) if page else self._draw_template(url)
                self._pages[url] = html.encode("utf-8", errors="xmlcharrefreplace")
            return self._pages[url]

    @cached_property
    def _assets(self) -> Mapping[str, OutputFile]:
        """All generated files except the pages."""
        return {file.path: file for file in self.publication.assets()}

    @cached_property
    def _served_files(self) -> Mapping[str, File]:
        """The files of MkDocs by their URLs: pages, and the files of `docs/` and of the theme."""
        return {file.dest_uri: file for file in self.files if file.inclusion.is_in_serve()}  # type: ignore[no-untyped-call]

    def _draw_page(self, page: Page) -> str:
        """Draw a page as MkDocs does, with the same events."""
        config, files, events = self.config, self.files, self.config.plugins
        page = events.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = events.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = events.on_page_content(
            page.content or "", page=page, config=config, files=files
        )
        page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        page.active = True
        try:
            context = get_context(self.nav, files, config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = events.on_page_context(context, page=page, config=config, nav=self.nav)
            return events.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False

    def _draw_template(self, name: str) -> str:
        """Draw a page of the theme, such as the 404 page, as MkDocs does."""
        config, events = self.config, self.config.plugins
        template = self.env.get_template(name)
        template = events.on_pre_template(template, template_name=name, config=config)
        root = urlsplit(config.site_url or "/").path
        base_url = root if is_error_template(name) else get_relative_url(".", name)
        context = get_context(self.nav, self.files, config, base_url=base_url)
        context = events.on_template_context(context, template_name=name, config=config)
        output = template.render(context)
        return events.on_post_template(output, template_name=name, config=config) or ""
