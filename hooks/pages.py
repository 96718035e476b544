"""The site for MkDocs: each event is one call into the package `guidance`, which knows nothing of MkDocs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from guidance.content.markdown import first_sentence
from guidance.diagnostics.problem import ContentError
from guidance.i18n import open_words
from guidance.library.urls import configured_site_url, without_index
from guidance.output.file import OutputFile
from guidance.output.write_files import write_files
from guidance.paths import PDF_CACHE, ROOT
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.publication import Publication, open_publication
from guidance.rendering.bytecode_cache import MemoryBytecodeCache
from guidance.site import webfonts
from guidance.site.content_security_policy import server_files
from guidance.site.html_stash import HtmlStash, stash_html
from guidance.site.minisearch import MinisearchMissingError

THEME = MemoryBytecodeCache()
"""The templates of the theme as they are compiled: a preview makes an environment for each build."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds every generated file, and puts the generated pages before those written by hand in the navigation."""
    publication = _publication(config)
    if publication is None:
        return files
    config.extra["frames"] = {}
    for published in _published(publication, config):
        if files.get_file_from_path(published.path):
            raise PluginError(
                f"docs/{published.path} stands where a page is generated; give it another name"
            )
        files.append(_file(published, config))
        if published.theme_template:
            config.extra["frames"][published.path] = published.theme_template
    config.nav = [*publication.navigation(), *(config.nav or [])]
    config.extra["acknowledgement"] = publication.acknowledgement
    config.extra["structured"] = publication.structured()
    config.extra["troubles"] = publication.troubles
    config.extra["origins"] = publication.origins
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Gives each page the address by which it is known."""
    if page.canonical_url:
        page.canonical_url = without_index(page.canonical_url)
    return page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Describes pages written by hand by their first sentence, and keeps the finished HTML of the others from the Markdown reader."""
    if not page.file.generated_by:
        page.meta.setdefault("description", first_sentence(markdown))
        return markdown
    if frame := config.extra["frames"].get(page.file.src_uri):
        page.meta["template"] = frame
    page.meta["aside"] = aside = stash_html(markdown)
    return aside.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the finished HTML back; links from other pages may lead into it."""
    aside: HtmlStash | None = page.meta.pop("aside", None)
    if not aside:
        return html
    page.present_anchor_ids = (page.present_anchor_ids or set()) | aside.anchors
    return aside.restored(html)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Lets the theme take its words from the catalogue, ask early for fonts, and escape all text, which MkDocs by itself leaves as it is."""
    env.globals["say"] = open_words()
    env.globals["fonts"] = webfonts.for_pages()
    env.autoescape = True
    env.bytecode_cache = THEME
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the settings of servers, which depend on what stands in the pages; a preview has its own server."""
    if "published" not in config.extra:
        site = Path(config.site_dir)
        write_files(server_files(site), site)


def _publication(config: MkDocsConfig) -> Publication | None:
    """What `build.py` or the preview hands over, or the content with what is printed of it already; None where a preview has nothing to show yet."""
    if "publication" in config.extra:
        handed: Publication | None = config.extra["publication"]
        return handed
    try:
        return open_publication(
            ROOT / config.extra["content"], configured_site_url(config.user_configs)
        ).with_cached_pdfs(PdfRenderer(PDF_CACHE))
    except ContentError as error:
        raise PluginError(f"the content has {len(error.problems)} problems:\n{error}") from None


def _published(publication: Publication, config: MkDocsConfig) -> tuple[OutputFile, ...]:
    """All files of a publication, unless they are handed over as well; what is not installed ends the build."""
    if "published" in config.extra:
        handed: tuple[OutputFile, ...] = config.extra["published"]
        return handed
    try:
        return tuple(publication.files())
    except MinisearchMissingError as error:
        raise PluginError(str(error)) from None


def _file(published: OutputFile, config: MkDocsConfig) -> File:
    if published.file:
        return File.generated(config, published.path, abs_src_path=str(published.file))
    file = File.generated(config, published.path, content=published.content)
    file.edit_uri = f"../{published.origin}" if published.origin else None
    return file
