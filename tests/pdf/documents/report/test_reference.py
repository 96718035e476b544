"""The report as a work of reference: summary, page numbers, indexes, relations, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.content.markdown import typeset
from guidance.library.addressees import ASKING
from guidance.library.library import conference_id
from guidance.pdf.documents.report.overview import abbreviations
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import render_document
from tests.support.page_reader import PrintedPage, read_pages

REPORT = "downloads/2022/report-a4.pdf"
MARGIN = 55
"""Where the margin of identifiers ends, in millimetres."""


@pytest.fixture(scope="module")
def records(odd_library: Library) -> list[model.Record]:
    """The records of the report."""
    return [
        record
        for record in odd_library.current_records
        if conference_id(record.id) == "2022" and record.kind is not model.Kind.POINT
    ]


@pytest.fixture(scope="module")
def report(odd_documents: Mapping[str, PdfDocument]) -> BeautifulSoup:
    return BeautifulSoup(odd_documents[REPORT].html, "html.parser")


@pytest.fixture(scope="module")
def pages(
    odd_documents: Mapping[str, PdfDocument], tmp_path_factory: pytest.TempPathFactory
) -> list[PrintedPage]:
    """The printed pages of the report."""
    file: Path = tmp_path_factory.mktemp("report") / "report.pdf"
    file.write_bytes(render_document(odd_documents[REPORT])[0])
    return read_pages(file)


@pytest.fixture(scope="module")
def page_of(pages: list[PrintedPage], records: list[model.Record]) -> Mapping[str, int]:
    """The page on which each record stands: its identifier is in the margin, after the summary."""
    found = {
        word.text: number
        for number, page in enumerate(pages, 1)
        if "at a glance" not in page.text[:200]
        for word in page.words
        if word.left < MARGIN and word.text in {record.id for record in records}
    }
    assert found.keys() == {record.id for record in records}
    assert len(set(found.values())) > 1
    return found


def test_page_numbers_of_references_are_those_of_the_records(
    pages: list[PrintedPage], page_of: Mapping[str, int]
) -> None:
    text = " ".join(page.text for page in pages)
    shown = re.findall(r"(\S+) \(p\. (\d+)\)", text)
    assert [each for each in shown if each[0] in page_of]
    wrong = [each for each in shown if each[0] in page_of and int(each[1]) != page_of[each[0]]]
    assert wrong == []


def test_every_reference_within_the_report_has_a_page(report: BeautifulSoup) -> None:
    anchors = {str(each["id"]) for each in report.select("[id]")}
    references = [
        link
        for link in report.select(".related a")
        if str(link["href"]).rpartition("/")[2].removeprefix("#") in anchors
        or str(link["href"]).rstrip("/").rpartition("/")[2] in anchors
    ]
    assert references
    for link in references:
        mark = link.find_next(class_="page-of")
        assert mark, link
        assert mark["data-to"] == link["href"], link


def test_the_summary_has_each_recommendation_with_who_acts_and_its_page(
    pages: list[PrintedPage],
    page_of: Mapping[str, int],
    records: list[model.Record],
    odd_library: Library,
) -> None:
    [summary] = [page.text for page in pages if "Recommendations at a glance" in page.text[:60]]
    asked = [record for record in records if record.nature in ASKING]
    assert asked
    for record in asked:
        actors = [odd_library.label("actors", actor) for actor in record.actors]
        who = ", ".join(actors) or "Addressee not named"
        line = summary[summary.index(record.id) :].partition("2022-")[2].split("2022-")[0]
        for words in (typeset(record.title), who):
            assert set(words.split()) <= set(line.split()), record.id
        assert str(page_of[record.id]) in line.split(), record.id
    assert [each for each in records if each not in asked and each.id in summary] == []


@pytest.mark.parametrize(("title", "facet"), [("who acts", "actors"), ("measures", "measures")])
def test_the_index_of_a_facet_has_the_page_of_each_record(
    title: str,
    facet: str,
    pages: list[PrintedPage],
    page_of: Mapping[str, int],
    records: list[model.Record],
) -> None:
    text = " ".join(page.text for page in pages[4:])
    index = re.split(r"Index of|How to cite", text.rpartition(f"Index of {title}")[2])[0]
    shown = re.findall(r"(2022-\w+-\d\d) (\d+)", index)
    assert {(name, page_of[name]) for name, _ in shown} == {
        (name, int(number)) for name, number in shown
    }
    expected = [
        record.id
        for record in records
        for _ in getattr(record, facet)
        or ([None] if facet == "actors" and record.nature in ASKING else [])
    ]
    assert sorted(name for name, _ in shown) == sorted(expected)


def test_relations_stand_on_both_sides(
    report: BeautifulSoup, records: list[model.Record], odd_library: Library
) -> None:
    articles = {
        str(article.select_one(".record__id").get_text(strip=True)): {  # type: ignore[union-attr]
            each.get_text() for each in article.select(".related .id")
        }
        for article in report.select("article.record")
    }
    relations = [
        (record.id, other)
        for record in odd_library.current_records
        for other in (*record.related, *([record.part_of] if record.part_of else []))
        if other in articles
    ]
    assert relations
    assert [(one, other) for one, other in relations if one not in articles[other]] == []


def test_abbreviations_are_those_that_the_texts_use() -> None:
    names = {"NGO": "non-governmental organization", "ILO": "labour office", "wages": None}
    terms = [
        model.Term(id=term.lower(), term=term, stands_for=full, text="Explained.")
        for term, full in names.items()
    ]
    used = model.Resource(id="x", label="On wages", text="NGOs help.", made="With ILOs’ help")
    unused = model.Person(id="ilo", name="Ada ILOT")
    assert [term.term for term in abbreviations(terms, [unused])] == []
    assert [term.term for term in abbreviations(terms, [used])] == ["ILO", "NGO"]
