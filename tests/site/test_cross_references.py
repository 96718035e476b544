"""Cross-references on pages, in both directions."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain
from guidance.library.coverage import coverage, in_page_order, records_by_pages, reviews
from guidance.library.urls import Urls
from tests.support.commands import SITE_URL


@cache
def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def place(site: Path, library: Library, identifier: str) -> Path:
    return site / Urls(library, SITE_URL).places[identifier].folder / "index.html"


def without_spaces(words: str) -> str:
    return "".join(words.split())


def listed(article: Tag, label: str) -> list[str]:
    """The identifiers that an article lists under a label."""
    found = [
        group
        for group in article.select(".related")
        if (named := group.select_one(".related__label")) and named.get_text() == label
    ]
    return [
        str(link["href"]).rpartition("#")[2].partition("/")[0]
        if "#" in str(link["href"])
        else str(link["href"]).split("/")[-2]
        for group in found
        for link in group.select("li > a")
    ]


def test_a_record_lists_references_in_both_directions(site: Path, library: Library) -> None:
    for record in library.current_records:
        heading = page(place(site, library, record.id)).find(id=record.id)
        assert heading
        assert heading.parent
        naming = [
            other.id
            for other in library.current_records
            if record.id in other.related and other.id not in record.related
        ]
        assert listed(heading.parent, "See also") == list(record.related)
        assert listed(heading.parent, "Referred to by") == naming
        assert listed(heading.parent, "Parts") == [
            other.id for other in library.current_records if other.part_of == record.id
        ]


def test_the_page_of_a_person_lists_all_appearances_and_statements(
    site: Path, library: Library
) -> None:
    for person in library.people:
        shown = page(place(site, library, person.id))
        assert len(shown.select(".appearances > li")) == len(library.appearances(person.id))
        text = without_spaces(shown.get_text())
        for appeared in library.appearances(person.id):
            assert without_spaces(appeared.appearance.role or "").replace("'", "’") in text
            if isinstance(appeared.appearance, model.Statement):
                assert without_spaces(plain(appeared.appearance.text)) in text


def test_the_list_of_people_gives_a_role_for_each(site: Path, library: Library) -> None:
    lines = page(site / "people" / "index.html").select(".plain-list > li")
    for line in lines:
        entry = str(line.a["href"] if line.a else "").split("/")[-2]
        role = line.select_one(".meta")
        assert bool(role) == bool(library.main_role(entry)), entry


def test_the_page_of_an_instrument_lists_the_records_that_rest_on_it(
    site: Path, library: Library
) -> None:
    for instrument in library.instruments:
        shown = [
            mark.get_text()
            for mark in page(place(site, library, instrument.id)).select(".reference-list .id")
        ]
        assert shown == [
            record.id for record in library.current_records if instrument.id in record.instruments
        ]


def test_the_page_of_a_source_lists_its_records_in_page_order(site: Path, library: Library) -> None:
    for source in library.sources:
        shown = page(place(site, library, source.id))
        linked = [mark.get_text() for mark in shown.select(".reference-list .id")]
        own = [str(heading["id"]) for heading in shown.select("article.record > h3")]
        records = [
            record for record in library.current_records if record.source.document == source.id
        ]
        assert sorted(linked + own) == sorted(record.id for record in records)
        assert linked == [
            record.id for record in in_page_order(records) if record.parent != source.id
        ]


def test_pages_are_sorted_as_numbers_and_records_without_pages_come_last(library: Library) -> None:
    record = library.records[0]
    pages = ("12-14", None, "9", "9-11", "100")
    shuffled = [
        record.model_copy(update={"source": record.source.model_copy(update={"pages": page})})
        for page in pages
    ]
    assert [record.source.pages for record in in_page_order(shuffled)] == [
        "9",
        "9-11",
        "12-14",
        "100",
        None,
    ]


def test_records_are_grouped_by_the_pages_of_their_source(library: Library) -> None:
    records = records_by_pages(library, "2022-report")
    assert [part.place.pages for part in records] == ["2, 10", "xi-xii", "20-21", "22"]


def test_no_record_lists_a_reference_from_a_withdrawn_record(library: Library) -> None:
    naming = next(
        record
        for record in library.records
        for named in record.related
        if naming_only(library, record, named)
    )
    named = next(named for named in naming.related if naming_only(library, naming, named))
    withdrawn = naming.model_copy(update={"status": model.Status.WITHDRAWN})
    without = replace(
        library,
        records=tuple(withdrawn if record is naming else record for record in library.records),
    )
    assert naming in library.records_about(named)
    assert naming.id not in [record.id for record in without.records_about(named)]


def naming_only(library: Library, record: model.Record, named: str) -> bool:
    return record in library.records_about(named)


def test_coverage_counts_a_reference_in_either_direction(base_library: Library) -> None:
    takeaway, recommendation = "2021-P1-01", "2021-R1-01"

    def uncovered(*related: tuple[str, str]) -> list[str]:
        records = tuple(
            record.model_copy(
                update={"related": tuple(other for one, other in related if one == record.id)}
            )
            for record in base_library.records
        )
        found = coverage(replace(base_library, records=records))
        return [record.id for record in (*found.takeaways, *found.recommendations)]

    assert {takeaway, recommendation} <= {*uncovered()}
    for pair in ((takeaway, recommendation), (recommendation, takeaway)):
        assert not {takeaway, recommendation} & {*uncovered(pair)}


def test_a_review_counts_until_the_record_changes(library: Library) -> None:
    found = reviews(library)
    reviewed = [record for _, records in found.reviewed for record in records]
    assert all(record.reviewed and record.reviewed.date >= record.changed for record in reviewed)
    changed_since = [record for record in found.unreviewed if record.reviewed]
    assert all(
        record.reviewed and record.reviewed.date < record.changed for record in changed_since
    )
    assert sorted([*reviewed, *found.unreviewed], key=lambda record: record.id) == sorted(
        library.current_records, key=lambda record: record.id
    )


def test_the_coverage_page_lists_records_without_references(site: Path, library: Library) -> None:
    found = coverage(library)
    shown = [
        mark.get_text()
        for mark in page(site / "browse" / "coverage" / "index.html").select(".reference-list .id")
    ]
    by_review = reviews(library)
    assert shown == [
        record.id
        for records in (
            found.recommendations,
            found.takeaways,
            found.points,
            *(records for _, records in by_review.reviewed),
            by_review.unreviewed,
        )
        for record in records
    ]
