"""A workshop: a number of conferences goes in, a copy of the project with content for them and an empty cache comes out, in which to build."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from benchmarks.generator import FIRST, write_content
from benchmarks.process_cost import Cost, measured
from guidance.paths import ROOT

_PARTS = ("build.py", "mkdocs.yml", "docs", "guidance", "hooks")
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True)
class Workshop:
    """A folder to build in; nothing of it touches the project."""

    folder: Path
    conferences: int

    @property
    def content(self) -> Path:
        """The invented content."""
        return self.folder / "content"

    @property
    def site(self) -> Path:
        """Where the site comes to stand."""
        return self.folder / "site"

    @property
    def environment(self) -> dict[str, str]:
        """The variables of all commands."""
        return os.environ | _QUIET | {"CONTENT_DIR": str(self.content)}

    def build(self, *arguments: str, told: Callable[[str], None] = lambda _: None) -> Cost:
        """A command of `build.py`; `told` hears now and then how it goes."""
        return measured(
            [sys.executable, "build.py", *arguments], self.folder, self.environment, told
        )

    def cold_step(self) -> Cost:
        """The pages alone with an empty cache: the fonts for the screen are cut as well."""
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        return self.site_step()

    def site_step(self) -> Cost:
        """The pages alone: what `mkdocs build` does."""
        shutil.rmtree(self.folder / "stepped", ignore_errors=True)
        return measured(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "stepped"],
            self.folder,
            self.environment,
        )

    def emit(self) -> None:
        """Writes all pages for plain MkDocs, generated and by hand, with our settings of Markdown, our navigation, and Material's own theme."""
        plain = self.folder / "plain"
        shutil.copytree(self.folder / "docs", plain / "docs")
        self.build("pages", str(plain / "docs"))
        ours = yaml_load((self.folder / "mkdocs.yml").read_text("utf-8"))
        generated = json.loads((plain / "docs" / "navigation.json").read_text("utf-8"))
        settings = {
            name: ours[name]
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
            "nav": [*generated, *ours["nav"]],
        }
        (plain / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")

    def plain_step(self) -> Cost:
        """The same pages by plain MkDocs."""
        shutil.rmtree(self.folder / "plain" / "site", ignore_errors=True)
        return measured(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            self.folder / "plain",
            self.environment,
        )

    def edit(self, words: str) -> Path:
        """Changes the text of one takeaway; returns the page of the site on which it stands."""
        file = self.content / "panels" / f"{FIRST}-P1.yml"
        before, mark, takeaways = file.read_text("utf-8").partition("\ntakeaways:\n")
        fields, key, text = takeaways.partition("  text: |\n")
        first, end, rest = text.partition("\n")
        indent = first[: len(first) - len(first.lstrip())]
        file.write_text(f"{before}{mark}{fields}{key}{indent}{words}{end}{rest}", "utf-8")
        return Path(str(FIRST), "panels", "1", "index.html")


@contextmanager
def workshop(folder: Path, conferences: int) -> Iterator[Workshop]:
    """A workshop that is cleared away in the end."""
    folder.mkdir(parents=True)
    for name in _PARTS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    shutil.copytree(ROOT / "node_modules" / "minisearch", folder / "node_modules" / "minisearch")
    write_content(folder / "content", conferences)
    try:
        yield Workshop(folder, conferences)
    finally:
        shutil.rmtree(folder)
