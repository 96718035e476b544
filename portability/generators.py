"""Build the site with other generators, each in its own virtual environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from guidance.paths import ROOT

ENVIRONMENTS = ROOT / ".cache" / "portability"
PROPERDOCS = "properdocs==1.6.7"
ZENSICAL = "zensical==0.0.73"
"""Later versions need a package that some package indexes do not have."""
_QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


def build_with_mkdocs(site: Path) -> None:
    """Build the site with plain `mkdocs build`."""
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], ROOT)


def build_with_properdocs(site: Path) -> None:
    """Build the site with ProperDocs, with our settings, hooks and theme unchanged."""
    tools = _environment(
        "properdocs", ["--require-hashes", "-r", str(ROOT / "requirements.txt")], [PROPERDOCS]
    )
    _run(
        [
            str(tools / "properdocs"),
            "build",
            "--quiet",
            "--config-file",
            str(ROOT / "mkdocs.yml"),
            "--site-dir",
            str(site),
        ],
        ROOT,
    )


def build_with_zensical(site: Path) -> None:
    """Build the site with Zensical from Markdown pages, since it has no hooks.

    `build.py pages` writes the generated pages; the settings are a few lines.
    """
    tools = _environment("zensical", [ZENSICAL])
    folder = site.parent / "zensical"
    shutil.copytree(ROOT / "docs", folder / "docs")
    _run([sys.executable, str(ROOT / "build.py"), "pages", str(folder / "docs")], ROOT)
    ours = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    navigation = json.loads((folder / "docs" / "navigation.json").read_text("utf-8"))
    settings = {
        name: ours[name]
        for name in ("site_name", "site_url", "use_directory_urls", "markdown_extensions")
    }
    settings |= {
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "nav": [*navigation, *ours["nav"]],
    }
    (folder / "mkdocs.yml").write_text(
        yaml.safe_dump(settings, sort_keys=False, allow_unicode=True), "utf-8"
    )
    _run([str(tools / "zensical"), "build"], folder)
    (folder / "site").rename(site)


def _environment(name: str, *package_lists: Sequence[str]) -> Path:
    """Create a virtual environment, unless it exists with these packages; return its `bin`."""
    folder, package_text = (
        ENVIRONMENTS / name,
        "\n".join(" ".join(packages) for packages in package_lists),
    )
    mark = folder / "installed.txt"
    if not mark.is_file() or mark.read_text("utf-8") != package_text:
        shutil.rmtree(folder, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(folder)], ROOT)
        for packages in package_lists:
            _run([str(folder / "bin" / "pip"), "install", "--quiet", *packages], ROOT)
        mark.write_text(package_text, "utf-8")
    return folder / "bin"


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a command in a folder. Raises `RuntimeError` with its output if it fails."""
    process = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | _QUIET,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if process.returncode:
        raise RuntimeError(
            f"{' '.join(command)} ended with {process.returncode}:\n{process.stdout}"
        )
