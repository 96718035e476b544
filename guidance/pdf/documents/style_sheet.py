"""The style sheets of printed documents, which all documents of a template and an edition share."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment

from guidance.pdf.documents.edition import Edition
from guidance.pdf.rendering.url_fetcher import SCHEME
from guidance.rendering.fonts import FACES, FAMILY

_OF_TEMPLATES = {
    "handout": ("handout",),
    "pack": ("handout", "front", "session", "pack"),
    "poster": ("poster",),
    "report": ("report",),
    "selection": ("handout", "front", "selection"),
    "session-sheet": ("handout", "session"),
    "worksheet": ("handout", "worksheet"),
}
"""The files of `pdf/templates/` that style each template, without their suffix; later ones win."""
_IN_LARGE_PRINT = ("front", "pack", "worksheet")
"""Those with a file of their own for large print."""


def style_sheet(templates: Environment, template: str, edition: Edition) -> str:
    """The style sheet of a template in an edition."""
    return templates.get_template("print/styles.css.jinja").render(
        parts=list(_parts(template, edition)),
        faces=FACES,
        family=FAMILY,
        display="block",
        files={face.name: face.file for face in FACES},
        folder=f"{SCHEME}/fonts/",
    )


def _parts(template: str, edition: Edition) -> Iterator[str]:
    own = _OF_TEMPLATES[template]
    yield from ("paper", "record", edition.paper, *own)
    if edition.is_large:
        yield "large"
        yield from (f"{part}-large" for part in own if part in _IN_LARGE_PRINT)
    if edition.is_light:
        yield "light"
