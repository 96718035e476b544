"""Pages of topics: what they count, and that it is what the filter shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

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
