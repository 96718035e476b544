"""Pictures from data: they count what the records say, and lead to what they count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page

from guidance import Library
from guidance.content import model
from guidance.i18n import open_words
from guidance.library.addressees import ASKING
from guidance.site.views.pictures.matrix import STEPS, Count, Heading, Matrix, step_of
from guidance.site.views.pictures.paths import paths_to
from guidance.site.views.pictures.timeline import timeline_of_library
from tests.support.record_list import shown
from tests.support.site_pages import parse


@pytest.fixture(params=[(1280, 900), (360, 740)], ids=["desktop", "phone"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height})
    yield page
    page.close()


def last_folder(link: Tag) -> str:
    return str(link["href"]).removesuffix("index.html").strip("/").split("/")[-1]


def numbers(page: BeautifulSoup) -> dict[tuple[str, str], int]:
    """The numbers of a table by the names of the folders of row and column."""
    table = page.select_one(".matrix__table")
    assert table
    columns = [last_folder(link) for link in table.select("thead a")]
    found = {}
    for row in table.select("tbody tr"):
        head = row.select_one("th a")
        assert head
        for column, cell in zip(columns, row.select("td"), strict=True):
            if text := cell.get_text().strip():
                found[last_folder(head), column] = int(text)
    return found


@pytest.mark.parametrize("page", ["index.html", "topics/index.html"])
def test_the_table_of_actors_and_measures_counts_what_is_asked(
    page: str, odd_site: Path, odd_library: Library
) -> None:
    asked: dict[tuple[str, str], int] = {}
    for record in odd_library.current_records:
        for actor in record.actors if record.nature in ASKING else ():
            for measure in record.measures:
                asked[actor, measure] = asked.get((actor, measure), 0) + 1
    assert numbers(parse(odd_site / page)) == asked


def test_a_number_leads_to_the_filter_with_as_many_records(tab: Page, server_url: str) -> None:
    tab.goto(server_url)
    tab.evaluate("document.querySelectorAll('.matrix details').forEach(each => each.open = true)")
    links = tab.locator(".matrix a:has(.shade), .matrix a.shade").evaluate_all(
        """links => links.filter(link => link.checkVisibility())
            .map(link => [link.href, Number((link.querySelector('.shade') ?? link).textContent)])"""
    )
    assert links
    for address, number in links:
        tab.goto(address)
        assert len(shown(tab)) == number, address
        assert tab.locator("#notice").is_hidden()


def test_a_phone_has_lists_with_the_highest_number_first(tab: Page, server_url: str) -> None:
    tab.goto(server_url)
    assert tab.viewport_size
    is_phone = tab.viewport_size["width"] < 600
    assert tab.locator(".matrix__table").is_visible() is not is_phone
    assert tab.locator(".matrix__lists").is_visible() is is_phone
    for row in tab.locator(".matrix__lists > li").all():
        listed = [int(each) for each in row.locator(".shade").all_text_contents()]
        assert listed == sorted(listed, reverse=True)


def test_lists_hold_the_numbers_of_the_table(odd_site: Path) -> None:
    page = parse(odd_site / "index.html")
    in_table = sorted((str(each["href"]), each.get_text()) for each in page.select("a.shade"))
    in_lists = sorted(
        (str(chip["href"]), number.get_text())
        for chip in page.select(".matrix__lists .chip")
        for number in chip.select(".shade")
    )
    assert in_table == in_lists


def test_paths_lead_to_the_takeaways_that_they_count(odd_site: Path) -> None:
    overview = odd_site / "2022" / "index.html"
    links = parse(overview).select("a.shade")
    assert links
    for link in links:
        target, _, anchor = str(link["href"]).partition("#")
        head = parse((overview.parent / target).resolve()).find(id=anchor)
        assert isinstance(head, Tag)
        takeaways = head.find_next_sibling("ul")
        assert isinstance(takeaways, Tag)
        assert len(takeaways.find_all("li", recursive=False)) == int(link.get_text())


def test_each_path_joins_related_records_in_either_direction(odd_library: Library) -> None:
    words = open_words()
    for pillar in odd_library.pillars:
        told = {
            (path.takeaway.id, record.id)
            for group in paths_to(odd_library, words, pillar)
            for path in group.paths
            for record in path.recommendations
        }
        conference = odd_library.conference_of(pillar.id)
        assert told == {
            (takeaway.id, record.id)
            for panel in odd_library.panels_of(conference.id)
            for takeaway in odd_library.current_records_of(panel.id)
            for record in odd_library.current_records_of(pillar.id)
            if record.id in takeaway.related or takeaway.id in record.related
        }


def test_a_conference_without_panels_and_pillars_has_no_paths(odd_site: Path) -> None:
    assert not parse(odd_site / "2018" / "index.html").select(".matrix")


def test_the_timeline_has_each_instrument_and_source_once(
    odd_site: Path, odd_library: Library
) -> None:
    timeline = parse(odd_site / "law" / "index.html").select_one(".timeline")
    assert timeline
    years = [each.get_text() for each in timeline.select(".timeline__mark")]
    assert years == sorted(set(years))
    own = timeline.select(".timeline__year li > a, .timeline > p a")
    identifiers = [each.id for each in odd_library.instruments]
    identifiers += [each.id for each in odd_library.sources]
    assert sorted(map(last_folder, own)) == sorted(identifiers)


def test_an_instrument_stands_in_its_year(odd_site: Path, odd_library: Library) -> None:
    for instrument in odd_library.instruments:
        page = parse(odd_site / "instruments" / instrument.id / "index.html")
        kicker = page.select_one(".kicker")
        assert kicker
        assert kicker.get_text().endswith(f", {instrument.year}") is bool(instrument.year)
        own = page.select_one(".timeline__year:has(strong) .timeline__mark")
        assert (own.get_text() if own else None) == instrument.year


def test_the_timeline_says_what_reaffirms_what(odd_library: Library) -> None:
    told = {
        (document.source.id, earlier.id)
        for year in timeline_of_library(odd_library, open_words()).years
        for document in year.documents
        for earlier, _ in document.reaffirmed
    }
    earlier_records = {record.id: record for record in odd_library.records}
    assert told == {
        (record.source.document, earlier_records[earlier].source.document)
        for record in odd_library.current_records
        for earlier in record.reaffirms
    }


@pytest.mark.parametrize("largest", [1, 2, 3, 4, 7, 100])
def test_steps_rise_with_numbers(largest: int) -> None:
    steps = [step_of(number, largest) for number in range(1, largest + 1)]
    assert steps[0] == 1
    assert steps == sorted(steps)
    assert steps[-1] == min(largest, STEPS)


def test_rows_and_columns_without_numbers_are_left_out() -> None:
    rows, columns = [Heading("A", "a/"), Heading("B", "b/")], [Heading("C", "c/")]
    matrix = Matrix(rows, columns, {(rows[1], columns[0]): Count(3, "d/")})
    assert [row.label for row, _ in matrix.rows] == ["B"]
    assert not Matrix(rows, columns, {}).rows


def test_an_empty_library_has_no_pictures(empty_library: Library) -> None:
    timeline = timeline_of_library(empty_library, open_words())
    assert all(isinstance(each, model.Source) for each in timeline.undated)
    assert not timeline.is_two_sided
