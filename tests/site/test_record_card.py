"""The card of a record: what it shows at once, and what it opens on demand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, Page

from guidance import Library
from guidance.content.model import Record
from guidance.library.facets import ALL_FORMS
from guidance.library.urls import Urls
from guidance.publishing.publication import Publication
from guidance.rendering.card_views import record_weight
from tests.support.commands import SITE_URL
from tests.support.site_pages import content_pages, parse

RICH, ALL = "2024-R1-01", "2022-R1-01"
"""A record with references in both directions; one about all forms of exploitation."""


def card(site: Path, library: Library, record: str) -> Tag:
    """The card of a record at its own place."""
    folder = Urls(library, SITE_URL).places[record].folder
    found = parse(site / folder / "index.html").select_one(f'article.record:has(> [id="{record}"])')
    assert found
    return found


def words(part: Tag | None) -> str:
    assert part
    return " ".join(part.get_text().split())


def test_a_card_shows_nature_standing_identifier_title_text_facts_and_source(
    site: Path, library: Library
) -> None:
    found = card(site, library, RICH)
    assert [words(part) for part in found.select(".record__top > *")] == [
        "Recommendation",
        RICH,
        "press release, 2024 · conclusion of the conference",
        f"My selection {RICH}",
    ]
    assert [words(part) for part in found.select(".facts > div")] == [
        "Who acts States",
        "Measure Legislation",
        "Form of exploitation Forced labour",
        "Based on Vienna Declaration",
    ]
    source = words(found.select_one(".record__source"))
    assert source == "Source: Conference ends with a call"
    order = [".record__top", f'[id="{RICH}"]', ".record__text", ".facts", ".record__source"]
    everything = [*found.find_all(True)]
    places = [everything.index(found.select_one(part)) for part in order]  # type: ignore[arg-type]
    assert places == sorted(places)


def test_a_card_leaves_out_what_is_not_named_and_the_form_that_covers_all(
    odd_site: Path, odd_library: Library
) -> None:
    labels = {ALL_FORMS, "All forms of exploitation", "All forms"}
    for record in odd_library.current_records:
        found = card(odd_site, odd_library, record.id)
        named = [record.measures, record.instruments, {*record.forms} - {ALL_FORMS}]
        asks = record.nature.value in ("recommendation", "obligation")
        facts = sum(map(bool, named)) + bool(record.actors or asks)
        assert len(found.select(".facts > div")) == facts, record.id
        assert not any(label in words(found.select_one(".record__body")) for label in labels)


def test_what_opens_on_demand_needs_no_scripts(
    browser: Browser, server_url: str, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server_url}2024/pillars/1/")
    found = tab.locator(f"article.record:has([id='{RICH}'])")
    related = found.get_by_role("link", name="Inspect fields without notice")
    assert not related.is_visible()
    found.locator(".more summary").click()
    assert related.is_visible()
    assert found.locator(".more summary").inner_text().startswith("3 related")
    found.locator(".cite summary").click()
    assert found.locator(".cite__text").is_visible()
    assert found.get_by_text("First published:").is_visible()
    context.close()


def test_related_records_of_conferences_come_first_and_identifiers_behind_titles(
    publication: Publication, site: Path
) -> None:
    library = publication.library
    standings = {}
    for record in library.current_records:
        for group in card(site, library, record.id).select(".related"):
            lines = [words(line) for line in group.select("li")]
            with_id = [line for line in group.select("li") if line.select_one(".id")]
            for line in with_id:
                assert line.find(True).name == "a"  # type: ignore[union-attr]
            if words(group.select_one(".related__label")) in ("See also", "Referred to by"):
                standings[record.id, lines[0]] = [
                    [*type(library.sources[0].standing)].index(
                        library.source(
                            library.by_id[words(line.select_one(".id"))].source.document  # type: ignore[attr-defined]
                        ).standing
                    )
                    for line in with_id
                ]
    assert standings
    assert all(found == sorted(found) for found in standings.values())


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_text_is_the_largest_thing_on_a_card(width: int, tab: Page, server_url: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{server_url}browse/")
    smaller = tab.evaluate(
        """[...document.querySelectorAll('article.record')].filter(card => card.checkVisibility())
            .filter(card => {
                const area = element => {
                    const range = document.createRange();
                    range.selectNodeContents(element);
                    return [...range.getClientRects()].reduce((sum, box) => sum + box.height, 0);
                };
                const text = area(card.querySelector('.record__text'));
                const others = ['.record__title', '.record__top', '.facts', '.record__source'];
                const height = element => element.getBoundingClientRect().height
                    - parseFloat(getComputedStyle(element).paddingTop);
                return others.some(part => card.querySelector(part)?.checkVisibility()
                    && height(card.querySelector(part)) > Math.max(text, 60));
            }).map(card => card.id)"""
    )
    assert smaller == []


def test_no_nature_is_told_twice(site: Path) -> None:
    for path in content_pages(site):
        for top in parse(path).select(".record__top"):
            nature, *others = top.find_all(recursive=False)
            assert not any(words(nature) in words(other) for other in others), path


def test_statements_look_and_read_as_reported_speech(site: Path) -> None:
    statements = [
        found for path in content_pages(site) for found in parse(path).select(".statement")
    ]
    assert statements
    for found in statements:
        assert not found.select("blockquote, q")
        assert words(found.select_one(".statement__label")) == "Reported, not quoted"
        assert not re.search("[“”«»„]", words(found.select_one(".statement__text")))


def test_a_point_beside_conclusions_is_not_called_a_conclusion(
    odd_publication: Publication,
) -> None:
    library, words = odd_publication.library, odd_publication.words
    point = library.by_id["2018-account-01"]
    takeaway = library.by_id["2022-P1-01"]
    assert isinstance(point, Record)
    assert isinstance(takeaway, Record)
    beside = point.model_copy(update={"id": "beside-01", "source": takeaway.source})
    assert [record_weight(library, words, each) for each in (takeaway, beside, point)] == [
        "conference conclusions",
        "not a conclusion of the conference",
        "third-party account",
    ]
