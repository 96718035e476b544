"""Replacing: a fresh folder beside another takes its place when it is whole; whatever happens before leaves the other as it was."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guidance.output.termination import exit_on_sigterm

MARK = "downloads/manifest.json"
"""The file by which a built site is known."""

_OLD = "-old"
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)
_AT_FOLDER = -100
_EXCHANGE = 2
_NOT_NOW = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.ENOENT)
"""What a system or a disk says that cannot exchange two folders, or not while another build does."""


class NotASiteError(Exception):
    """A folder that may not be replaced, since it holds something else than a built site."""


@contextmanager
def swap_in(folder: Path) -> Iterator[Path]:
    """A fresh folder beside another, which takes its place when all went well; else the old one stays as it was.

    Several at once do not mix: each has a fresh folder of its own, and the last to end stays.
    What killed ones left behind is cleared away first. Raises `NotASiteError` where the old one is neither empty nor a built site.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clear_away(folder)
    if folder.exists() and not _is_replaceable(folder):
        raise NotASiteError(
            f"{folder} holds something else than a built site; name an empty or a new folder"
        )
    with exit_on_sigterm(), _fresh_beside(folder) as fresh:
        try:
            yield fresh
            _swap(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _is_replaceable(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir()))


@contextmanager
def _fresh_beside(folder: Path) -> Iterator[Path]:
    """An empty folder, held as long as it is in use, so that no other build takes it for something left behind."""
    while True:
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.build-", dir=folder.parent))
        with _held(fresh) as held:
            if held:
                fresh.chmod(0o755)
                yield fresh
                return


@contextmanager
def _held(folder: Path, *, waiting: bool = True) -> Iterator[bool]:
    """Whether the folder is this process's own for now; the system lets go of it when the process ends, however it ends."""
    if sys.platform == "win32":
        yield waiting
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        yield False
        return
    try:
        yield (
            _lock(handle, waiting)
            and folder.exists()
            and os.path.samestat(os.fstat(handle), folder.stat())
        )
    finally:
        os.close(handle)


def _lock(handle: int, waiting: bool) -> bool:
    """Whether an open folder is locked now; on a disk without locks one's own folders count as locked, and nobody else's are touched."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waiting else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return waiting
    return True


def _swap(fresh: Path, folder: Path) -> None:
    """The fresh folder in the place of the other, by the first way that this system and this disk have; again where another build came between."""
    while not (_move(fresh, folder) or _exchange(fresh, folder) or _move_after(fresh, folder)):
        pass


def _move(fresh: Path, folder: Path) -> bool:
    """Whether the fresh folder moved to a place where nothing stood, or nothing but an empty folder."""
    try:
        fresh.rename(folder)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Whether two folders changed places, which only Linux does in one step, and not on every disk."""
    exchange = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if sys.platform == "linux"
        else None
    )
    if exchange is None:
        return False
    if exchange(_AT_FOLDER, os.fsencode(one), _AT_FOLDER, os.fsencode(other), _EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in _NOT_NOW:
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def _move_after(fresh: Path, folder: Path) -> bool:
    """Whether the old folder went aside and the fresh one into its place; where a build is killed between, the next puts the old one back."""
    old = fresh.with_name(f"{fresh.name}{_OLD}")
    with _held(folder) as held:
        if not held:
            return False
        folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            old.rename(folder)
            raise
    shutil.rmtree(old, ignore_errors=True)
    return True


def _clear_away(folder: Path) -> None:
    """What killed builds left beside a folder is removed, and the old folder put back that one of them had set aside."""
    left = re.compile(rf"\.{re.escape(folder.name)}\.build-[a-z0-9_]{{8}}({_OLD})?")
    for path in sorted(folder.parent.iterdir()):
        if left.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            with _held(path, waiting=False) as held:
                if held and path.name.endswith(_OLD) and not folder.exists():
                    path.rename(folder)
                elif held:
                    shutil.rmtree(path, ignore_errors=True)
