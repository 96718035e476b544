"""Server of a preview: pages on request, a sound end, and an observer of moved folders."""

from __future__ import annotations

import logging
import mimetypes
import os
import posixpath
import stat
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from guidance.i18n import open_words
from guidance.publishing.error_page import error_page, template_problem
from guidance.site.views.problems import ProblemView
from hooks.preview_site import PreviewSite

NOT_FOUND = "404.html"
_LOG = logging.getLogger("mkdocs")


class PreviewServer(LiveReloadServer):
    """The server of MkDocs, which draws pages on request, and ends when it is asked to.

    Args:
        is_ending: Whether the server is asked to end.
        site: Returns the site of the last build; None if there is none.
        problems: Returns the problems for which there is no site.
        settings: The arguments of `LiveReloadServer`.

    """

    def __init__(
        self,
        is_ending: Callable[[], bool],
        site: Callable[[], PreviewSite | None],
        problems: Callable[[], Sequence[ProblemView]],
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        self._is_ending = is_ending
        self._site = site
        self._problems = problems
        self.observer = PollingObserverVFS(  # type: ignore[assignment]
            self._stat, os.scandir, polling_interval=0.1
        )

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        """Answer with what is at a path in the last state of the site.

        The number of the state is read before the site. If another build ends in between, a newer
        page is served, and loaded once more; the other way round, an old page would pass for new.
        """
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/") or not path.startswith(self.mount_path):
            return super().serve_request(environ, start_response)
        number, site = self._last_state()
        if not site:
            return _problems_page(start_response, self._problems())
        name = url = _normal(path.removeprefix(self.mount_path))
        try:
            is_found = site.has(url)
            if not is_found and site.has(f"{url}/index.html"):
                start_response("302 Found", [("Location", f"{quote(path)}/")])
                return []
            name = url if is_found else NOT_FOUND
            content = site.content(name)
        except Exception as error:
            _LOG.error("%s could not be drawn: %s", name, error)
            _LOG.debug("", exc_info=True)
            return _problems_page(start_response, [template_problem(error)])
        if name.endswith(".html"):
            content = self._inject_js_into_html(content, number)  # type: ignore[no-untyped-call]
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        status = "200 OK" if is_found else "404 Not Found"
        start_response(
            status, [("Content-Type", media_type), ("Content-Length", str(len(content)))]
        )
        return [content]

    def _last_state(self) -> tuple[int, PreviewSite | None]:
        """Wait until no build is running; return the number of the last one, and its site."""
        while True:
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                number = self._visible_epoch
            site = self._site()
            if self._wanted_epoch == number:  # else a build has begun, which removes the site
                return number, site

    def service_actions(self) -> None:
        """End the server if it is asked to; its own thread calls this four times a second.

        `shutdown` waits for that thread, and therefore needs another one.
        """
        if self._is_ending():
            threading.Thread(target=self.shutdown, daemon=True).start()

    def _stat(self, path: str) -> os.stat_result:
        """The state of a file for the observer; an absent root is an empty folder.

        An observer that finds no root ends for good. A root is absent for a moment when another
        branch is checked out, or when an editor replaces a file.
        """
        try:
            return Path(path).stat()
        except (FileNotFoundError, NotADirectoryError):
            if path not in self._watched_paths:
                raise
            return os.stat_result((stat.S_IFDIR, *[0] * 9))


def _normal(path: str) -> str:
    """The URL of a file, by the path of a request below the root of the site."""
    url = posixpath.normpath(f"/{path}").lstrip("/")
    return posixpath.join(url, "index.html") if not path or path.endswith("/") else url


def _problems_page(start: StartResponse, problems: Sequence[ProblemView]) -> Iterable[bytes]:
    """Answer with problems in the place of a page; a browser loads it again each second."""
    start("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")])
    return [error_page(problems, open_words(), reload_after=1).encode()]
