"""History: a content folder and a revision of its git repository go in, the folder as it was then comes out."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MAIN = ("origin/main", "main")
"""Where the work of everybody comes together."""


class HistoryError(Exception):
    """A revision that cannot be looked up, with the reason and the remedy."""


def merge_base(content: Path) -> str:
    """Where the present work left the main branch: what has changed since is what a pull request would bring. Without a main branch, the last commit."""
    for name in MAIN:
        if _git(content, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", fails=True):
            return _git(content, "merge-base", "HEAD", name, fails=True).decode().strip() or _short(
                content, name
            )
    return "HEAD"


@contextmanager
def checkout_at(content: Path, revision: str) -> Iterator[Path]:
    """The content folder at a revision, in a place of its own for a while; an empty one where it did not exist yet.

    Raises `HistoryError`.
    """
    commit = (
        _git(
            content,
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            f"{revision}^{{commit}}",
            fails=True,
        )
        .decode()
        .strip()
    )
    if not commit:
        _short(content, revision)
    inside = _git(content, "rev-parse", "--show-prefix").decode().strip()
    top = Path(_git(content, "rev-parse", "--show-toplevel").decode().strip())
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / content.name
        before.mkdir()
        if _git(top, "cat-file", "-t", f"{commit}:{inside}", fails=True):
            with tarfile.open(
                fileobj=io.BytesIO(_git(top, "archive", "--format=tar", f"{commit}:{inside}"))
            ) as archive:
                archive.extractall(
                    before, [member for member in archive if member.isfile()], filter="data"
                )
        yield before


def _short(content: Path, revision: str) -> str:
    """Says why a revision cannot be found."""
    if _git(content, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise HistoryError(
            f"'{revision}' is not in this copy, which holds the latest commits alone; fetch the rest with: git fetch --unshallow"
        )
    raise HistoryError(
        f"'{revision}' is no revision of this repository; allowed: a commit, a branch or a tag, such as main or HEAD~1"
    )


def _git(content: Path, *arguments: str, fails: bool = False) -> bytes:
    """What git answers; with `fails`, nothing where it finds nothing."""
    try:
        done = subprocess.run(
            ["git", "-C", str(content), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        raise HistoryError("git is not installed; it knows what the content was before") from None
    if done.returncode == 0:
        return done.stdout
    told = done.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in told or "dubious ownership" in told:
        raise HistoryError(
            f"{content} lies in no git repository that can be read, so nobody knows what it was before"
        )
    if fails:
        return b""
    raise HistoryError(f"git says: {told}")
