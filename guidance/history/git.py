"""Read the content folder at a revision of its git repository."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from guidance import limits

_PLAIN = {"LC_ALL": "C", "LANGUAGE": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
"""Messages in English, since some are recognized; no writing, and no objects for others."""
_FILE = re.compile(
    rb"100[0-7]{3} blob (?P<object>[0-9a-f]+) +(?P<size>[0-9]+)\t(?P<path>.+)", re.DOTALL
)
"""A plain file, as `git ls-tree -l` lists it."""


class HistoryError(Exception):
    """A revision cannot be looked up; the message gives the reason and the remedy."""


def run_git(content: Path, *arguments: str, fails: bool = False) -> str:
    """The output of a git command in a folder, without the space around it.

    With `fails`, it is empty where the command fails; otherwise `HistoryError` is raised. It is
    raised too where git cannot read the repository at all.
    """
    return git_bytes(content, *arguments, fails=fails).decode("utf-8", "replace").strip()


def commit_of(content: Path, revision: str) -> str:
    """The hash of the commit that a revision names; empty if there is none."""
    options = ("--verify", "--quiet", "--end-of-options")
    return run_git(content, "rev-parse", *options, f"{revision}^{{commit}}", fails=True)


def is_shallow(content: Path) -> bool:
    """Whether the repository holds the latest commits alone."""
    return run_git(content, "rev-parse", "--is-shallow-repository") == "true"


def unknown_revision(content: Path, revision: str) -> HistoryError:
    """The error that a revision names no commit."""
    if revision == "HEAD":
        return HistoryError("this repository has no commit yet; commit the content first")
    if is_shallow(content):
        return HistoryError(
            f"'{revision}' is not in this copy, which holds the latest commits alone; "
            "fetch the rest with: git fetch --unshallow"
        )
    return HistoryError(
        f"'{revision}' is no revision of this repository; "
        "allowed: a commit, a branch or a tag, such as main or HEAD~1"
    )


@contextmanager
def checkout_at(content: Path, revision: str) -> Iterator[Path]:
    """A temporary copy of the content folder at a revision; empty if it did not exist yet.

    It holds the bytes that git stores, whatever `.gitattributes` says; links and submodules are
    left out. Raises `HistoryError`.
    """
    commit = commit_of(content, revision)
    if not commit:
        raise unknown_revision(content, revision)
    tree = _tree(content, commit)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / content.name
        copy.mkdir()
        for path, data in _files_of(content, tree) if tree else ():
            _write(copy / path, data)
        yield copy


def _write(target: Path, data: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        message = f"'{target.name[:60]}' of that revision cannot be read ({error.strerror})"
        raise HistoryError(message) from None


def _files_of(content: Path, tree: str) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each file of a tree. Raises `HistoryError`."""
    root = Path(run_git(content, "rev-parse", "--show-toplevel"))
    entries = [
        match
        for line in git_bytes(root, "ls-tree", "-r", "-l", "-z", "--full-tree", tree).split(b"\0")
        if (match := _FILE.fullmatch(line)) and _is_inside(match["path"])
    ]
    size = sum(int(entry["size"]) for entry in entries)
    if size > limits.ALL_BYTES or len(entries) > limits.FILES:
        raise HistoryError(
            f"the content held {len(entries):,} files with {size:,} bytes at that revision; "
            f"allowed: {limits.FILES:,} files with {limits.ALL_BYTES:,} bytes"
        )
    objects = read_objects(root, [entry["object"].decode() for entry in entries])
    for entry, data in zip(entries, objects, strict=True):
        yield os.fsdecode(entry["path"]), data


def object_sizes(folder: Path, names: Sequence[str]) -> Sequence[int]:
    """The size of each object of a repository in bytes, by its hash. Raises `HistoryError`."""
    request = "".join(f"{name}\n" for name in names).encode()
    lines = git_bytes(folder, "cat-file", "--batch-check=%(objectsize)", stdin=request).split(b"\n")
    if not all(line.isdigit() for line in lines[: len(names)]):
        raise HistoryError("this copy of the repository lacks files of earlier commits")
    return [int(line) for line in lines[: len(names)]]


def read_objects(folder: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The bytes of each object of a repository, by its hash. Raises `HistoryError`."""
    request = "".join(f"{name}\n" for name in names).encode()
    stored = io.BytesIO(git_bytes(folder, "cat-file", "--batch", stdin=request))
    for _ in names:
        header = stored.readline().split()
        if len(header) != 3:
            raise HistoryError("this copy of the repository lacks files of earlier commits")
        yield stored.read(int(header[2]))
        stored.readline()


def _is_inside(path: bytes) -> bool:
    """Whether a path leads to a file below its folder on every system; git stores any name."""
    return not (set(path.split(b"/")) & {b"", b".", b".."} or b"\\" in path or b":" in path)


def has_content(content: Path, commit: str) -> bool:
    """Whether the content folder exists in a commit."""
    return bool(_tree(content, commit))


def changed_files(content: Path, commit: str) -> set[str]:
    """The files of the content folder that git shows as changed since a commit.

    Paths are relative to the folder. Files that git does not know yet are left out.
    """
    options = ("--name-only", "--no-renames", "--relative", "-z")
    committed = run_git(content, "diff", *options, commit, "HEAD", "--", ".", fails=True)
    present = run_git(content, "diff", *options, commit, "--", ".", fails=True)
    return {path for path in f"{committed}\0{present}".split("\0") if path}


def _tree(content: Path, commit: str) -> str:
    """The content folder in a commit, as git names it; empty if it is not there."""
    tree = f"{commit}:{run_git(content, 'rev-parse', '--show-prefix')}"
    return tree if run_git(content, "cat-file", "-t", tree, fails=True) == "tree" else ""


def git_bytes(
    folder: Path, *arguments: str, fails: bool = False, stdin: bytes | None = None
) -> bytes:
    """The output of a git command in a folder; empty or an error where it fails, as `run_git`."""
    try:
        process = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            env=os.environ | _PLAIN,
        )
    except OSError:
        raise HistoryError(
            "git cannot be run, and it alone knows what the content was before; install git"
        ) from None
    if process.returncode == 0:
        return process.stdout
    message = process.stderr.decode("utf-8", "replace").strip()
    if "dubious ownership" in message:
        raise _other_owner(folder, message)
    if "not a git repository" in message:
        raise HistoryError(
            f"{folder} lies in no git repository, so nobody knows what it was before; "
            "work in a copy that was made with: git clone"
        )
    if fails:
        return b""
    raise HistoryError(f"git says: {message}")


def _other_owner(folder: Path, message: str) -> HistoryError:
    """The error that the repository belongs to another user, with git's own remedy."""
    command = re.search(r"git config --global --add safe\.directory .+", message)
    remedy = command.group() if command else f"git config --global --add safe.directory {folder}"
    return HistoryError(
        "the repository belongs to another user of this machine, so git does not read it; "
        f"if you trust it, run: {remedy}"
    )
