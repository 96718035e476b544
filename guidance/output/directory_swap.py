"""Replace a directory as a whole: build the new one beside it, then swap the two.

A failed, stopped or killed build leaves the old directory unchanged. On Linux the swap is one
system call (`renameat2` with `RENAME_EXCHANGE`). Elsewhere the old directory is moved aside first;
if the process is killed between the two moves, the next build restores it.

Whatever is removed was written by a build, as its checksums show (`output/checksums.py`).
"""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from guidance.output.checksums import (
    CHECKSUMS,
    read_checksums,
    remove_built,
    require_replaceable,
    write_checksums,
)
from guidance.output.termination import exit_on_termination, termination_deferred

_LOG = logging.getLogger(__name__)
_OLD = "-old"
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_EXCHANGE_UNAVAILABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.ENOENT)
"""Errors of systems and disks that cannot exchange folders, or of a concurrent build."""


def exchange_folders(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False if the system or the disk cannot."""
    renameat2 = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if sys.platform == "linux"
        else None
    )
    if renameat2 is None:
        return False
    paths = _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other)
    if renameat2(*paths, _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in _EXCHANGE_UNAVAILABLE:
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


@contextmanager
def swap_in(
    folder: Path, exchange: Callable[[Path, Path], bool] = exchange_folders
) -> Iterator[Path]:
    """Yield a new folder that replaces `folder` if the block ends without an exception.

    The block may store checksums with more than the files. Each concurrent build gets a folder; the
    last one to end wins. Folders of killed builds are removed first. Raises `ForeignFilesError` if
    `folder` holds anything that the last build did not write, before the block and after it.
    """
    folder = Path(os.path.realpath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_remains(folder)
    require_replaceable(folder)
    with exit_on_termination(), _new_folder_beside(folder) as new:
        try:
            (new / CHECKSUMS).touch()
            yield new
            if not read_checksums(new):
                write_checksums(new)
            require_replaceable(folder)
            with termination_deferred():
                while not (_move(new, folder) or exchange(new, folder) or _move_aside(new, folder)):
                    pass  # another build replaced the folder meanwhile
                _clear(new)
        except BaseException:
            with termination_deferred():
                _clear(new)
            raise


def _clear(folder: Path) -> None:
    """Remove a folder that is no longer needed, or tell what is left of it."""
    if not remove_built(folder):
        _tell_leftover(folder)


def _tell_leftover(folder: Path) -> None:
    _LOG.warning(
        "%s is left over and could not be removed: it belongs to another user, or holds files "
        "that no build wrote. Look into it, and delete it yourself.",
        folder,
    )


@contextmanager
def _new_folder_beside(folder: Path) -> Iterator[Path]:
    """Yield an empty folder, locked so that no other build removes it."""
    while True:
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.build-", dir=folder.parent))
        new.chmod(0o755)
        with _locked(new) as is_locked:
            if is_locked:
                yield new
                return


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Lock a folder for this process, and yield whether that worked.

    The system releases the lock when the process ends, even if it is killed. Windows has no such
    locks: the result is `wait`, so that folders of this process count as locked, and those of other
    processes as in use.
    """
    if sys.platform == "win32":
        yield wait
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (FileNotFoundError, PermissionError):  # it is gone, or belongs to another user
        yield False
        return
    try:
        yield (
            _flock(handle, wait)
            and folder.exists()
            and os.path.samestat(os.fstat(handle), folder.stat())
        )
    finally:
        os.close(handle)


def _flock(handle: int, wait: bool) -> bool:
    """Lock an open folder; on a disk without locks, the result is `wait`, as on Windows."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return wait
    return True


def _move(new: Path, folder: Path) -> bool:
    """Move a folder to a free path or an empty folder; return False if neither is there."""
    try:
        new.rename(folder)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


def _move_aside(new: Path, folder: Path) -> bool:
    """Move the old folder aside and the new one into its place; return False if it is gone.

    If the process is killed between the two moves, `_remove_remains` of the next build restores it.
    """
    old = new.with_name(f"{new.name}{_OLD}")
    with _locked(folder) as is_locked:
        if not is_locked:
            return False
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
    _clear(old)
    return True


def _remove_remains(folder: Path) -> None:
    """Remove folders that killed builds left, and restore an old folder that was moved aside."""
    remains = re.compile(rf"\.{re.escape(folder.name)}\.build-[a-z0-9_]{{8}}({_OLD})?")
    for path in sorted(folder.parent.iterdir()):
        if not remains.fullmatch(path.name) or path.is_symlink() or not path.is_dir():
            continue
        if not os.access(path, os.R_OK | os.X_OK):
            _tell_leftover(path)
            continue
        with _locked(path, wait=False) as is_locked:
            is_old = path.name.endswith(_OLD) and read_checksums(path)
            if is_locked and is_old and not folder.exists():
                path.rename(folder)
            elif is_locked:
                _clear(path)
