"""Keeping: all that goes into a site and the site that stands there go in; whether it is that very site, whole and unchanged, comes out."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from guidance.output.atomic_write import atomic_write
from guidance.output.fingerprint import files_in, fingerprint

_SETTING = re.compile(r"!ENV\b(.*)")


def build_inputs(root: Path, content: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the project that a build reads, with a name that does not depend on where the project lies."""
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
    """The hash of all that goes into a site: content, code, pages by hand, settings with their variables, and every installed package."""
    settings = (root / "mkdocs.yml").read_text("utf-8")
    variables = {
        name
        for line in _SETTING.findall(settings)
        for name in re.findall(r"\b[A-Z][A-Z_]+\b", line)
    }
    packages = sorted(
        f"{package.metadata['Name']}=={package.version}" for package in distributions()
    )
    return fingerprint(
        build_inputs(root, content),
        [
            content.name,
            sys.version,
            *packages,
            *(f"{name}={environment.get(name)}" for name in sorted(variables)),
        ],
    )


@dataclass(frozen=True)
class BuildStateStore:
    """Remembers what a site was made of, and of each such site the hash of the whole."""

    cache: Path

    def kept(self, made_of: str, site: Path) -> str | None:
        """What was told of the site when it was built, where just that site stands there; None where it has to be built."""
        try:
            remembered = json.loads((self.cache / f"{made_of}.json").read_text("utf-8"))
            return (
                str(remembered["told"])
                if remembered["site"] == fingerprint(_all_files(site))
                else None
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, made_of: str, fresh: Path, told: str) -> None:
        """Keeps the hash of a site that is whole but not yet in its place; the note appears whole or not at all."""
        atomic_write(
            self.cache / f"{made_of}.json",
            json.dumps({"site": fingerprint(_all_files(fresh)), "told": told}).encode(),
        )


def _all_files(site: Path) -> list[tuple[str, Path]]:
    """Every file that is part of a site, hidden or not."""
    return sorted(
        (path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file()
    )
