"""Pool of worker processes that leaves neither processes nor files behind, even if killed."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager


@contextmanager
def process_pool(workers: int) -> Iterator[Executor]:
    """An executor with `workers` processes; a single worker is a thread, which starts faster.

    If the block ends with an exception, pending tasks are cancelled, but running ones complete.
    """
    with (
        tempfile.TemporaryDirectory(prefix="guidance-", ignore_cleanup_errors=True) as folder,
        _executor(workers, folder) as executor,
    ):
        try:
            yield executor
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise


def _executor(workers: int, folder: str) -> Executor:
    return (
        ProcessPoolExecutor(workers, initializer=_initialize_worker, initargs=(folder,))
        if workers > 1
        else ThreadPoolExecutor(1)
    )


def _initialize_worker(folder: str) -> None:
    """Set up a worker: its temporary files go to `folder`, and the parent handles Ctrl-C."""
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_exit_with_parent, args=(folder,), daemon=True).start()


def _exit_with_parent(folder: str) -> None:
    """End this worker and remove the temporary folder once the parent process has died."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
