"""Detect an up-to-date site: built from the same inputs, with unmodified files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from guidance.output.atomic_write import atomic_write
from guidance.output.fingerprint import files_in, fingerprint
from guidance.publishing.site_settings import read_site_settings


def build_inputs(root: Path, content: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of the project that a build reads.

    Each has a name that does not depend on the location of the project or the content.
    """
    yield from ((name, root / name) for name in ("mkdocs.yml", "build.py"))
    folders = {"content": content} | {
        name: root / name for name in ("guidance", "hooks", "docs", "node_modules/minisearch")
    }
    yield from (
        (f"{name}/{path}", file)
        for name, folder in folders.items()
        for path, file in files_in(folder)
    )


def build_fingerprint(root: Path, content: Path, environment: Mapping[str, str]) -> str:
    """Return the hash of everything that a site depends on.

    That is all files that a build reads, the variables that `mkdocs.yml` names, Python, and every
    installed package.
    """
    variables = read_site_settings(root / "mkdocs.yml", environment).variables
    packages = sorted(
        f"{package.metadata['Name']}=={package.version}" for package in distributions()
    )
    return fingerprint(
        build_inputs(root, content),
        [
            content.name,
            sys.version,
            *packages,
            *(f"{name}={value}" for name, value in sorted(variables.items())),
        ],
    )


@dataclass(frozen=True)
class BuildStateStore:
    """Stores for each build fingerprint the hash of the built site, and its summary."""

    folder: Path

    def find(self, build: str, site: Path) -> str | None:
        """Return the summary of a site, or None if its inputs or files have changed.

        `build` is the fingerprint of the inputs. An unreadable file in the store is ignored.
        """
        try:
            state = json.loads((self.folder / f"{build}.json").read_text("utf-8"))
            is_unchanged = state["site"] == fingerprint(_all_files(site))
            return str(state["summary"]) if is_unchanged else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, build: str, site: Path, summary: str) -> None:
        """Save the hash of a complete site, which need not be in its final folder yet."""
        state = {"site": fingerprint(_all_files(site)), "summary": summary}
        atomic_write(self.folder / f"{build}.json", json.dumps(state).encode())


def _all_files(site: Path) -> list[tuple[str, Path]]:
    """All files of a site, hidden ones too, with their relative paths."""
    return sorted(
        (path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file()
    )
