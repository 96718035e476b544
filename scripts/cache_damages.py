"""Damages of a cache: functions that get the folder of all caches, and a source of chance."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random


def _files(cache: Path) -> Iterator[Path]:
    """The files of a cache."""
    yield from (path for path in sorted(cache.rglob("*")) if path.is_file())


def empty(cache: Path, random: Random) -> None:
    """Emptied files."""
    for path in _some(cache, random):
        path.write_bytes(b"")


def cut(cache: Path, random: Random) -> None:
    """Cut files."""
    for path in _some(cache, random):
        os.truncate(path, random.randrange(path.stat().st_size))


def overwrite(cache: Path, random: Random) -> None:
    """Files of random bytes."""
    for path in _some(cache, random):
        path.write_bytes(random.randbytes(path.stat().st_size))


def change_one_byte(cache: Path, random: Random) -> None:
    """Files with one changed byte."""
    for path in _some(cache, random):
        content = bytearray(path.read_bytes())
        content[random.randrange(len(content))] ^= 1
        path.write_bytes(content)


def exchange(cache: Path, random: Random) -> None:
    """Files whose names have the hashes of others."""
    for folder in sorted(cache.iterdir()):
        paths = [*_some(folder, random)]
        contents = [path.read_bytes() for path in paths]
        for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
            path.write_bytes(content)


def put_folders(cache: Path, random: Random) -> None:
    """Folders in place of files."""
    for path in _some(cache, random):
        path.unlink()
        path.mkdir()


def put_links(cache: Path, random: Random) -> None:
    """Links that lead nowhere in place of files."""
    for path in _some(cache, random):
        path.unlink()
        path.symlink_to(cache / "nowhere")


def remove(cache: Path, random: Random) -> None:
    """Removed again and again while building."""
    shutil.rmtree(cache, ignore_errors=True)


def damage_again(cache: Path, random: Random) -> None:
    """Emptied again and again while building."""
    for path in _files(cache):
        with suppress(OSError):
            path.write_bytes(b"")


def put_file(cache: Path, random: Random) -> None:
    """A file in place of the folder."""
    shutil.rmtree(cache)
    cache.write_text("no folder", "utf-8")


def _some(folder: Path, random: Random) -> Iterator[Path]:
    """Three files of each cache, or of one."""
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()) or [folder]:
        files = [*_files(inner)]
        yield from random.sample(files, min(3, len(files)))


DAMAGES = (
    *(empty, cut, overwrite, change_one_byte, exchange, put_folders, put_links),
    *(remove, damage_again, put_file),
)
WHILE_BUILDING = (remove, damage_again)
