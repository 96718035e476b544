"""Data of the list of all records for the browser.

They are scripts and no JSON files, since a page opened from a folder may load scripts alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from guidance.output.file import OutputFile
from guidance.site.page import Context, Page
from guidance.site.pages import Site


def list_scripts(site: Site) -> Iterator[OutputFile]:
    """The scripts that the list of all records loads once they are needed.

    They are the index of the filter, and the cards of each page behind the first. The links in the
    cards start from the folder of the first page, which shows them.
    """
    first, *others = site.record_list.site_pages()
    yield OutputFile("assets/browse/index.js", partial(_index, site))
    for page in others:
        number = page.context["listed"].number
        yield OutputFile(
            f"assets/browse/cards-{number}.js", partial(_cards, site, first, page.context)
        )


def _index(site: Site) -> str:
    index = javascript_literal(site.record_list.index())
    return f"globalThis.guidanceBrowseIndex = {index};\n"


def _cards(site: Site, first: Page, context: Context) -> str:
    """The cards of a page of the list, for the first page."""
    number = context["listed"].number
    cards = site.render(replace(first, variables=context), "site/browse-cards.jinja")
    return (
        "globalThis.guidanceBrowseCards ??= {};\n"
        f"globalThis.guidanceBrowseCards[{number}] = {javascript_literal(cards)};\n"
    )


def javascript_literal(value: object) -> str:
    """A value as JSON, which is an expression of JavaScript."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
