"""Fingerprint of everything that affects a PDF, except its HTML."""

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
    "lxml",
    "fonttools",
    "pyphen",
    "pillow",
)
"""The Python packages that lay out and write PDFs."""
LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
)
"""System libraries that lay out text, with the function that returns their version.

If a library has another name, its version is left out of the fingerprint.
"""
CODE = ("pdf/rendering", "pdf/rendering/layout", "pdf/tagging")
"""The packages of this project, below `guidance/`, whose code writes PDFs."""


@cache
def toolchain_fingerprint() -> str:
    """One line per program, library, module and font: its name, with its version or SHA-256."""
    return "\n".join((*_versions(), *_hashes()))


def _versions() -> Iterator[str]:
    yield f"python {platform.python_version()}"
    yield f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    for package in PACKAGES:
        yield f"{package} {version(package)}"
    for name, function in LIBRARIES:
        try:
            library_version = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        library_version.restype = ctypes.c_char_p
        yield f"{name} {library_version().decode()}"


def _hashes() -> Iterator[str]:
    modules = [path for folder in CODE for path in sorted((PACKAGE / folder).glob("*.py"))]
    fonts = (path for _, path in font_files())
    files = (TEMPLATES["print"] / name for name in ("elements.css", "pdfua.xmp"))
    for path in (*modules, *files, *fonts):
        yield f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
