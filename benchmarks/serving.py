"""Serving: a workshop goes in; the seconds from an edit until the preview shows it come out."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.sandbox import Workshop

LONGEST = 900


def edit_to_served(place: Workshop) -> float:
    """Starts a preview, changes one takeaway, and asks for its page until it has the new words."""
    address = f"127.0.0.1:{_free_port()}"
    command = [
        sys.executable,
        "build.py",
        "serve",
        "--content",
        str(place.content),
        "--address",
        address,
    ]
    with subprocess.Popen(
        command,
        cwd=place.folder,
        env=place.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait(lambda: _holds(f"http://{address}/index.html", "</html>"), server)
            words = "Somebody has just changed this sentence."
            page = place.edit(words)
            started = time.monotonic()
            _wait(lambda: _holds(f"http://{address}/{page.as_posix()}", words), server)
            return time.monotonic() - started
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _holds(address: str, words: str) -> bool:
    try:
        with urlopen(address, timeout=LONGEST) as answer:  # noqa: S310 -- an address of this machine
            return words in answer.read().decode()
    except (URLError, OSError):
        return False


def _wait(done: Callable[[], bool], server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + LONGEST
    while not done():
        if time.monotonic() > end or server.poll() is not None:
            raise TimeoutError("the preview does not show the change")
        time.sleep(0.05)
