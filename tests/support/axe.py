"""Find accessibility problems of a page in the browser with axe-core."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from playwright.sync_api import Page

from guidance.paths import ROOT

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""The tags of all rules that pages must follow."""
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The rules whose result depends on the colour scheme."""

_RUN = """
async rules => {
    const options = {runOnly: rules, resultTypes: ['violations'], preload: false};
    const found = (await axe.run(document, options)).violations;
    return found.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}`));
}"""


@dataclass(frozen=True)
class View:
    """A colour scheme and a window width in pixels."""

    scheme: str
    width: int

    def context_options(self) -> dict[str, Any]:
        """The options of a browser context with this view."""
        return {
            "color_scheme": self.scheme,
            "viewport": {"width": self.width, "height": 800},
            "reduced_motion": "reduce",
            "bypass_csp": True,
        }


@cache
def _axe_source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(tab: Page, rules: tuple[str, ...] = TAGS) -> list[str]:
    """The violations in the page as it is now, each as `rule: element`.

    `rules` are identifiers or tags of axe-core's rules.
    """
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(_axe_source())
    result: list[str] = tab.evaluate(_RUN, list(rules))
    return result


def open_page(tab: Page, url: str) -> None:
    """Open a page; the redirect of a permanent address is disabled."""
    if "/id/" in url:
        tab.route(
            url,
            lambda route: route.fulfill(
                response=(answer := route.fetch()),
                body=answer.text().replace('http-equiv="refresh"', 'name="kept"'),
            ),
        )
    tab.goto(url)
