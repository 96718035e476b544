"""MkDocs events of `mkdocs serve`: render outdated pages only, and keep running after errors."""

from __future__ import annotations

import logging
import mimetypes
import os
import signal
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Literal
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jinja2 import Environment
from mkdocs.commands import build as build_command
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, clean_directory

from guidance.clock import latest_date
from guidance.i18n import open_words
from guidance.paths import PDF_CACHE
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.build_context import content_folder, set_context
from guidance.publishing.error_page import error_page, template_problem
from guidance.publishing.outdated_pages import PageTracker, page_hashes
from guidance.publishing.preview import Preview, open_preview
from guidance.publishing.request_filter import filter_requests
from guidance.publishing.site_settings import read_site_settings
from guidance.rendering.bytecode_cache import MemoryBytecodeCache
from guidance.site.npm_scripts import NpmPackageMissingError
from hooks.preview_server import PreviewServer

_LOG = logging.getLogger("mkdocs")


class PreviewHooks:
    """The events of `mkdocs serve`; in other commands they do nothing.

    MkDocs creates a new configuration for each build, but loads this file once. The one instance
    below therefore receives the events of all builds, and keeps the state between them.
    """

    def __init__(self) -> None:
        self._is_serving = False
        self._is_ending = False
        """Whether a signal has asked the preview to end."""
        self._server: PreviewServer | None = None
        self._preview: Preview | None = None
        self._theme_cache = MemoryBytecodeCache()
        """Compiled templates of the theme: MkDocs creates a new environment for each build."""
        self._titles: dict[str, str] = {}
        """Titles of pages written by hand, by path. MkDocs takes them from the text of a page, but
        does not read pages again that are not outdated."""

    def on_startup(self, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Record whether this is a preview, and let SIGTERM end it as Ctrl+C does."""
        self._is_serving = command == "serve"
        if self._is_serving:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, self._end)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """Ask the server to end; before it runs, and at a second signal, end at once.

        Python drops an exception of a signal that arrives while a finalizer runs. Therefore the
        server also looks at `_is_ending`.
        """
        is_first, self._is_ending = not self._is_ending, True
        if not (is_first and self._server):
            raise KeyboardInterrupt

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Open the preview at the first build; warnings do not end its builds."""
        if self._is_serving:
            _ignore_strict_mode()
            self._preview = self._preview or _open_preview(config)
        return config

    @event_priority(50)  # before hooks/pages.py, which opens the content if no context is set
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read the content again, and set the context of its last valid state."""
        if not self._preview:
            return
        try:
            self._preview.refresh()
        except NpmPackageMissingError as error:
            raise PluginError(str(error)) from None
        for problem in self._preview.problems:
            _LOG.error("%s", problem)
        set_context(config.extra, self._preview.context)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out generated assets, which are served from memory, and mark outdated pages.

        MkDocs would write all assets at each build, although few are ever requested.
        """
        if not self._preview:
            return files
        context = self._preview.context
        if not context:
            return _error_page_only(self._preview, config)
        docs, settings = Path(config.docs_dir), Path(config.config_file_path)
        pages = self._preview.pages
        if pages.begin(page_hashes(context.publication, context.files, docs, settings)):
            clean_directory(config.site_dir)
        for file in files.documentation_pages():
            # A build with dirty=True renders the pages for which this method returns True.
            file.is_modified = partial(pages.is_outdated, file.src_uri)  # type: ignore[method-assign]
        assets = self._preview.assets
        return Files([file for file in files if file.src_uri not in assets])

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Set the titles of those pages written by hand that are not read again."""
        if self._preview:
            for page in nav.pages:
                if not page.file.is_modified() and page.file.src_uri in self._titles:
                    page.title = self._titles[page.file.src_uri]
        return nav

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Store the titles of pages written by hand."""
        if not page.file.generated_by:
            self._titles[page.file.src_uri] = page.title or ""
        return html

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Compile unchanged templates of the theme only once."""
        if self._preview:
            env.bytecode_cache = self._theme_cache
        return env

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Record that all outdated pages have been rendered."""
        if self._preview:
            self._preview.pages.finish()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Replace the server by one that reports failed builds, and serves assets from memory."""
        self._preview = preview = self._preview or _open_preview(config)
        host, port = config.dev_addr
        self._server = replacement = PreviewServer(
            lambda: self._is_ending,
            builder=partial(_build, preview, config),
            host=host,
            port=port,
            root=server.root,
            mount_path=server.mount_path,
        )
        replacement.error_handler = partial(_error_response, preview, server.error_handler)
        replacement.set_app(
            filter_requests(_with_assets(preview, replacement), host, replacement.url)
        )
        _silence_warning_of_dirty_builds()
        for path in (content_folder(config.extra), config.docs_dir, config.config_file_path):
            replacement.watch(str(path))
        return replacement


def _open_preview(config: MkDocsConfig) -> Preview:
    settings = read_site_settings(Path(config.config_file_path), os.environ)
    return open_preview(
        content_folder(config.extra), settings.site_url, PdfRenderer(PDF_CACHE), latest_date
    )


def _build(preview: Preview, first: MkDocsConfig) -> None:
    """Build the site again, with the URL and the folder of the first build."""
    try:
        config = load_config(first.config_file_path, site_dir=first.site_dir)
        config.site_url = first.site_url
        build_command.build(config, serve_url=config.site_url, dirty=True)
        preview.failure = None
    except (Exception, SystemExit) as error:
        _LOG.error("The preview could not be renewed: %s", error)
        preview.failure = template_problem(error)
        clean_directory(first.site_dir)  # pages of an unfinished build would hide the failure
        preview.pages = PageTracker()


def _error_response(
    preview: Preview, default: Callable[[int], bytes | None], status: int
) -> bytes | None:
    """Return the error page where there is no site to show; a browser reloads it each second."""
    problems = preview.blocking_problems
    if not problems:
        return default(status)
    return error_page(problems, open_words(), reload_after=1).encode()


def _error_page_only(preview: Preview, config: MkDocsConfig) -> Files:
    """The files of a build whose content was never valid: only the error page."""
    config.nav = []
    config.theme.static_templates = set()
    page = error_page(preview.problems, open_words())
    return Files([File.generated(config, "index.html", content=page)])


def _with_assets(preview: Preview, server: LiveReloadServer) -> WSGIApplication:
    """Serve generated assets from memory, and everything else as the server does."""

    def respond(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].removeprefix(server.mount_path)
        assets = preview.assets
        file = assets.get(path) or assets.get(f"{path}index.html")
        if not file:
            return server.serve_request(environ, start)
        media_type = mimetypes.guess_type(file.path)[0] or "application/octet-stream"
        start("200 OK", [("Content-Type", media_type)])
        return [file.data]

    return respond


# MkDocs has no public interface for the following two functions.


def _ignore_strict_mode() -> None:
    """Remove the handler by which `strict: true` counts warnings, to abort a build after them.

    MkDocs installs it before the first event that gets the configuration.
    """
    _LOG.handlers = [handler for handler in _LOG.handlers if not isinstance(handler, CountHandler)]


def _silence_warning_of_dirty_builds() -> None:
    """Drop the warning that a build with `dirty=True` leaves pages as they are.

    All outdated pages are rendered here, so it does not apply. It is the only warning that the
    function `build` itself logs.
    """
    logging.getLogger(build_command.__name__).addFilter(
        lambda record: (
            record.levelno != logging.WARNING or record.funcName != build_command.build.__name__
        )
    )


_HOOKS = PreviewHooks()
on_startup = _HOOKS.on_startup
on_config = _HOOKS.on_config
on_pre_build = _HOOKS.on_pre_build
on_files = _HOOKS.on_files
on_nav = _HOOKS.on_nav
on_page_content = _HOOKS.on_page_content
on_env = _HOOKS.on_env
on_post_build = _HOOKS.on_post_build
on_serve = _HOOKS.on_serve
