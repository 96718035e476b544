"""Fonts for the screen: the faces of the package go in, small subsets under another name come out, each made once and kept."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from guidance.paths import FONT_CACHE
from guidance.rendering.fonts import FACES, Face

FAMILY = "Guidance Sans"
"""The licence of the fonts reserves their name for unmodified files."""

KEPT = "U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+0259,U+02C6-02DD,U+1E9E,U+2000-206F,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+FB01-FB02"
"""The characters of the languages of Europe in Latin script, with the signs that texts use."""

DISPLAY = "optional"
"""A font that is not there at once stays away from this page: text never jumps while someone reads it. The next page has it."""

FIRST = (300, 400, 600)
"""The weights, upright, with which every page begins."""

FEATURES = ("kern", "liga", "lnum", "tnum", "pnum", "locl", "mark", "mkmk", "ccmp")


def file_name(face: Face) -> str:
    """What the subset of a face is called on the site."""
    return f"guidance-sans-{face.weight}-{face.style}.woff2"


def for_pages() -> Mapping[str, str | Sequence[str]]:
    """What a page needs to know before its styles: the family, the files of all its faces, and those that it asks for at once."""
    first = [file_name(face) for face in FACES if face.weight in FIRST and face.style == "normal"]
    return {"family": FAMILY, "faces": [file_name(face) for face in FACES], "first": first}


def screen_fonts(cache: Path = FONT_CACHE) -> Iterator[tuple[str, Path]]:
    """Every face's file name on the site with the place of its subset, in the WOFF2 format."""
    for face in FACES:
        key = hashlib.sha256(
            "\0".join(
                (version("weblate-fonts"), version("fonttools"), face.name, KEPT, *FEATURES)
            ).encode()
        ).hexdigest()
        file = cache / f"{key}.woff2"
        if not file.is_file():
            cache.mkdir(parents=True, exist_ok=True)
            _subset(face, file)
        yield file_name(face), file


def _subset(face: Face, target: Path) -> None:
    """One face with the kept characters alone, which appears whole or not at all."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff2",
        layout_features=list(FEATURES),
        name_IDs=[1, 2, 3, 4, 6, 13, 14],
        notdef_outline=True,
    )
    font = subset.load_font(str(face.path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(KEPT))
    cutter.subset(font)
    _rename(font, face)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        subset.save_font(font, file.name, options)
    Path(file.name).replace(target)


def _rename(font: Any, face: Face) -> None:
    told = {
        1: FAMILY,
        3: f"{FAMILY} {face.weight} {face.style}",
        4: f"{FAMILY} {face.weight} {face.style}",
        6: f"GuidanceSans-{face.weight}-{face.style}",
    }
    for record in font["name"].names:
        if record.nameID in told:
            record.string = told[record.nameID]
