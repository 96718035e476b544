"""Check out the content folder at a revision of its git repository."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MAIN_BRANCHES = ("origin/main", "main")
"""The possible names of the main branch; the first that exists is used."""


class HistoryError(Exception):
    """A revision cannot be looked up; the message gives the reason and the remedy."""


def merge_base(content: Path) -> str:
    """The commit where the current branch left the main branch; without one, `HEAD`.

    The changes since then are those of a pull request. Raises `HistoryError`.
    """
    for name in MAIN_BRANCHES:
        if _git(content, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", fails=True):
            commit = _git(content, "merge-base", "HEAD", name, fails=True).decode().strip()
            if not commit:
                raise _unknown_revision(content, name)
            return commit
    return "HEAD"


@contextmanager
def checkout_at(content: Path, revision: str) -> Iterator[Path]:
    """A temporary copy of the content folder at a revision; empty if it did not exist yet.

    Raises `HistoryError`.
    """
    options = ("--verify", "--quiet", "--end-of-options")
    commit = _git(content, "rev-parse", *options, f"{revision}^{{commit}}", fails=True)
    if not commit:
        raise _unknown_revision(content, revision)
    prefix = _git(content, "rev-parse", "--show-prefix").decode().strip()
    root = Path(_git(content, "rev-parse", "--show-toplevel").decode().strip())
    tree = f"{commit.decode().strip()}:{prefix}"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / content.name
        copy.mkdir()
        if _git(root, "cat-file", "-t", tree, fails=True):
            archive = io.BytesIO(_git(root, "archive", "--format=tar", tree))
            with tarfile.open(fileobj=archive) as tar:
                tar.extractall(copy, [member for member in tar if member.isfile()], filter="data")
        yield copy


def _unknown_revision(content: Path, revision: str) -> HistoryError:
    if _git(content, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return HistoryError(
            f"'{revision}' is not in this copy, which holds the latest commits alone; "
            "fetch the rest with: git fetch --unshallow"
        )
    return HistoryError(
        f"'{revision}' is no revision of this repository; "
        "allowed: a commit, a branch or a tag, such as main or HEAD~1"
    )


def _git(content: Path, *arguments: str, fails: bool = False) -> bytes:
    """The output of a git command; with `fails`, empty if the command fails."""
    try:
        process = subprocess.run(
            ["git", "-C", str(content), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        raise HistoryError("git is not installed; it knows what the content was before") from None
    if process.returncode == 0:
        return process.stdout
    message = process.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in message or "dubious ownership" in message:
        raise HistoryError(
            f"{content} lies in no git repository that can be read, "
            "so nobody knows what it was before"
        )
    if fails:
        return b""
    raise HistoryError(f"git says: {message}")
