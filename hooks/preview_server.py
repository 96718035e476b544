"""Server of a preview: MkDocs' own, with a sound end and an observer of moved folders."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS


class PreviewServer(LiveReloadServer):
    """The server of MkDocs, which ends when it is asked to, and watches absent folders too.

    Args:
        is_ending: Whether the server is asked to end.
        settings: The arguments of `LiveReloadServer`.

    """

    def __init__(self, is_ending: Callable[[], bool], **settings: Any) -> None:
        super().__init__(**settings)
        self._is_ending = is_ending
        self.observer = PollingObserverVFS(  # type: ignore[assignment]
            self._stat, os.scandir, polling_interval=0.1
        )

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
