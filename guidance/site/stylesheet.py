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
    yield OutputFile("assets/fonts.css", partial(_font_faces, templates, "swap"))
    yield OutputFile("assets/tokens.css", _tokens)
    yield OutputFile("assets/guidance.css", partial(_rules, templates))


def _font_faces(templates: Environment, display: str) -> str:
    return templates.get_template("shared/fonts.css.jinja").render(
        faces=FACES,
        family=webfonts.FAMILY,
        folder="fonts/",
        files={face.name: webfonts.file_name(face) for face in FACES},
        display=display,
    )


def _tokens() -> str:
    return (TEMPLATES["shared"] / "tokens.css").read_text("utf-8")


def _rules(templates: Environment) -> str:
    parts = ((STYLES / f"{part}.css").read_text("utf-8") for part in PARTS)
    return "\n".join((_font_faces(templates, webfonts.DISPLAY), _tokens(), *parts))
