"""One folder for all temporary files of a block, removed however the block ends."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from guidance.output.termination import exit_on_termination


@contextmanager
def temporary_files() -> Iterator[None]:
    """Let the temporary files of this process be in one folder within a block, and remove it.

    Some packages remove theirs when an object is freed, or not before they are ready to end, so
    that a command that is stopped would leave them.
    """
    before = tempfile.tempdir
    with (
        exit_on_termination(),
        tempfile.TemporaryDirectory(prefix="guidance-", ignore_cleanup_errors=True) as folder,
    ):
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before
