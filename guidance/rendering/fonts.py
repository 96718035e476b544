"""Fonts: the faces of Source Sans 3, taken unmodified from the package that carries them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

FAMILY = "Source Sans 3"


@dataclass(frozen=True)
class Face:
    """One face of the family."""

    name: str
    """The file's name without its ending."""
    weight: int
    style: str

    @property
    def file(self) -> str:
        """The file's name in the package and on the site."""
        return f"{self.name}.ttf.woff2"

    @property
    def path(self) -> Path:
        """Where the file lies on this machine."""
        return _place("woff2", self.file)

    @property
    def printed(self) -> Path:
        """Where the same face lies as it is printed from: unpacked, where the package has it so, since WeasyPrint takes a second to unpack all."""
        unpacked = _place("ttf", f"{self.name}.ttf")
        return unpacked if unpacked.is_file() else self.path


FACES = (
    Face("SourceSans3-Light", 300, "normal"),
    Face("SourceSans3-Regular", 400, "normal"),
    Face("SourceSans3-It", 400, "italic"),
    Face("SourceSans3-Semibold", 600, "normal"),
    Face("SourceSans3-Bold", 700, "normal"),
)


def font_files() -> Iterator[tuple[str, Path]]:
    """The name of every font file on a sheet, with the place from which it is printed."""
    for face in FACES:
        yield face.file, face.printed


def _place(folder: str, name: str) -> Path:
    with as_file(
        files("weblate_fonts") / "static" / "weblate_fonts" / "source-sans" / folder / name
    ) as path:
        return path
