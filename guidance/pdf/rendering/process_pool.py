"""Workers: a number goes in, processes that work side by side come out; however they and this process end, neither they nor their files stay behind."""

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
def process_pool(number: int) -> Iterator[Executor]:
    """So many processes. A single one would only take time to begin, so that a thread of this process does its work.

    Where the block ends by an error or is stopped, what waits is given up, and what is under way is done first.
    """
    with (
        tempfile.TemporaryDirectory(prefix="guidance-", ignore_cleanup_errors=True) as folder,
        _pool(number, folder) as pool,
    ):
        try:
            yield pool
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _pool(number: int, folder: str) -> Executor:
    return (
        ProcessPoolExecutor(number, initializer=_begin, initargs=(folder,))
        if number > 1
        else ThreadPoolExecutor(1)
    )


def _begin(folder: str) -> None:
    """What a worker does first: it keeps its temporary files in a folder that the process which began it removes, and leaves stopping to that process."""
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()


def _end_with_parent(folder: str) -> None:
    """Ends a worker when the process that began it was killed: it would wait for work for ever, and nobody else would remove the folder."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
