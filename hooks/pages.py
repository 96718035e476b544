"""MkDocs events that add the generated files to a build and finish its pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from guidance.clock import latest_date
from guidance.content.markdown import first_sentence
from guidance.diagnostics.problem import ContentError
from guidance.i18n import open_words
from guidance.library.urls import without_index
from guidance.output.checksums import (
    ForeignFilesError,
    is_unfinished,
    require_replaceable,
    write_checksums,
)
from guidance.output.file import OutputFile
from guidance.output.write_files import packable, write_files
from guidance.paths import PDF_CACHE
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.build_context import (
    BuildContext,
    content_folder,
    get_context,
    has_context,
    set_context,
)
from guidance.publishing.content_history import HistoryReader
from guidance.publishing.linked_docs import linked_problems
from guidance.publishing.publication import open_publication
from guidance.publishing.site_settings import read_site_settings
from guidance.rendering.environment import unbroken
from guidance.site import webfonts
from guidance.site.content_security_policy import server_files
from guidance.site.html_stash import HtmlStash, stash_html
from guidance.site.navigation import (
    divided_at_title,
    first_page,
    is_on_trail,
    listed_items,
    own_page,
    page_headings,
    with_handbook,
)
from guidance.site.npm_scripts import NpmPackageMissingError

THEME_FUNCTIONS = (
    divided_at_title,
    first_page,
    is_on_trail,
    listed_items,
    own_page,
    page_headings,
)
"""Functions for the templates of the theme, under their own names."""


def on_pre_build(config: MkDocsConfig) -> None:
    """Open the content, unless `build.py` or the preview has set the context of this build.

    MkDocs then empties the folder of the site, so it must hold nothing that no build wrote.
    """
    if not has_context(config.extra):
        try:
            require_replaceable(Path(config.site_dir))
        except ForeignFilesError as error:
            raise PluginError(str(error)) from None
        set_context(config.extra, _open_context(config))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated files, and put the generated pages first in the navigation."""
    if linked := linked_problems(Path(config.docs_dir)):
        raise PluginError("\n".join(map(str, linked)))
    context = get_context(config.extra)
    if context is None:
        return files
    for file in context.files:
        if files.get_file_from_path(file.path):
            raise PluginError(f"docs/{file.path} would replace a generated page; rename it")
        files.append(_mkdocs_file(file, config))
    config.nav = with_handbook(context.publication.navigation(), config.nav or [])
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Set the canonical URL of each page, and its date in the sitemap: that of the content."""
    context = get_context(config.extra)
    for page in (file.page for file in files if file.page):
        if page.canonical_url:
            page.canonical_url = without_index(page.canonical_url)
        if context:
            page.update_date = packable(context.publication.library.date)
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Draw a generated page."""
    context = get_context(config.extra)
    file = context.pages.get(page.file.src_uri) if context else None
    return str(file.content) if file else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Stash the finished HTML of generated pages, since the Markdown parser need not read it.

    A page written by hand gets its first sentence as description.
    """
    if not page.file.generated_by:
        page.meta.setdefault("description", first_sentence(markdown))
        return markdown
    context = get_context(config.extra)
    if context and page.file.src_uri in context.theme_templates:
        page.meta["template"] = context.theme_templates[page.file.src_uri]
    page.meta["stash"] = stash = stash_html(markdown)
    return stash.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Restore the HTML of a generated page, and register its anchors for the link check."""
    stash: HtmlStash | None = page.meta.pop("stash", None)
    if not stash:
        return html
    page.present_anchor_ids = (page.present_anchor_ids or set()) | stash.anchors
    return stash.restore(html)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add interface words, fonts and functions to the theme, and escape all values.

    MkDocs by itself does not escape values of templates.
    """
    env.globals["say"] = open_words()
    env.globals["fonts"] = webfonts.page_fonts()
    env.filters["unbroken"] = unbroken
    env.globals |= {function.__name__: function for function in THEME_FUNCTIONS}
    env.autoescape = True
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Write the settings for web servers, with hashes of the scripts in the pages; and checksums.

    The checksums are those of a plain `mkdocs build`: `build.py` writes them last.
    """
    context = get_context(config.extra)
    if context and not context.is_preview:
        site = Path(config.site_dir)
        write_files(server_files(site), site)
        if not is_unfinished(site):
            write_checksums(site)


def _open_context(config: MkDocsConfig) -> BuildContext:
    """Open the content for a plain `mkdocs build`, with the cached PDFs."""
    settings = read_site_settings(Path(config.config_file_path), os.environ)
    try:
        content = content_folder(config.extra)
        past = HistoryReader(content).read().past
        publication = open_publication(content, settings.site_url, latest_date(), past)
        publication = publication.with_cached_pdfs(PdfRenderer(PDF_CACHE))
        return BuildContext(publication, tuple(publication.files()))
    except ContentError as error:
        raise PluginError(f"the content has {len(error.problems)} problems:\n{error}") from None
    except NpmPackageMissingError as error:
        raise PluginError(str(error)) from None


def _mkdocs_file(file: OutputFile, config: MkDocsConfig) -> File:
    content = "" if file.is_page else file.content
    mkdocs_file = File.generated(config, file.path, content=content)
    mkdocs_file.edit_uri = f"../{file.origin}" if file.origin else None
    return mkdocs_file
