"""Style sheets of the site: fonts, design tokens and the project's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from guidance.output.file import OutputFile
from guidance.paths import STYLES, TEMPLATES
from guidance.rendering.fonts import FACES
from guidance.site import webfonts

PARTS = (
    "site",
    "page",
    "search",
    "disclosure",
    "card",
    "cite",
    "downloads",
    "browse",
    "home",
    "topic",
    "changes",
    "selection",
    "glossary",
    "plan",
    "pictures",
    "print-screen",
)
"""Files of `styles/` in the order of the cascade: a later rule overrides an earlier one."""


def style_sheets(templates: Environment) -> Iterator[OutputFile]:
    """Return `guidance.css` for pages, `fonts.css` and `tokens.css` for permanent addresses.

    Everything that a page needs is in one file, so that it makes one request instead of ten.
    The first paint of permanent pages waits for no fonts; their faces use `font-display: swap`.
    """
    font_faces = partial(
        templates.get_template("shared/fonts.css.jinja").render,
        faces=FACES,
        family=webfonts.FAMILY,
        folder="fonts/",
        files={face.name: webfonts.file_name(face) for face in FACES},
    )
    tokens = (TEMPLATES["shared"] / "tokens.css").read_text("utf-8")
    parts = ((STYLES / f"{part}.css").read_text("utf-8") for part in PARTS)
    yield OutputFile("assets/fonts.css", font_faces(display="swap"))
    yield OutputFile("assets/tokens.css", tokens)
    yield OutputFile(
        "assets/guidance.css", "\n".join((font_faces(display=webfonts.DISPLAY), tokens, *parts))
    )
