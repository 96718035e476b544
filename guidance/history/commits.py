"""The commits that changed the content folder, and the files that each of them changed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from guidance import limits
from guidance.history.git import HistoryError, commit_of, git_bytes, is_shallow, run_git

_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--root", "--raw", "--no-abbrev"),
    *("--no-renames", "--no-ext-diff", "--no-show-signature", "--no-color", "--relative", "-z"),
    *("--ignore-submodules", "-O/dev/null", "--format=%x01%H %cs"),
)
"""Lists the commits of the published branch alone: a merge stands for all that it brought."""
_HEAD = re.compile(rb"\x01(?P<hash>[0-9a-f]+) (?P<day>[0-9-]+)")
_CHANGE = re.compile(
    rb":[0-7]+ (?P<mode>[0-7]+) [0-9a-f]+ (?P<object>[0-9a-f]+) (?P<sort>[A-Z])[0-9]*"
)
_PLAIN_FILE = b"100"
"""How the mode of a plain file begins; links and submodules have others."""


class ChangedFile(NamedTuple):
    """A file as a commit left it."""

    object: str
    """The hash of its bytes; empty for a file that the commit removed."""
    is_added: bool
    """Whether it was not there before."""


@dataclass(frozen=True)
class Commit:
    """One commit that changed the content folder."""

    hash: str
    day: str
    """Its date, in ISO 8601."""
    files: Mapping[str, ChangedFile]
    """The files that it changed, by path in the folder."""


def newest_commit(content: Path) -> str:
    """The hash of the last commit that changed the content folder.

    Raises `HistoryError` where the repository does not hold all of its history: the same commit
    would give other pages then.
    """
    if not commit_of(content, "HEAD"):
        raise HistoryError("this repository has no commit yet")
    if is_shallow(content):
        raise HistoryError(
            "this copy holds the latest commits alone; fetch the rest with: git fetch --unshallow"
        )
    commit = run_git(content, "rev-list", "--first-parent", "--max-count=1", "HEAD", "--", ".")
    if not commit:
        raise HistoryError(f"no commit holds {content.name}/")
    return commit


def past_commits(content: Path) -> Sequence[Commit]:
    """The commits that changed the content folder, oldest first: `limits.PAST_COMMITS` at most.

    Raises `HistoryError`.
    """
    count = f"--max-count={limits.PAST_COMMITS}"
    options = ("-c", "log.showRoot=true", *_LOG, count, "HEAD", "--", ".")
    return [*reversed([*_commits(git_bytes(content, *options))])]


def _commits(log: bytes) -> Iterator[Commit]:
    """The commits of a log: the head of each, then its changes, each followed by its path."""
    tokens = iter([token.lstrip(b"\n") for token in log.split(b"\0")])
    head: re.Match[bytes] | None = None
    files: dict[str, ChangedFile] = {}
    for token in tokens:
        if next_head := _HEAD.fullmatch(token):
            if head:
                yield Commit(head["hash"].decode(), head["day"].decode(), files)
            head, files = next_head, {}
        elif change := _CHANGE.fullmatch(token):
            name = change["object"].decode() if change["mode"].startswith(_PLAIN_FILE) else ""
            files[os.fsdecode(next(tokens))] = ChangedFile(name, change["sort"] == b"A")
    if head:
        yield Commit(head["hash"].decode(), head["day"].decode(), files)
