"""The preview for MkDocs: what `mkdocs serve` does otherwise than a build, so that an edit shows soon and nothing stops it."""

from __future__ import annotations

import logging
import mimetypes
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, clean_directory

from guidance.i18n import open_words
from guidance.library.urls import configured_site_url
from guidance.output.file import OutputFile
from guidance.paths import PDF_CACHE, ROOT
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.outdated_pages import PageHashes, page_hashes
from guidance.publishing.preview import Preview, as_committed, bare_page, template_trouble
from guidance.publishing.publication import open_publication
from guidance.site.minisearch import MinisearchMissingError
from guidance.site.pages import Trouble

_WARNING = "A 'dirty' build"
"""How MkDocs begins to warn of builds that leave pages as they are; here, those are left that would become the same."""


@dataclass
class Live:
    """What a preview has to know from one build to the next: MkDocs runs this file once, and the events again and again."""

    is_serving: bool = False
    preview: Preview | None = None
    held: dict[str, OutputFile] = field(default_factory=dict)
    """All generated files but the pages, by their path: they are handed out from here, since most of them are never asked for."""
    failure: Trouble | None = None
    """Why the last build came to no end."""
    underway: PageHashes | None = None
    """What the pages are made of that are being drawn now."""
    drawn: PageHashes | None = None
    """What the pages are made of that were drawn last; None where something kept that from its end."""
    titles: dict[str, str] = field(default_factory=dict)
    """What pages written by hand are called, by their path: the navigation needs it of those that are not read again."""


LIVE = Live()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is a preview, which ends tidily by a signal to stop as it does by Ctrl+C."""
    LIVE.is_serving = command == "serve"
    if LIVE.is_serving:
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Lets warnings be warnings in a preview: only a build ends with them."""
    if LIVE.is_serving:
        log = logging.getLogger("mkdocs")
        log.handlers = [
            handler for handler in log.handlers if not isinstance(handler, CountHandler)
        ]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Looks at the content anew, and hands over what can be shown of it."""
    if not LIVE.is_serving:
        return
    of_content = ROOT / config.extra["content"], configured_site_url(config.user_configs)
    preview = LIVE.preview = LIVE.preview or Preview(
        partial(open_publication, *of_content),
        partial(as_committed, *of_content),
        PdfRenderer(PDF_CACHE),
    )
    try:
        preview.renew()
    except MinisearchMissingError as error:
        raise PluginError(str(error)) from None
    for trouble in preview.troubles:
        logging.getLogger("mkdocs").error("%s", trouble)
    config.extra |= {"publication": preview.shown, "published": preview.files}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Holds back what is no page, and lets MkDocs pass over pages that stand there already as they are."""
    if not LIVE.preview:
        return files
    if not LIVE.preview.shown:
        return _nothing_but_problems(LIVE.preview, config)
    before, LIVE.drawn = LIVE.drawn, None
    now = LIVE.underway = page_hashes(
        LIVE.preview.shown, LIVE.preview.files, Path(config.docs_dir), Path(config.config_file_path)
    )
    if before and before.pages.keys() != now.pages.keys():
        clean_directory(config.site_dir)
        before = None
    for file in files.documentation_pages():
        file.is_modified = partial(now.is_outdated, before, file.src_uri)  # type: ignore[method-assign]
    LIVE.held = {
        published.path: published
        for published in LIVE.preview.files
        if not published.path.endswith(".md")
    }
    return Files([file for file in files if file.src_uri not in LIVE.held])


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Names those pages of a preview that are not read again as they were named before."""
    for page in nav.pages:
        if LIVE.is_serving and not page.file.is_modified() and page.file.src_uri in LIVE.titles:
            page.title = LIVE.titles[page.file.src_uri]
    return nav


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Remembers how pages written by hand are called."""
    if not page.file.generated_by:
        LIVE.titles[page.file.src_uri] = page.title or ""
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Remembers what has been drawn."""
    LIVE.drawn = LIVE.underway


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]
) -> LiveReloadServer:
    """A server that goes on whatever happens: where a build fails, the browser is told why instead of waiting for ever."""

    def build() -> None:
        try:
            fresh = load_config(config.config_file_path, site_dir=config.site_dir)
            fresh.site_url = config.site_url
            mkdocs_build(fresh, serve_url=config.site_url, dirty=True)
            LIVE.failure = None
        except (Exception, SystemExit) as error:
            logging.getLogger("mkdocs").error("The preview could not be renewed: %s", error)
            LIVE.failure = template_trouble(error)
            clean_directory(config.site_dir)  # pages half drawn would hide why

    def instead(code: int) -> bytes | None:
        found = (
            [LIVE.failure]
            if LIVE.failure
            else LIVE.preview.troubles
            if LIVE.preview and not LIVE.preview.shown
            else ()
        )
        return bare_page(found, open_words(), again=1).encode() if found else usual(code)

    usual = server.error_handler
    host, port = config.dev_addr
    patient = LiveReloadServer(
        build,
        host=host,
        port=port,
        root=server.root,
        mount_path=server.mount_path,
        polling_interval=0.1,
    )
    patient.error_handler = instead
    patient.set_app(_held_first(patient))
    logging.getLogger(mkdocs_build.__module__).addFilter(
        lambda record: not str(record.msg).startswith(_WARNING)
    )
    for path in (config.docs_dir, config.config_file_path):
        patient.watch(path)
    return patient


def _held_first(server: LiveReloadServer) -> WSGIApplication:
    """Hands out what is held in memory, and all else as the server does."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].removeprefix(server.mount_path)
        published = LIVE.held.get(path) or LIVE.held.get(f"{path}index.html")
        if not published:
            return server.serve_request(environ, start)
        kind = mimetypes.guess_type(published.path)[0] or "application/octet-stream"
        start("200 OK", [("Content-Type", kind)])
        return [published.data]

    return answer


def _nothing_but_problems(preview: Preview, config: MkDocsConfig) -> Files:
    """The one page of a preview that cannot show anything yet."""
    config.nav = []
    config.theme.static_templates = set()
    return Files(
        [File.generated(config, "index.html", content=bare_page(preview.troubles, open_words()))]
    )
