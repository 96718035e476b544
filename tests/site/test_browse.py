"""The list of all records and its filter, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from guidance import Library
from tests.support.record_list import SHOWN, group, ids, shown, status, tick
from tests.support.site_pages import parse


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_without_scripts_all_records_are_listed_without_a_filter(
    server_url: str, browser: Browser, library: Library
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server_url}browse/?actor=states")
    assert tab.evaluate(SHOWN) == ids(library)
    assert tab.get_by_text("addresses that contain a filter, need JavaScript").is_visible()
    for part in ("#facets", "#open-filter", "#print", "#words", "#natures", "#share"):
        assert not tab.locator(part).is_visible(), part
    context.close()


def test_the_list_does_not_use_the_anchors_of_records(site: Path, library: Library) -> None:
    found = {str(each["id"]) for each in parse(site / "browse" / "index.html").select("[id]")}
    assert not found & {record.id for record in library.records}
    assert {f"listed-{record.id}" for record in library.current_records} <= found


def test_the_list_opens_with_what_is_asked_and_tells_the_other_natures(
    tab: Page, server_url: str, library: Library
) -> None:
    loaded: list[str] = []
    tab.on("request", lambda request: loaded.append(request.url))
    tab.goto(f"{server_url}browse/")
    asking = ids(library, "recommendation", "obligation")
    assert shown(tab) == asking
    assert not [url for url in loaded if "/assets/browse/" in url or "search-data" in url]
    numbers = {
        "Recommendations and obligations": len(asking),
        "Practices": len(ids(library, "practice")),
        "Findings": len(ids(library, "finding")),
        "All": len(library.current_records),
    }
    assert tab.locator("#natures button").all_inner_texts() == [
        f"{name} {number}" for name, number in numbers.items()
    ]
    assert not tab.locator("#print").is_visible()
    assert not tab.locator("#clear").is_visible()
    group(tab, "Practices").click()
    assert shown(tab) == ids(library, "practice")
    assert tab.url.endswith("?nature=practice")
    group(tab, "All").click()
    assert shown(tab) == ids(library)
    assert group(tab, "All").get_attribute("aria-pressed") == "true"


def test_records_of_conferences_come_first_and_the_latest_year_before_others(
    library: Library,
) -> None:
    documents = [
        library.source(library.by_id[record].source.document)  # type: ignore[attr-defined]
        for record in ids(library, "recommendation", "obligation")
    ]
    assert [document.standing.value for document in documents] == [
        "conference-conclusions",
        "conference-conclusions",
        "conference-conclusions",
        "publication",
        "press-release",
        "third-party",
    ]


def test_the_filter_hides_records_that_do_not_match(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?nature=recommendation")
    tick(tab, "actor", "none")
    expected = [
        record
        for record in ids(library, "recommendation")
        if not library.by_id[record].actors  # type: ignore[attr-defined]
    ]
    assert shown(tab) == expected
    assert status(tab) == (
        f"{len(expected)} of {len(library.current_records)} records. "
        "Who acts: Addressee not named. Nature: Recommendation."
    )


def test_an_address_without_a_nature_shows_all_natures(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?actor=businesses&actor=states&form=forced-labour")
    assert sorted(shown(tab)) == sorted(
        record.id
        for record in library.current_records
        if {"businesses", "states"} & set(record.actors) and "forced-labour" in record.forms
    )
    assert "Who acts: Businesses or States. Form of exploitation: Forced labour." in status(tab)


def test_counts_follow_the_choice_and_values_without_records_are_hidden(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?measure=training&nature=all")
    training = [record for record in library.current_records if "training" in record.measures]
    for actor in ("states", "businesses", "civil-society"):
        value = tab.locator("label", has=tab.locator(f"input[name='actor'][value='{actor}']"))
        number = sum(actor in record.actors for record in training)
        assert value.is_visible() == bool(number), actor
        assert value.locator(".facet__count").text_content() == str(number)
    assert group(tab, "Findings").inner_text() == "Findings 0"


def test_the_opening_has_the_counts_that_the_filter_would_compute(
    tab: Page, server_url: str
) -> None:
    numbers = """[...document.querySelectorAll('#facets label')].map(label =>
        [label.innerText, label.querySelector('.facet__count').textContent, label.hidden])"""
    tab.goto(f"{server_url}browse/")
    before = tab.evaluate(numbers)
    group(tab, "Practices").click()
    shown(tab)
    assert tab.evaluate(numbers) != before
    group(tab, "Recommendations").click()
    shown(tab)
    assert tab.evaluate(numbers) == before
    assert not urlsplit(tab.url).query


def test_words_narrow_the_list_beside_facets(tab: Page, server_url: str, library: Library) -> None:
    tab.goto(f"{server_url}browse/?actor=states")
    tab.get_by_label("Words in the records").fill("remedy")
    tab.wait_for_url("**?q=remedy&actor=states")
    found = shown(tab)
    assert "2024-R1-01" in found
    assert set(found) < {r.id for r in library.current_records if "states" in r.actors}
    assert "Words: remedy. Best matches first." in status(tab)
    tab.get_by_role("button", name="Remove “remedy”").click()
    tab.wait_for_url("**?actor=states")
    assert tab.get_by_label("Words in the records").input_value() == ""


def test_choices_are_buttons_above_the_list_that_remove_them(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?actor=states&measure=legislation")
    assert tab.locator("#chosen li").all_inner_texts() == ["States ×", "Legislation ×"]
    tab.get_by_role("button", name="Remove Legislation").click()
    tab.wait_for_url("**?actor=states")
    assert tab.evaluate("document.activeElement.id") == "results"
    tab.get_by_role("button", name="Clear the filter").click()
    assert shown(tab) == ids(library, "recommendation", "obligation")
    assert not urlsplit(tab.url).query


def test_a_filter_without_matches_says_what_to_take_away(
    tab: Page, server_url: str, library: Library
) -> None:
    tab.goto(f"{server_url}browse/?nature=obligation&actor=businesses")
    assert shown(tab) == []
    assert status(tab).startswith("None of the")
    assert (
        "No record has all of these: Businesses; Obligation." in tab.locator("#empty").inner_text()
    )
    number = sum("businesses" in record.actors for record in library.current_records)
    assert not tab.locator("#print").is_visible()
    tab.get_by_role("button", name=f"Remove Obligation ({number} records)").click()
    assert len(shown(tab)) == number
    assert not tab.locator("#empty").is_visible()
