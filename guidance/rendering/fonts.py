"""The faces of Source Sans 3, unmodified, from the package `weblate-fonts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

FAMILY = "Source Sans 3"


@dataclass(frozen=True)
class Face:
    """A face of the font family."""

    name: str
    """The file name without its suffix."""
    weight: int
    style: str

    @property
    def file(self) -> str:
        """The name of the WOFF2 file, in the package and in style sheets."""
        return f"{self.name}.ttf.woff2"

    @property
    def path(self) -> Path:
        """The WOFF2 file."""
        return _font_file("woff2", self.file)

    @property
    def print_path(self) -> Path:
        """The file for printing: TrueType if there is one, since decompressing WOFF2 takes time."""
        truetype = _font_file("ttf", f"{self.name}.ttf")
        return truetype if truetype.is_file() else self.path


FACES = (
    Face("SourceSans3-Light", 300, "normal"),
    Face("SourceSans3-Regular", 400, "normal"),
    Face("SourceSans3-It", 400, "italic"),
    Face("SourceSans3-Semibold", 600, "normal"),
    Face("SourceSans3-Bold", 700, "normal"),
)


def font_files() -> Iterator[tuple[str, Path]]:
    """The file name of each face in style sheets, and the file that is printed from."""
    for face in FACES:
        yield face.file, face.print_path


def _font_file(folder: str, name: str) -> Path:
    with as_file(
        files("weblate_fonts") / "static" / "weblate_fonts" / "source-sans" / folder / name
    ) as path:
        return path
