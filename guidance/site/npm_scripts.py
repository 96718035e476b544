"""Scripts of npm packages in the site: unmodified, after the licences of what they contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guidance.output.file import OutputFile
from guidance.paths import NODE_MODULES


class NpmPackageMissingError(Exception):
    """An npm package whose script the site needs is not installed."""


@dataclass(frozen=True)
class NpmScript:
    """A script of an npm package that defines a global name, for pages opened from a folder."""

    path: str
    """Where the site has it."""
    title: str
    """Name and address, for those who read the script."""
    script: str
    """Its file below `node_modules`."""
    licences: tuple[str, ...]
    """The files with the licences of everything in it, below `node_modules`."""

    @property
    def files(self) -> tuple[str, ...]:
        """All its files, below `node_modules`."""
        return (self.script, *self.licences)

    def read(self, folder: Path = NODE_MODULES) -> str:
        """The script after its licences; raises `NpmPackageMissingError`."""
        try:
            licences = [(folder / path).read_text("utf-8").strip() for path in self.licences]
            script = (folder / self.script).read_text("utf-8")
        except FileNotFoundError as error:
            raise NpmPackageMissingError(
                f"an npm package is missing ({error.filename}); "
                "`make` installs it, and so does `npm ci`"
            ) from None
        head = "\n\n".join((self.title, *licences))
        return f"/*! {head}\n*/\n" + re.sub(r"//# sourceMappingURL=.*\n?", "", script)


NPM_SCRIPTS = (
    NpmScript(
        "assets/write-excel-file.js",
        "write-excel-file with fflate, https://gitlab.com/catamphetamine/write-excel-file",
        "write-excel-file/bundle/write-excel-file.min.js",
        ("write-excel-file/LICENSE", "fflate/LICENSE"),
    ),
)
"""The writer of the spreadsheet of My selection."""


def npm_scripts() -> Iterator[OutputFile]:
    """All scripts of npm packages; raises `NpmPackageMissingError`."""
    yield from (OutputFile(script.path, script.read()) for script in NPM_SCRIPTS)
