"""Four jobs of readers, by mouse, by keyboard and on a telephone, with few actions."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from guidance import Library
from guidance.library.citations import Citation
from tests.support.reader import Way, reader
from tests.support.reader_jobs import (
    cite_by_search,
    cite_by_table,
    find_article,
    see_changes,
    share_view,
)

WAYS = pytest.mark.parametrize("way", [*Way])


@WAYS
def test_three_recommendations_are_cited_with_few_actions(
    way: Way, browser: Browser, server_url: str, citations: dict[str, Citation], library: Library
) -> None:
    with reader(browser, server_url, way) as person:
        cited = cite_by_search(person).splitlines()
        assert person.actions <= (40 if way is Way.KEYBOARD else 6)
    records = [each for each in library.current_records if citations[each.id].text in cited]
    assert len(cited) == len(records) == 3
    assert {record.nature.value for record in records} == {"recommendation"}


def test_what_is_asked_of_an_actor_is_cited_at_once(
    browser: Browser, server_url: str, citations: dict[str, Citation], library: Library
) -> None:
    with reader(browser, server_url, Way.MOUSE) as person:
        cited = cite_by_table(person).splitlines()
        assert person.actions <= 3
    records = [each for each in library.current_records if citations[each.id].text in cited]
    assert len(records) == len(cited)
    assert all("public-procurement" in record.measures for record in records)


@WAYS
def test_the_article_and_the_page_of_an_obligation_are_found(
    way: Way, browser: Browser, server_url: str
) -> None:
    with reader(browser, server_url, way) as person:
        card = find_article(person)
        assert person.actions <= (45 if way is Way.KEYBOARD else 3)
    assert "Palermo Protocol, Article 9(5)" in card
    assert "pp. " in card


@WAYS
def test_a_filtered_view_is_shared_and_changes_are_seen(
    way: Way, browser: Browser, server_url: str
) -> None:
    with reader(browser, server_url, way) as person:
        address = share_view(person)
        assert way is Way.KEYBOARD or person.actions <= 2
        assert "actor=procurement-authorities&measure=public-procurement" in address
    with reader(browser, server_url, way) as person:
        assert re.search(r"since \d+ \w+ \d{4}", see_changes(person))
        assert way is Way.KEYBOARD or person.actions <= 2
