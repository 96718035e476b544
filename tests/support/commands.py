"""Run the commands of the project in separate processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from build import cli
from guidance.paths import ROOT
from tests.examples import BASE

SITE_URL = "https://demand.example.org/"
"""The URL of every site that tests build, so that they share the cache of PDFs."""


def run_build(
    *arguments: str | Path, project: Path = ROOT, folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `build.py` of a project from a folder, and wait for its end."""
    return subprocess.run(
        [sys.executable, str(project / "build.py"), *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"SITE_URL": SITE_URL} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def run_in_process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of `build.py` as a function, which saves the start of an interpreter.

    Unlike the program, it sets no limits, and an error that ends the program is raised.
    """
    words = [*map(str, arguments)]
    result = CliRunner().invoke(cli, words, env={"SITE_URL": SITE_URL} | environment)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return subprocess.CompletedProcess(words, result.exit_code, result.stdout, result.stderr)


def copy_project(folder: Path, content: Path = BASE) -> Path:
    """Copy the project into a folder, with other content; Node packages are linked."""
    for name in ("build.py", "mkdocs.yml", "docs", "hooks", "guidance"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    shutil.copytree(content, folder / "content")
    (folder / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    return folder
