"""Find the commit with which the content is compared: the base of a request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guidance.history.git import (
    HistoryError,
    commit_of,
    has_content,
    is_shallow,
    run_git,
    unknown_revision,
)

AUTO = "auto"
"""Stands for the commit where the current branch left the default branch."""
_REMOTES = ("upstream", "origin")
"""The project that a fork follows comes before the fork itself."""
_BRANCHES = ("main", "master", "trunk")
"""Usual names of a default branch, where git does not know which one it is."""
_OTHER = "or name a commit or a branch to compare with, as in: make changes SINCE=HEAD~1"


@dataclass(frozen=True)
class Base:
    """The commit with which the content is compared."""

    commit: str
    day: str
    """The date of the commit, in ISO 8601."""
    description: str
    """Which commit it is and how it was found: `1a2b3c4 of 2022-01-31, where …`."""


def find_base(content: Path, since: str = AUTO) -> Base:
    """The base for a revision, or for `auto`.

    It is an ancestor of the current commit, so that only changes made on this side of it are
    compared: for a revision that is none, the commit where the current branch left it. Raises
    `HistoryError`, with what to do, where it cannot be known.
    """
    head = commit_of(content, "HEAD")
    if not head:
        raise unknown_revision(content, "HEAD")
    if since in ("", AUTO):
        branch = _default_branch(content)
        commit = _merge_base(content, branch) or _raise_unrelated(content, branch)
        if commit == head:
            note = f"the last commit, which {branch} contains"
        else:
            note = f"where this branch left {branch}"
        return _base(content, commit, note)
    named = commit_of(content, since)
    if not named:
        raise unknown_revision(content, since)
    commit = _merge_base(content, since)
    if not commit and is_shallow(content):
        _raise_unrelated(content, since)
    if commit in ("", named):
        return _base(content, named, "", "" if named.startswith(since) else since)
    return _base(content, commit, f"where this branch left {since}")


def _base(content: Path, commit: str, note: str, revision: str = "") -> Base:
    shown = run_git(content, "show", "-s", "--no-show-signature", "--format=%cs %h", commit)
    day, _, short = shown.partition(" ")
    name = f"{revision} ({short} of {day})" if revision else f"{short} of {day}"
    absence = "" if has_content(content, commit) else f"without {content.name}/"
    return Base(commit, day, ", ".join(filter(None, (name, note, absence))))


def _merge_base(content: Path, revision: str) -> str:
    return run_git(content, "merge-base", "HEAD", commit_of(content, revision), fails=True)


def _raise_unrelated(content: Path, branch: str) -> str:
    if is_shallow(content):
        raise HistoryError(
            "this copy holds the latest commits alone, "
            f"so nobody knows where its branch left {branch}; "
            "fetch the rest with: git fetch --unshallow"
        )
    raise HistoryError(f"this branch and {branch} have no commit in common; {_OTHER}")


def _default_branch(content: Path) -> str:
    """The default branch of `upstream`, of `origin`, or of this copy alone.

    Raises `HistoryError` where it is not known.
    """
    remotes = _remotes(content)
    usual = dict.fromkeys([*_head_names(content, remotes), *_BRANCHES])
    for remote in remotes:
        if head := _remote_head(content, remote):
            return head
        branches = _branches(content, f"refs/remotes/{remote}")
        found = [f"{remote}/{name}" for name in usual if f"{remote}/{name}" in branches]
        if len(found) == 1:
            return found[0]
        if found:
            raise _unknown_branch(content, remote)
    local = _branches(content, "refs/heads")
    found = [name for name in usual if name in local]
    if not remotes and len(local) == 1:
        found = local
    if len(found) == 1:
        return found[0]
    raise _unknown_branch(content, remotes[0] if remotes else "")


def _remotes(content: Path) -> list[str]:
    """The remotes, in the order in which they are asked for their default branch."""
    names = run_git(content, "remote").split()
    return sorted(names, key=lambda name: (_order(name), name))


def _order(remote: str) -> int:
    return _REMOTES.index(remote) if remote in _REMOTES else len(_REMOTES)


def _remote_head(content: Path, remote: str) -> str:
    """The default branch of a remote as its clone recorded it; empty if it did not."""
    head = run_git(
        content, "symbolic-ref", "--quiet", "--short", f"refs/remotes/{remote}/HEAD", fails=True
    )
    return head if head and commit_of(content, f"refs/remotes/{head}") else ""


def _head_names(content: Path, remotes: list[str]) -> Iterator[str]:
    """What other repositories call their default branch: remotes, then the user's settings."""
    for remote in remotes:
        reference = f"refs/remotes/{remote}/HEAD"
        head = run_git(content, "symbolic-ref", "--quiet", "--short", reference, fails=True)
        if head:
            yield head.removeprefix(f"{remote}/")
    if name := run_git(content, "config", "init.defaultBranch", fails=True):
        yield name


def _branches(content: Path, below: str) -> list[str]:
    return run_git(content, "for-each-ref", "--format=%(refname:short)", below).split()


def _unknown_branch(content: Path, remote: str) -> HistoryError:
    if not remote:
        return HistoryError(f"nobody knows which branch of this copy is the main one; {_OTHER}")
    fetch = "git fetch --unshallow" if is_shallow(content) else "git fetch"
    return HistoryError(
        f"this copy does not know the main branch of {remote}; fetch it with: "
        f"git remote set-branches {remote} '*' && {fetch} {remote} && "
        f"git remote set-head {remote} --auto; {_OTHER}"
    )
