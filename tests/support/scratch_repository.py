"""A git repository with content, as a code host and its contributors have it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.examples import BASE

ENVIRONMENT: Mapping[str, str] = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada North",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada North",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2022-01-31T12:00:00Z",
    "GIT_COMMITTER_DATE": "2022-01-31T12:00:00Z",
}
"""An author and no settings of the machine: the same steps make the same commits."""


class ConflictError(Exception):
    """Two branches changed the same lines; the message names the files."""


@dataclass(frozen=True)
class ScratchRepository:
    """A repository with a working tree, whose content is in its folder `content`."""

    folder: Path

    @classmethod
    def create(
        cls, folder: Path, *, branch: str = "main", content: Path = BASE
    ) -> ScratchRepository:
        """A repository with one commit, which adds the content on the default branch."""
        repository = cls(folder)
        shutil.copytree(content, repository.content)
        _git(folder, "init", "-q", "-b", branch)
        repository.commit("Begin")
        return repository

    @property
    def content(self) -> Path:
        """The content folder of the working tree."""
        return self.folder / "content"

    @property
    def url(self) -> str:
        """The address by which `git clone --depth` copies some commits; a path copies all."""
        return self.folder.as_uri()

    def git(self, *arguments: str | Path) -> str:
        """The output of a git command. Raises `CalledProcessError` if the command fails."""
        return _git(self.folder, *arguments)

    def read(self, path: str) -> str:
        """The text of a content file."""
        return (self.content / path).read_text("utf-8")

    def write(self, path: str, text: str | bytes) -> None:
        """Write a content file; a text is written with its own line ends."""
        (self.content / path).write_bytes(text.encode() if isinstance(text, str) else text)

    def replace(self, path: str, *pairs: tuple[str, str]) -> None:
        """Replace the first occurrence of texts in a content file; each must occur."""
        text = self.read(path)
        for old, new in pairs:
            assert old in text, f"{path} does not contain {old!r}"
            text = text.replace(old, new, 1)
        self.write(path, text)

    def commit(self, message: str) -> str:
        """Commit the working tree, and return the commit's hash."""
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.hash()

    def hash(self, revision: str = "HEAD") -> str:
        """The hash of a commit."""
        return self.git("rev-parse", "--verify", f"{revision}^{{commit}}")

    def start_branch(self, name: str, start: str = "HEAD") -> None:
        """Create a branch, and switch to it."""
        self.git("switch", "-q", "-c", name, start)

    def switch(self, branch: str) -> None:
        """Switch to a branch."""
        self.git("switch", "-q", branch)

    def merge(self, branch: str) -> None:
        """Merge a branch. Raises `ConflictError`; the files then contain the conflict markers."""
        try:
            self.git("merge", "-q", "--no-edit", branch)
        except subprocess.CalledProcessError as error:
            raise ConflictError(error.stdout) from None

    def clone(self, folder: Path, *options: str) -> ScratchRepository:
        """A clone, such as a fork.

        Options: `--depth=1` for a shallow one, `--origin=NAME` for a remote of another name,
        `--single-branch --branch=NAME` for one branch alone.
        """
        _git(self.folder, "clone", "-q", *options, self.url, folder)
        return ScratchRepository(folder)

    def open_request(self, branch: str, into: str = "main", number: int = 1) -> str:
        """Make the merge of a request as a code host does, and return its hash.

        `refs/pull/N/merge` becomes a merge commit without a branch, with the target branch as
        its first parent and the request's branch as its second; `refs/pull/N/head` is the branch.
        Call it again after either branch has moved. Raises `ConflictError`; the references then
        stay as they were.
        """
        try:
            tree = self.git("merge-tree", "--write-tree", "--name-only", into, branch)
        except subprocess.CalledProcessError as error:
            raise ConflictError(error.stdout) from None
        parents = ("-p", self.hash(into), "-p", self.hash(branch))
        merge = self.git("commit-tree", tree, *parents, "-m", f"Merge {branch} into {into}")
        self.git("update-ref", f"refs/pull/{number}/merge", merge)
        self.git("update-ref", f"refs/pull/{number}/head", branch)
        return merge

    def check_out_request(
        self, folder: Path, number: int = 1, *, depth: int = 0
    ) -> ScratchRepository:
        """Check out the merge of a request into a new folder, as `actions/checkout` does.

        `depth` is its `fetch-depth`: with 0, all branches and tags are fetched as well.
        """
        merge = self.hash(f"refs/pull/{number}/merge")
        folder.mkdir(parents=True)
        _git(folder, "init", "-q")
        _git(folder, "remote", "add", "origin", self.url)
        reference = f"refs/remotes/pull/{number}/merge"
        wanted = [f"+{merge}:{reference}"]
        if not depth:
            wanted += ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"]
        options = [f"--depth={depth}"] if depth else []
        _git(folder, "fetch", "-q", "--no-tags", *options, "origin", *wanted)
        _git(folder, "checkout", "-q", "--force", reference)
        return ScratchRepository(folder)


def _git(folder: Path, *arguments: str | Path) -> str:
    process = subprocess.run(
        ["git", *map(str, arguments)],
        cwd=folder,
        env=os.environ | ENVIRONMENT,
        check=True,
        capture_output=True,
        text=True,
    )
    return process.stdout.strip()
