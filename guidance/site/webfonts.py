"""Subsets of the project's fonts for browsers, cached on disk."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from guidance.output.file import OutputFile
from guidance.output.file_cache import FileCache, warn_unwritable
from guidance.paths import FONT_CACHE
from guidance.rendering.fonts import FACES, Face

FAMILY = "Guidance Sans"
"""Name of the subsets: the fonts' licence reserves the original name for unmodified files."""

CHARACTERS = (
    "U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+0259,U+02C6-02DD,U+1E9E,U+2000-206F,U+20AC,"
    "U+2116,U+2122,U+2190-2193,U+2212,U+FB01-FB02"
)
"""Unicode ranges of European languages in Latin script, with typographic signs."""

DISPLAY = "optional"
"""`font-display` of pages: a font that loads late is used from the next page on, so that text
does not move while someone reads it."""

FIRST = ((400, "normal"), (600, "normal"), (400, "italic"))
"""Weight and style of the faces for which the first paint waits: running text, headings, and words
set apart in texts. Each has 17 kB, so that they come with the style sheet on slow connections."""

FEATURES = ("kern", "liga", "lnum", "tnum", "pnum", "locl", "mark", "mkmk", "ccmp")
"""OpenType features that the subsets keep."""


def file_name(face: Face) -> str:
    """Return the file name of a face's subset on the site."""
    return f"guidance-sans-{face.weight}-{face.style}.woff2"


def page_fonts() -> Mapping[str, str | Sequence[str]]:
    """Return the family, the files of all faces, and the files for which the first paint waits."""
    first_files = [file_name(face) for face in FACES if (face.weight, face.style) in FIRST]
    return {
        "family": FAMILY,
        "faces": [file_name(face) for face in FACES],
        "first": first_files,
    }


def font_files(folder: Path = FONT_CACHE) -> Iterator[OutputFile]:
    """Return every face's subset in the format WOFF2; made once per version of the fonts.

    A damaged subset in the cache is made again.
    """
    cache = FileCache(folder, "woff2")
    keys = {face: _cache_key(face) for face in FACES}
    subsets = {key: file.content for key, file in cache.find(keys.values()).items()}
    missing = {face: key for face, key in keys.items() if key not in subsets}
    errors = []
    for face, key in missing.items():
        subsets[key] = _subset(face)
        errors.append(cache.store(key, f"{face.weight}-{face.style}", subsets[key]))
    for error in [*filter(None, errors)][:1]:
        warn_unwritable(folder, error)
    if missing:
        cache.prune(keys.values())
    for face, key in keys.items():
        yield OutputFile(f"assets/fonts/{file_name(face)}", subsets[key])


def _cache_key(face: Face) -> str:
    """The hash of all that a subset depends on."""
    versions = (version("weblate-fonts"), version("fonttools"))
    parts = "\0".join((*versions, face.name, CHARACTERS, *FEATURES))
    return hashlib.sha256(parts.encode()).hexdigest()


def _subset(face: Face) -> bytes:
    """One face with the listed characters alone."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff2",
        layout_features=list(FEATURES),
        name_IDs=[1, 2, 3, 4, 6, 13, 14],
        notdef_outline=True,
    )
    buffer = io.BytesIO()
    with subset.load_font(str(face.path), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
        subsetter.subset(font)
        _rename(font, face)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()


def _rename(font: Any, face: Face) -> None:
    """Replace family, unique identifier, full name and PostScript name in the `name` table."""
    full_name = f"{FAMILY} {face.weight} {face.style}"
    names = {
        1: FAMILY,
        3: full_name,
        4: full_name,
        6: f"GuidanceSans-{face.weight}-{face.style}",
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
