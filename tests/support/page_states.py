"""Help for tests in a browser: pages of each kind, states of the page, and what axe-core finds in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from playwright.sync_api import Page

from guidance.paths import ROOT
from tests.site.test_pages import EXPECTED

RECORD = "id/2021-P2-03/"
EVERY_PAGE = (
    *EXPECTED,
    "contributing/",
    *(
        f"contributing/{path.stem}.html"
        for path in sorted((ROOT / "docs" / "contributing").glob("*.md"))
        if path.stem != "index"
    ),
    *(
        f"contributing/decisions/{path.stem}.html"
        for path in sorted((ROOT / "docs" / "contributing" / "decisions").glob("*.md"))
        if path.stem != "index"
    ),
    "contributing/decisions/",
    "404.html",
    RECORD,
)
ONE_OF_EACH_KIND = (
    "",
    "2021/",
    "2021/interview/",
    "2021/panels/2/",
    "2021/pillars/1/",
    "people/",
    "glossary/",
    "downloads/",
    "contributing/content.html",
    "404.html",
)
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
COLOUR_RULES = ("color-contrast", "link-in-text-block")

_RUN = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false})).violations
    .flatMap(found => found.nodes.map(node => `${found.id}: ${node.target.join(' ')}`))"""


@dataclass(frozen=True)
class State:
    """How a reader looks at a page."""

    scheme: str
    width: int

    def context(self) -> dict[str, Any]:
        """The same as the options of a browser's context."""
        return {
            "color_scheme": self.scheme,
            "viewport": {"width": self.width, "height": 800},
            "reduced_motion": "reduce",
            "bypass_csp": True,
        }


@cache
def axe() -> str:
    """The source of axe-core."""
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(tab: Page, rules: tuple[str, ...] = TAGS) -> list[str]:
    """What axe-core finds in the page as it stands, by rules or by tags of them: the rule and the element."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(axe())
    found: list[str] = tab.evaluate(_RUN, list(rules))
    return found


def open_page(tab: Page, address: str) -> None:
    """Opens a page and keeps it where it is, should it lead on at once."""
    if "/id/" in address:
        tab.route(
            address,
            lambda route: route.fulfill(
                response=(answer := route.fetch()),
                body=answer.text().replace('http-equiv="refresh"', 'name="stayed"'),
            ),
        )
    tab.goto(address)
