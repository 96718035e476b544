"""Makers: what a PDF owes its bytes to beside its HTML comes out as one text: programs with their versions, fonts, and the rooms of this package that print."""

from __future__ import annotations

import ctypes
import hashlib
import platform
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from guidance.paths import PACKAGE, TEMPLATES
from guidance.rendering.fonts import font_files

PACKAGES = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "fonttools",
    "pyphen",
    "pillow",
)
FILES = (
    "rendering/renderer.py",
    "tagging/finisher.py",
    "tagging/radio_buttons.py",
    "tagging/semantic_tags.py",
    "tagging/structure_tree.py",
)
LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
)
"""Libraries of the system that lay out text, with what tells their versions. Where there is none of that name, its version is not told."""


@cache
def toolchain_fingerprint() -> str:
    """All makers, a line each."""
    return "\n".join((*_programs(), *_files()))


def _programs() -> Iterator[str]:
    yield f"python {platform.python_version()}"
    yield f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    for package in PACKAGES:
        yield f"{package} {version(package)}"
    for name, teller in LIBRARIES:
        try:
            tell = getattr(ctypes.CDLL(name), teller)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        yield f"{name} {tell().decode()}"


def _files() -> Iterator[str]:
    rooms = [PACKAGE / "pdf" / name for name in FILES]
    for path in (*rooms, TEMPLATES["print"] / "pdfua.xmp", *(path for _, path in font_files())):
        yield f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
