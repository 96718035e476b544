"""The HTML of a document, read and styled with less work than WeasyPrint's own classes need.

`PrintedHtml` has the attributes and the methods of `weasyprint.HTML` that WeasyPrint uses; one of
them, the sheet for user agents, is private, and a test renders a document to notice its change.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from cssselect2 import ElementWrapper
from lxml import etree
from weasyprint import CSS, HTML

from guidance.paths import TEMPLATES
from guidance.pdf.rendering.url_fetcher import BASE_URL, url_fetcher


class PrintedHtml(HTML):  # type: ignore[misc]
    """A document for WeasyPrint, parsed by libxml2."""

    def __init__(self, html: str) -> None:
        """`html` is a whole document."""
        parser = etree.HTMLParser(target=_TreeBuilder(), encoding="utf-8", huge_tree=True)
        self.base_url = BASE_URL
        self.url_fetcher = url_fetcher()
        self.media_type = "print"
        self.etree_element: Element = etree.fromstring(html.encode(), parser)
        self.wrapper_element = ElementWrapper.from_html_root(
            self.etree_element, content_language=None
        )

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        _, *form_sheets = super()._ua_stylesheets(forms)
        return [_element_styles(), *form_sheets]


class _TreeBuilder(TreeBuilder):
    """Builds elements of the standard library, which are faster to read than those of lxml."""

    def start(self, tag: Any, attrs: Any, /) -> Element:
        return super().start(tag, dict(attrs))


@cache
def _element_styles() -> Any:
    text = (TEMPLATES["print"] / "elements.css").read_text("utf-8")
    return CSS(string=text)
