"""Pool of worker processes that leaves neither processes nor files behind, even if killed."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from guidance.output.termination import HANGUP


@contextmanager
def process_pool(workers: int) -> Iterator[Executor]:
    """An executor with `workers` processes, whose temporary files are in one folder.

    The folder is created when a worker watches over it. A single worker is a process too: it
    removes the folder if this process is killed.
    If the block ends with an exception, pending tasks are cancelled, but running ones complete.
    Raises `BrokenProcessPool` if a worker is killed.
    """
    folder = Path(tempfile.gettempdir(), f"guidance-{secrets.token_hex(8)}")
    try:
        with ProcessPoolExecutor(
            workers, initializer=_initialize_worker, initargs=(str(folder),)
        ) as executor:
            try:
                executor.submit(os.getpid).result()
                folder.mkdir(0o700)
                yield executor
            except BaseException:
                executor.shutdown(cancel_futures=True)
                raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialize_worker(folder: str) -> None:
    """Set up a worker: its temporary files go to `folder`.

    The parent handles Ctrl-C and a closed terminal, which all processes are told.
    """
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if HANGUP:
        signal.signal(HANGUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_exit_with_parent, args=(folder,), daemon=True).start()


def _exit_with_parent(folder: str) -> None:
    """End this worker and remove the temporary folder once the parent process has died."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
