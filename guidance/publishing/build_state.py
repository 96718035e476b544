"""Detect an up-to-date site: built from the same inputs, with unmodified files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path

from guidance.output.checksums import is_intact, read_checksums
from guidance.output.fingerprint import files_in, fingerprint
from guidance.publishing.content_history import history_mark
from guidance.publishing.site_settings import read_site_settings
from guidance.site.npm_scripts import NPM_SCRIPTS


def build_inputs(root: Path, content: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of the project that a build reads.

    Each has a name that does not depend on the location of the project or the content.
    """
    scripts = (f"node_modules/{file}" for script in NPM_SCRIPTS for file in script.files)
    yield from ((name, root / name) for name in ("mkdocs.yml", "build.py", *scripts))
    folders = {"content": content} | {
        name: root / name for name in ("guidance", "hooks", "docs", "docs/.well-known")
    }
    yield from (
        (f"{name}/{path}", file)
        for name, folder in folders.items()
        for path, file in files_in(folder)
    )


def build_fingerprint(root: Path, content: Path, environment: Mapping[str, str]) -> str:
    """Return the hash of everything that a site depends on.

    That is all files that a build reads, the last commit of the content, the variables that
    `mkdocs.yml` names, Python, and every installed package.
    """
    variables = read_site_settings(root / "mkdocs.yml", environment).variables
    packages = sorted(
        f"{package.metadata['Name']}=={package.version}" for package in distributions()
    )
    return fingerprint(
        build_inputs(root, content),
        [
            content.name,
            history_mark(content),
            sys.version,
            *packages,
            *(f"{name}={value}" for name, value in sorted(variables.items())),
        ],
    )


def unchanged_site(site: Path, inputs: str) -> str | None:
    """The summary of a site, or None if its inputs or its files have changed.

    `inputs` is the fingerprint of the inputs.
    """
    checksums = read_checksums(site)
    if checksums and checksums.inputs == inputs and is_intact(site, checksums):
        return checksums.summary
    return None
