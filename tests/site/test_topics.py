"""Pages of topics: what they count, and that it is what the filter shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from guidance.library.addressees import unaddressed_records
from guidance.library.facets import Facets
from guidance.library.topics import NATURES, Topic, topic_groups
from guidance.publishing.publication import Publication
from tests.support.site_pages import parse


@pytest.fixture(scope="module")
def topics(odd_publication: Publication) -> list[Topic]:
    facets = Facets(odd_publication.library, odd_publication.words)
    return [topic for group in topic_groups(facets) for topic in group.topics]


def page_of(site: Path, topic: Topic) -> BeautifulSoup:
    return parse(site / topic.folder / "index.html")


def test_every_record_is_on_the_page_of_each_of_its_topics(
    odd_publication: Publication, odd_site: Path, topics: list[Topic]
) -> None:
    fields = {"actor": "actors", "measure": "measures", "form": "forms"}
    for topic in topics:
        named = {
            f"listed-{record.id}"
            for record in odd_publication.library.current_records
            if topic.id in getattr(record, fields[topic.facet])
        }
        shown = [str(each["id"]) for each in page_of(odd_site, topic).select("article.record")]
        assert sorted(shown) == sorted(named), topic.folder


def test_the_first_line_counts_the_records_of_each_nature(
    odd_publication: Publication, odd_site: Path, topics: list[Topic]
) -> None:
    for topic in topics:
        numbers = [
            (nature, sum(record.nature is nature for record in topic.records)) for nature in NATURES
        ]
        line = page_of(odd_site, topic).select_one(".topic__counts")
        assert line
        assert line.get_text() == ", ".join(
            odd_publication.words.count(nature.value, number)
            for nature, number in numbers
            if number
        )


def test_the_table_by_document_counts_every_record_once(
    odd_site: Path, topics: list[Topic]
) -> None:
    for topic in topics:
        cells = page_of(odd_site, topic).select(".glance tbody tr")
        numbers = [
            int(number.get_text().replace("–", "0"))
            for row in cells
            for number in row.select("td .glance__number")
        ]
        assert sum(numbers) == len(topic.records)
        documents = [
            link["data-origin"] for row in cells for link in row.select("th a[data-origin]")
        ]
        assert len(documents) == len({*documents})
        years = [cell.get_text() for row in cells for cell in row.select(".glance__year")]
        assert years == sorted(years, reverse=True)


def test_a_topic_leads_to_the_filter_with_the_same_records(
    odd_site: Path, topics: list[Topic]
) -> None:
    for topic in topics:
        link = page_of(odd_site, topic).select_one('main a[href*="browse/index.html?"]')
        assert link
        assert str(link["href"]).endswith(f"?{topic.facet}={topic.id}")


def test_what_was_reaffirmed_is_told_with_both_years(odd_site: Path) -> None:
    chain = parse(odd_site / "topics/actor/states/index.html").select(".chain > li")
    told = [" ".join(each.get_text().split()) for each in chain]
    assert len(told) == 1
    assert told[0].startswith("2024 Make remedy easy to reach Reaffirms 2019: ")
    assert "Reaffirms 2018: Governments should share what they know" in told[0]


def test_the_overview_links_to_every_topic(odd_site: Path, topics: list[Topic]) -> None:
    links = parse(odd_site / "topics" / "index.html").select(".topics a")
    assert [f"topics/{link['href']}".removesuffix("index.html") for link in links] == [
        topic.folder for topic in topics
    ]


STATES = "topics/actor/states/"


def test_conferences_without_a_record_are_named_and_the_order_is_the_latest_first(
    odd_publication: Publication, odd_site: Path, topics: list[Topic]
) -> None:
    for topic in topics:
        page = page_of(odd_site, topic)
        years = {each.year for each in odd_publication.library.conferences}
        assert years <= {year.get_text() for year in page.select(".glance__year")}
        for nature in topic.by_nature:
            heading = page.select_one(f'h2[id="{nature.value}"]')
            assert heading
            groups = [
                str(each["data-origin"])
                for each in page.select(f'.listed[id^="{nature.value}-from-"]')
            ]
            rows = [str(link["data-origin"]) for link in page.select(".glance a[data-origin]")]
            assert groups == [row for row in rows if row in groups]
    silent = page_of(odd_site, topics[0]).select(".glance__none")
    assert [cell.get_text() for cell in silent] == ["No record on this topic"] * len(silent)


def test_an_actor_leads_in_one_line_to_what_names_no_addressee(
    odd_publication: Publication, odd_site: Path, topics: list[Topic]
) -> None:
    number = len(unaddressed_records(odd_publication.library))
    for topic in topics:
        lines = page_of(odd_site, topic).select(".topic__unaddressed a")
        assert len(lines) == (topic.facet == "actor")
        for line in lines:
            assert line.get_text().startswith(f"{number} more")
            assert str(line["href"]).endswith("browse/index.html?actor=none")


def test_records_are_arranged_by_year_and_shown_as_titles(
    browser: Browser, server_url: str
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{server_url}{STATES}")
    heads = "#main h2:visible"
    by_kind = tab.locator(heads).all_inner_texts()
    records = sorted(tab.locator("article.record").evaluate_all("all => all.map(each => each.id)"))
    tab.get_by_role("button", name="By year", exact=True).click()
    years = [text for text in tab.locator(heads).all_inner_texts() if text[:4].isdigit()]
    assert years == sorted(years, key=lambda text: text[:4], reverse=True)
    assert len(years) == tab.locator(".glance a[data-origin]").count()
    assert records == sorted(
        tab.locator("article.record").evaluate_all("all => all.map(each => each.id)")
    )
    assert tab.url.endswith("?by=year")
    tab.get_by_role("button", name="Titles only").click()
    assert not tab.locator(".record__text").first.is_visible()
    tab.reload()
    assert tab.locator(heads).all_inner_texts()[0] == years[0]
    tab.get_by_role("button", name="By kind", exact=True).click()
    tab.get_by_role("button", name="Full text").click()
    assert tab.locator(heads).all_inner_texts() == by_kind
    assert not tab.locator(".glance").is_visible()
    tab.get_by_role("button", name="Table by year and document").click()
    tab.locator(".glance a[data-origin]").last.click()
    assert tab.locator("[id^='from-']").last.evaluate(
        "place => place.getBoundingClientRect().top < innerHeight"
    )
    tab.locator(".glance td a").first.click()
    assert "by=year" in tab.url
    context.close()
