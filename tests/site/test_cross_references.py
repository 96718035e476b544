"""Cross-references on pages, in both directions."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain
from guidance.library.coverage import coverage, in_page_order, records_by_pages
from guidance.library.urls import Urls
from tests.support.commands import SITE_URL


@cache
def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def page_file(site: Path, library: Library, identifier: str) -> Path:
    return site / Urls(library, SITE_URL).places[identifier].folder / "index.html"


def without_spaces(words: str) -> str:
    return "".join(words.split())


def listed_ids(article: Tag, label: str) -> list[str]:
    """The identifiers that an article lists under a label."""
    groups = [
        group
        for group in article.select(".related")
        if (label_element := group.select_one(".related__label"))
        and label_element.get_text() == label
    ]
    return [mark.get_text() for group in groups for mark in group.select("li > .id")]


def test_a_record_lists_references_in_both_directions(site: Path, library: Library) -> None:
    for record in library.current_records:
        heading = page(page_file(site, library, record.id)).find(id=record.id)
        assert heading
        assert heading.parent
        referring_ids = [
            other.id
            for other in library.current_records
            if record.id in other.related and other.id not in record.related
        ]
        assert listed_ids(heading.parent, "See also") == list(record.related)
        assert listed_ids(heading.parent, "Referred to by") == referring_ids
        assert listed_ids(heading.parent, "Its parts") == [
            other.id for other in library.current_records if other.part_of == record.id
        ]


def test_the_page_of_a_person_lists_all_appearances_and_statements(
    site: Path, library: Library
) -> None:
    for person in library.people:
        person_page = page(page_file(site, library, person.id))
        assert len(person_page.select(".appearances > li")) == len(library.appearances(person.id))
        text = without_spaces(person_page.get_text())
        for appearance in library.appearances(person.id):
            assert without_spaces(appearance.appearance.role or "").replace("'", "’") in text
            if isinstance(appearance.appearance, model.Statement):
                assert without_spaces(plain(appearance.appearance.text)) in text


def test_the_list_of_people_gives_a_role_for_each(site: Path, library: Library) -> None:
    lines = page(site / "people" / "index.html").select(".plain-list > li")
    assert [line.a.get_text() for line in lines if line.a] == [
        person.name for person in library.people
    ]
    assert all(line.select_one(".meta") for line in lines)


def test_the_page_of_an_instrument_lists_the_records_that_rest_on_it(
    site: Path, library: Library
) -> None:
    for instrument in library.instruments:
        ids = [
            mark.get_text()
            for mark in page(page_file(site, library, instrument.id)).select(".ways .id")
        ]
        assert ids == [
            record.id for record in library.current_records if instrument.id in record.instruments
        ]


def test_the_page_of_a_source_lists_its_records_in_page_order(site: Path, library: Library) -> None:
    for source in library.sources:
        source_page = page(page_file(site, library, source.id))
        linked_ids = [mark.get_text() for mark in source_page.select(".ways .id")]
        own_ids = [str(heading["id"]) for heading in source_page.select("article.record > h3")]
        records = [
            record for record in library.current_records if record.source.document == source.id
        ]
        assert sorted(linked_ids + own_ids) == sorted(record.id for record in records)
        assert linked_ids == [
            record.id for record in in_page_order(records) if record.parent != source.id
        ]


def test_pages_are_sorted_as_numbers_and_records_without_pages_come_last(library: Library) -> None:
    record = library.records[0]
    pages = ("12-14", None, "9", "9-11", "100")
    records = [
        record.model_copy(update={"source": record.source.model_copy(update={"pages": page})})
        for page in pages
    ]
    assert [record.source.pages for record in in_page_order(records)] == [
        "9",
        "9-11",
        "12-14",
        "100",
        None,
    ]


def test_records_are_grouped_by_the_pages_of_their_source(library: Library) -> None:
    records = records_by_pages(library, "2021-confronting-demand")
    assert [part.place.pages for part in records] == ["6-8", "9-11", "12-14", "15-17"]
    assert sum(len(part.records) for part in records) == sum(
        record.kind is not model.Kind.POINT for record in library.current_records
    )


def test_no_record_lists_a_reference_from_a_withdrawn_record(library: Library) -> None:
    referring = next(
        record
        for record in library.records
        for target in record.related
        if refers_only(library, record, target)
    )
    target = next(target for target in referring.related if refers_only(library, referring, target))
    withdrawn = referring.model_copy(update={"status": model.Status.WITHDRAWN})
    without = replace(
        library,
        records=tuple(withdrawn if record is referring else record for record in library.records),
    )
    assert referring in library.records_about(target)
    assert referring.id not in [record.id for record in without.records_about(target)]


def refers_only(library: Library, record: model.Record, target: str) -> bool:
    return record in library.records_about(target)


def test_coverage_counts_a_reference_in_either_direction(library: Library) -> None:
    records = {record.id: record for record in library.records}
    without_references = replace(
        library,
        records=tuple(
            record.model_copy(
                update={
                    "related": tuple(
                        other for other in record.related if "2021-R1-01" not in (record.id, other)
                    )
                }
            )
            for record in library.records
        ),
    )
    assert records["2021-R1-01"] not in coverage(library).recommendations
    assert [record.id for record in coverage(without_references).recommendations] == ["2021-R1-01"]


def test_the_coverage_page_lists_records_without_references(site: Path, library: Library) -> None:
    expected = coverage(library)
    ids = [
        mark.get_text()
        for mark in page(site / "browse" / "coverage" / "index.html").select(".ways .id")
    ]
    assert ids == [
        record.id
        for records in (expected.recommendations, expected.takeaways, expected.points)
        for record in records
    ]
