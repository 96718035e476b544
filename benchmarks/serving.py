"""Measure the time from an edit until the preview shows it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.sandbox import Sandbox

TIMEOUT = 900


def seconds_until_served(sandbox: Sandbox) -> float:
    """Start a preview, edit a takeaway, and request its page until it has the new words.

    Raises `TimeoutError` if the preview ends or does not show the edit within `TIMEOUT` seconds.
    """
    address = f"127.0.0.1:{_free_port()}"
    command = [
        sys.executable,
        "build.py",
        "serve",
        "--content",
        str(sandbox.content),
        "--address",
        address,
    ]
    with subprocess.Popen(
        command,
        cwd=sandbox.folder,
        env=sandbox.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_until(lambda: _contains(f"http://{address}/index.html", "</html>"), server)
            words = "Somebody has just changed this sentence."
            page = sandbox.edit(words)
            start = time.monotonic()
            _wait_until(lambda: _contains(f"http://{address}/{page.as_posix()}", words), server)
            return time.monotonic() - start
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _contains(url: str, words: str) -> bool:
    try:
        with urlopen(url, timeout=TIMEOUT) as response:  # noqa: S310 -- on this machine
            return words in response.read().decode()
    except (URLError, OSError):
        return False


def _wait_until(condition: Callable[[], bool], server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + TIMEOUT
    while not condition():
        if time.monotonic() > end or server.poll() is not None:
            raise TimeoutError("the preview does not show the change")
        time.sleep(0.05)
