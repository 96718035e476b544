"""Accessibility of one page of each type, and of each page that the content's changes touch."""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser

from guidance.history.base import AUTO, find_base
from guidance.history.comparison.differences import changes_since
from guidance.history.git import HistoryError
from guidance.library.urls import Urls
from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from guidance.site.page import PageType
from tests.support.axe import COLOUR_RULES, TAGS, View, open_page, violations


def one_of_each_type(publication: Publication) -> Iterable[str]:
    """The folder of the largest page of each type, and those of pages outside the types."""
    largest: dict[PageType, tuple[int, str]] = {}
    for page, markdown in publication.site.rendered_pages():
        largest[page.type] = max(largest.get(page.type, (0, "")), (len(markdown), page.folder))
    record = publication.library.records[0].id
    return [*(folder for _, folder in largest.values()), f"id/{record}/", "404.html"]


def changed_pages(urls: Urls) -> Iterable[str]:
    """The pages of entries that changed since `SINCE`, or since the branch left the main one."""
    try:
        base = find_base(ROOT / "content", os.environ.get("SINCE", AUTO))
        changed = changes_since(ROOT / "content", base)
    except HistoryError:
        return []
    places = urls.places
    return [places[change.id].folder for change in changed if change.id in places]


@pytest.mark.parametrize(
    ("view", "rules"),
    [(View("light", 1280), TAGS), (View("dark", 360), COLOUR_RULES)],
    ids=["light", "dark"],
)
def test_no_page_violates_wcag(
    view: View, rules: tuple[str, ...], browser: Browser, server_url: str, publication: Publication
) -> None:
    """In dark colours, the rules on colour are tested alone, on one page of each type."""
    folders = [*one_of_each_type(publication)]
    if view.scheme == "light":
        folders += changed_pages(publication.urls)
    context = browser.new_context(**view.context_options())
    tab = context.new_page()
    found: dict[str, list[str]] = {}
    for folder in dict.fromkeys(folders):
        open_page(tab, f"{server_url}{folder}")
        if violated := violations(tab, rules):
            found[folder] = violated
    context.close()
    assert found == {}
