"""A copy of the project whose builds are disturbed, and what must hold of it afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from guidance.output.atomic_write import PART
from guidance.output.checksums import CHECKSUMS, read_checksums
from guidance.paths import ROOT

_COPIED = ("build.py", "mkdocs.yml", "docs", "guidance", "hooks")
SITE_URL = "https://demand.example.org/"
_ADDED = "\n\nThis is another version.\n"
"""What the second version of the project adds to a page written by hand."""
_HASHED = ("pdf", "fonts")
"""Folders of the cache whose files are named `<key>.<label>.<hash>.<suffix>`."""
_UNFINISHED = ".site.build-*"
PRINTED = 4
"""PDFs that most builds print."""
LONGEST = 1_800
"""Seconds after which a build counts as hanging."""

Hashes = Mapping[str, str]
"""The SHA-256 of each file of a folder, by its path."""


class HangingBuildError(Exception):
    """A build, or a process that it started, did not end."""


@dataclass
class DisturbedProject:
    """A copy of the project with a warm cache, in two versions that share their PDFs.

    The versions differ in a page written by hand, so that every build has something to do, and
    the old site can be told from the new one.
    """

    folder: Path
    """Holds the project and a folder for temporary files, and nothing else."""
    random: Random
    version: int = 0
    clean: list[Hashes] = field(default_factory=list)
    """The files of each version of the site, built without disturbance."""
    warm: Path | None = None
    """A copy of the cache that holds everything."""

    @property
    def root(self) -> Path:
        """The root of the project."""
        return self.folder / "project"

    @property
    def site(self) -> Path:
        """The folder of its site."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """Its cache."""
        return self.root / ".cache"

    @property
    def temporary(self) -> Path:
        """The folder for temporary files of its builds."""
        return self.folder / "temporary"

    def create(self, content: Path, warm: Path) -> float:
        """Copy the project with some content, and build both versions; `warm` keeps the cache.

        Returns the seconds of a build that prints a few PDFs. Raises `RuntimeError` if one fails.
        """
        copy_project(self.root, content)
        self.temporary.mkdir()
        if (ROOT / ".cache" / "pdf").is_dir():
            shutil.copytree(ROOT / ".cache" / "pdf", self.cache / "pdf")
            for path in (self.cache / "pdf").glob("*.pdf"):
                os.utime(path, (0, 0))  # a build marks those that it uses
        self.finish()
        self.clean.append(hashes(self.site))
        for path in (self.cache / "pdf").glob("*.pdf"):
            if not path.stat().st_mtime:
                path.unlink()
        self.warm = Path(shutil.copytree(self.cache, warm))
        self.switch()
        self.warm_cache(without=PRINTED)
        begin = time.monotonic()
        self.finish()
        self.clean.append(hashes(self.site))
        return time.monotonic() - begin

    def switch(self) -> None:
        """Change to the other version, which the next build has to write."""
        self.version = 1 - self.version
        page = min((self.root / "docs").rglob("*.md"))
        text = page.read_text("utf-8").removesuffix(_ADDED)
        page.write_text(text + (_ADDED if self.version else ""), "utf-8")

    def prepare(self) -> None:
        """Change to the other version if this one is built, so that a build has something to do."""
        if self.state() == "new site":
            self.switch()

    def unfinished(self) -> set[str]:
        """The names of the unfinished sites that builds have left."""
        return {path.name for path in self.root.glob(_UNFINISHED)}

    def warm_cache(self, without: int) -> None:
        """Renew the cache, without some of the PDFs of the site, so that these are printed."""
        assert self.warm
        if self.cache.is_dir() and not self.cache.is_symlink():
            shutil.rmtree(self.cache)
        else:
            self.cache.unlink(missing_ok=True)
        shutil.copytree(self.warm, self.cache)
        used = self._used_pdfs()
        for path in self.random.sample(used, min(without, len(used))):
            path.unlink()

    def _used_pdfs(self) -> list[Path]:
        """The cached PDFs of the site; a cache may hold those of other states too."""
        published = set(self.clean[0].values())
        return [path for path in sorted((self.cache / "pdf").iterdir()) if _hash(path) in published]

    def start(self, limit: int | None = None) -> subprocess.Popen[str]:
        """Begin a build; `limit` is the size of a file in bytes that it may write.

        Its output ends with the last process that it has started.
        """
        command = [sys.executable, str(self.root / "build.py"), "all"]
        if limit is not None:
            command = ["prlimit", f"--fsize={limit}", *command]
        return subprocess.Popen(
            command,
            cwd=self.root,
            env=os.environ
            | {"SITE_URL": SITE_URL, "TMPDIR": str(self.temporary)}
            | {"PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def finish(self) -> None:
        """Build undisturbed. Raises `RuntimeError` if that fails."""
        process = self.start()
        output = output_of(process)
        if process.returncode:
            raise RuntimeError(f"an undisturbed build failed:\n{output}")

    def state(self) -> str:
        """Whether the site is the whole old one or the whole new one, or how it is damaged."""
        found = hashes(self.site)
        checksums = read_checksums(self.site)
        if not checksums or checksums.files != found:
            return "DAMAGED SITE (its checksums are not those of its files)"
        if found == self.clean[self.version]:
            return "new site"
        if found == self.clean[1 - self.version]:
            return "old site"
        differing = {path for path, _ in found.items() ^ self.clean[self.version].items()}
        return f"DAMAGED SITE ({len(differing)} files, such as {sorted(differing)[:3]})"

    def faults(self, *, may_be_old: bool = False, unfinished: Collection[str] = ()) -> list[str]:
        """What is wrong with the site, and what is left behind.

        After a build that was disturbed, the site may be the old one, and those unfinished sites
        may still be there.
        """
        state = self.state()
        faults = [] if state == "new site" or (may_be_old and state == "old site") else [state]
        faults += manifest_faults(self.site)
        allowed = {"project", "temporary", *_COPIED, "content", "node_modules", "site", ".cache"}
        for folder in (self.folder, self.root, self.temporary):
            for path in sorted(folder.iterdir()):
                if path.name not in {*allowed, *unfinished}:
                    faults.append(f"left behind: {path.relative_to(self.folder)}")
        return [*faults, *cache_faults(self.cache)]


def copy_project(root: Path, content: Path) -> None:
    """Copy what a build needs, with some content, into a new folder."""
    root.mkdir(parents=True)
    for name in _COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    shutil.copytree(content, root / "content")
    (root / "node_modules").symlink_to((ROOT / "node_modules").resolve())


def output_of(process: subprocess.Popen[str]) -> str:
    """The output of a build when all its processes have ended. Raises `HangingBuildError`."""
    try:
        return process.communicate(timeout=LONGEST)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise HangingBuildError(f"it did not end in {LONGEST} seconds") from None


def hashes(folder: Path) -> Hashes:
    """The hashes of all files below a folder, except of checksums; empty if there is none.

    The checksums of a site are compared with its files, since they also tell which packages are
    installed, as others may meanwhile.
    """
    return {
        path.relative_to(folder).as_posix(): _hash(path)
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and path.name != CHECKSUMS
    }


def manifest_faults(site: Path) -> Iterator[str]:
    """The downloads of a site that are not what its manifest says."""
    try:
        downloads: Sequence[Mapping[str, object]] = json.loads(
            (site / "downloads" / "manifest.json").read_text("utf-8")
        )
    except (OSError, ValueError) as error:
        yield f"the manifest cannot be read: {error}"
        return
    for download in downloads:
        path = site / str(download["path"])
        content = path.read_bytes() if path.is_file() else b""
        if (len(content), hashlib.sha256(content).hexdigest()) != (
            download["bytes"],
            download["sha256"],
        ):
            yield f"not as in the manifest: {download['path']}"


def cache_faults(cache: Path) -> Iterator[str]:
    """The unfinished files of a cache, and those that are not what the hash in their name says."""
    for path in sorted(cache.rglob("*")):
        name = path.relative_to(cache.parent)
        digest = path.name.split(".")[2:3] if path.parent.name in _HASHED else []
        if path.name.endswith(PART):
            yield f"left behind: {name}"
        elif digest and path.is_file() and not _hash(path).startswith(digest[0]):
            yield f"damaged: {name}"


def _hash(path: Path) -> str:
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return ""
