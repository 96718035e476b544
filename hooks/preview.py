"""MkDocs events of `mkdocs serve`: arrange the pages at each edit, and survive errors."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Literal

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jinja2 import Environment
from mkdocs.commands import build as build_command
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import CountHandler

from guidance.clock import latest_date
from guidance.paths import PDF_CACHE
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.build_context import content_folder, set_context
from guidance.publishing.error_page import template_problem
from guidance.publishing.preview import Preview, open_preview
from guidance.publishing.request_filter import filter_requests
from guidance.publishing.site_settings import read_site_settings
from guidance.rendering.bytecode_cache import MemoryBytecodeCache
from guidance.site.npm_scripts import NpmPackageMissingError, npm_scripts
from hooks.page_titles import PageTitles
from hooks.preview_server import PreviewServer
from hooks.preview_site import PreviewSite

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Garbage is collected rarely: most objects of a state stay until the next one."""
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
        self._site: PreviewSite | None = None
        """The site of the last build; None if it failed, or if there was no valid content yet."""
        self._nav, self._files = Navigation([], []), Files([])
        """The navigation and the files of the build that is running."""
        self._theme_cache = MemoryBytecodeCache()
        """Compiled templates of the theme: MkDocs creates a new environment for each build."""
        self._titles = PageTitles()

    def on_startup(self, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Record whether this is a preview, and let SIGTERM end it as Ctrl+C does."""
        self._is_serving = command == "serve"
        if self._is_serving:
            gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
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
        """Read the changed files of the content, and set the context of its last valid state."""
        if not self._preview:
            return
        self._site = None
        try:
            tuple(npm_scripts())
        except NpmPackageMissingError as error:
            raise PluginError(str(error)) from None
        self._preview.refresh()
        for problem in self._preview.problems:
            _LOG.error("%s", problem)
        set_context(config.extra, self._preview.context)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out everything where there has been no valid content yet."""
        if not self._preview or self._preview.publication:
            return files
        config.nav = []
        return Files([])

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the pages, and leave none to draw for this build.

        Pages written by hand get their titles, which MkDocs takes from the drawn pages.
        """
        if self._preview:
            self._titles.set_missing(nav.pages, config, files)
            self._nav, self._files = nav, Files([*files])
            for file in [*files]:
                files.remove(file)
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Keep what draws the pages; unchanged templates are compiled only once."""
        if self._preview:
            env.bytecode_cache = self._theme_cache
            templates, config.theme.static_templates = config.theme.static_templates, set()
            if self._preview.publication:
                self._site = PreviewSite(
                    self._preview.publication, config, self._files, self._nav, env, templates
                )
        return env

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Replace the server by one that draws pages on request, and survives failed builds."""
        self._preview = preview = self._preview or _open_preview(config)
        host, port = config.dev_addr
        self._server = replacement = PreviewServer(
            lambda: self._is_ending,
            lambda: self._site,
            lambda: preview.blocking_problems,
            builder=partial(self._build, preview, config),
            host=host,
            port=port,
            root=server.root,
            mount_path=server.mount_path,
        )
        replacement.set_app(filter_requests(replacement.serve_request, host, replacement.url))
        for path in (content_folder(config.extra), config.docs_dir, config.config_file_path):
            replacement.watch(str(path))
        return replacement

    def _build(self, preview: Preview, first: MkDocsConfig) -> None:
        """Arrange the site again, with the URL and the folder of the first build."""
        try:
            config = load_config(first.config_file_path, site_dir=first.site_dir)
            config.site_url = first.site_url
            build_command.build(config, serve_url=config.site_url)
            preview.failure = None
        except (Exception, SystemExit) as error:
            _LOG.error("The preview could not be renewed: %s", error)
            preview.failure = template_problem(error)
            self._site = None


def _open_preview(config: MkDocsConfig) -> Preview:
    settings = read_site_settings(Path(config.config_file_path), os.environ)
    return open_preview(
        content_folder(config.extra), settings.site_url, PdfRenderer(PDF_CACHE), latest_date
    )


def _ignore_strict_mode() -> None:
    """Remove the handler by which `strict: true` counts warnings, to abort a build after them.

    MkDocs installs it before the first event that gets the configuration, and has no public
    interface to remove it.
    """
    _LOG.handlers = [handler for handler in _LOG.handlers if not isinstance(handler, CountHandler)]


_HOOKS = PreviewHooks()
on_startup = _HOOKS.on_startup
on_config = _HOOKS.on_config
on_pre_build = _HOOKS.on_pre_build
on_files = _HOOKS.on_files
on_nav = _HOOKS.on_nav
on_env = _HOOKS.on_env
on_serve = _HOOKS.on_serve
