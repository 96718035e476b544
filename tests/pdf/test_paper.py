"""Paper: the PDF files hold what they should, say so to assistive technology, and are made without a complaint."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain
from guidance.paths import ROOT
from guidance.pdf.documents.index_entries import surname
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import PrintingError, render_document
from guidance.publishing.publication import Publication
from tests.support.pdf_reader import (
    bookmarks,
    filled_share,
    first_line,
    index_entries,
    tagged_text,
    without_spaces,
)

PARTS = (
    "Imprint of the original report",
    "Contents",
    "Foreword",
    "Tackling demand: aims and objectives",
    "What is ‘demand’ and why must it be discouraged",
    "Tackling the demand that fosters trafficking for forced labour",
    "Tackling the demand that fosters trafficking for sexual exploitation",
    "Summary of key solutions and strategies in discouraging demand",
    "The conference in figures",
    "Annex I: Online side-events",
    "Annex II: Additional OSCE resources",
)


@pytest.fixture(scope="module")
def report(site: Path) -> Path:
    return site / "downloads" / "report-a4.pdf"


@pytest.fixture(scope="module")
def report_text(report: Path) -> str:
    return without_spaces(tagged_text(report))


def restated(library: Library, *kinds: model.Kind) -> list[model.Record]:
    return [record for record in library.records if record.kind in kinds]


OTHERWISE = {
    "CEDAW General Recommendation No. 38": "General Recommendation 38",
    "OSCE Ministerial Council Decisions": "decisions and declarations at OSCE Ministerial level",
}
"""How the report also names an instrument."""


def surname_of(library: Library, name: str) -> str:
    return (
        surname(next(person for person in library.people if person.name == name))
        .replace("ė", "e")
        .replace("á", "a")
    )


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#nowhere">x</a>',
        "<p style='colour: red'>x</p>",
        "<img src='https://example.org/x.png' alt='x'>",
    ],
)
def test_a_complaint_of_weasyprint_is_an_error(html: str) -> None:
    with pytest.raises(PrintingError, match=r"downloads/x\.pdf: "):
        render_document(
            PdfDocument(
                "downloads/x.pdf",
                "X",
                "report",
                f"<html lang=en><title>x</title>{html}",
                "2021-06-14",
            )
        )


def test_only_a_form_has_fields_to_fill_in() -> None:
    html = (
        "<html lang=en><title>x</title><h1>x</h1><form><label>Who <input name=who></label></form>"
    )
    for fillable in (False, True):
        pdf, _ = render_document(
            PdfDocument("downloads/x.pdf", "X", "worksheet", html, "2021-06-14", fillable=fillable)
        )
        with pikepdf.open(io.BytesIO(pdf)) as file:
            assert ("/AcroForm" in file.Root) is fillable


def test_each_record_stands_whole_in_the_report_in_the_right_order(
    report_text: str, library: Library
) -> None:
    places = [
        report_text.find(without_spaces(plain(record.text)))
        for record in restated(library, model.Kind.TAKEAWAY, model.Kind.RECOMMENDATION)
    ]
    assert -1 not in places
    assert places == sorted(places)


def test_each_record_has_one_heading_in_the_report(report: Path, library: Library) -> None:
    headings = bookmarks(report)
    assert [
        headings.count(record.title)
        for record in restated(library, model.Kind.TAKEAWAY, model.Kind.RECOMMENDATION)
    ] == [1] * 43
    assert not {record.title for record in restated(library, model.Kind.POINT)} & set(headings)


def test_the_parts_of_the_report_follow_the_printed_order(report: Path) -> None:
    headings = bookmarks(report)
    assert headings[0] == "Confronting Demand"
    assert [heading for heading in headings if heading in PARTS] == list(PARTS)


def test_statements_programme_and_foreword_stand_in_the_report(
    report_text: str, library: Library
) -> None:
    conference = library.conferences[0]
    assert conference.foreword is not None
    assert conference.interview is not None
    texts = [statement.text for statement, _ in library.statements()] + [
        panel.introduction for panel in library.panels
    ]
    texts += [part.answer for part in conference.interview.questions]
    for text in texts:
        for paragraph in plain(text).split("\n\n"):
            assert without_spaces(paragraph) in report_text
    for person in library.people:
        assert without_spaces(person.name) in report_text


def test_the_contents_give_the_page_on_which_each_part_begins(report: Path) -> None:
    document = pypdfium2.PdfDocument(report)
    begins = {
        bookmark.get_title(): bookmark.get_dest().get_index() + 1 for bookmark in document.get_toc()
    }
    contents = document[2].get_textpage().get_text_bounded()
    document.close()
    squeezed_contents = without_spaces(contents)
    for part in PARTS[2:]:
        assert f"{without_spaces(part)}{begins[part]}" in squeezed_contents


def test_every_sheet_carries_the_acknowledgement(site: Path, publication: Publication) -> None:
    words = without_spaces(publication.acknowledgement)
    for file in sorted((site / "downloads").rglob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        for number, page in enumerate(document, 1):
            text = without_spaces(page.get_textpage().get_text_bounded())
            assert words in text or (file.stem.startswith("report") and number == 1), (
                f"{file.name}, page {number}"
            )
        document.close()


def test_the_fonts_are_those_of_the_package(report: Path) -> None:
    with pikepdf.open(report) as pdf:
        names = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    assert names
    assert all(
        name.startswith("Source-Sans-3") or name.startswith("SourceSans3") for name in names
    ), names


def test_the_file_of_a_document_does_not_depend_on_where_the_project_lies(
    publication: Publication,
) -> None:
    root = str(ROOT)
    assert not [printable.path for printable in publication.documents() if root in printable.html]


def test_every_note_on_the_source_stands_at_the_end_with_a_way_back(
    report_text: str, publication: Publication, library: Library
) -> None:
    html = BeautifulSoup(
        next(printable.html for printable in publication.documents() if printable.kind == "report"),
        "html.parser",
    )
    marks = {str(mark["href"]) for mark in html.select("a.mark")}
    notes = html.select(".note")
    assert marks == {f"#{note['id']}" for note in notes}
    assert all(
        html.select_one(f"a{note['data-to']}.mark")
        and note.select_one(f'a[href="{note["data-to"]}"]')
        for note in notes
    )
    after = report_text[report_text.rfind("Notes") :]
    errata = [
        record.erratum
        for record in restated(library, model.Kind.TAKEAWAY, model.Kind.RECOMMENDATION)
    ] + [panel.erratum for panel in library.panels]
    assert all(after.count(without_spaces(plain(erratum))) == 1 for erratum in errata if erratum)
    assert without_spaces("Article 9(5): The States that are party to the Protocol") in after


@pytest.mark.parametrize("edition", ["a4", "letter"])
def test_the_indexes_give_the_page_of_each_place_where_someone_or_an_instrument_is_named_or_relied_on(
    edition: str, site: Path, library: Library
) -> None:
    file = site / "downloads" / f"report-{edition}.pdf"
    document = pypdfium2.PdfDocument(file)
    pages = {
        number: without_spaces(page.get_textpage().get_text_bounded())
        for number, page in enumerate(document, 1)
    }
    document.close()
    people, instruments = index_entries(file)
    names = {person.name: (person.name,) for person in library.people} | {
        each.short: (each.short, each.title) for each in library.instruments
    }
    held = {
        name: {
            number
            for number, text in pages.items()
            if any(without_spaces(form) in text for form in names[name])
        }
        for name in names
    }
    short = {each.id: each.short for each in library.instruments}
    resting = {
        record.id: {short[identifier] for identifier in record.instruments}
        for record in library.records
    }
    body = range(1, next(number for number, text in pages.items() if text.startswith("Notes")))
    assert list(people) == sorted(people, key=lambda name: surname_of(library, name))
    assert list(instruments) == sorted(instruments)
    for name, places in (people | instruments).items():
        for part, number in places:
            rests = name in resting.get(part, ()) and without_spaces(part) in pages[number]
            otherwise = without_spaces(OTHERWISE.get(name, name)) in pages[number]
            assert number in held[name] or rests or otherwise, (name, part, number)
        told = {number for _, number in places}
        assert all(
            number in told or number - 1 in told for number in held[name] if number in body
        ), name  # a part may go on over a page
    assert people.keys() | instruments.keys() == names.keys()
    assert people["Valiant Richey"][0] == ("Acknowledgements", 2)
    assert [part for part, _ in instruments["Palermo Protocol"]] == [
        "Interview",
        "Chapter 1",
        "2021-P1-06",
    ]


@pytest.mark.parametrize("edition", ["a4", "letter"])
def test_no_page_of_the_report_is_half_empty(edition: str, site: Path) -> None:
    document = pypdfium2.PdfDocument(site / "downloads" / f"report-{edition}.pdf")
    told = {number: filled_share(page) for number, page in enumerate(document, 1)}
    document.close()
    assert len(told) > 20
    assert {number: f"{part:.0%}" for number, part in told.items() if part < 0.5} == {}


def test_no_document_ends_on_a_page_that_holds_next_to_nothing(
    site: Path, publication: Publication
) -> None:
    colophons = tuple(publication.words(key) for key in ("handout.source", "handout.sources"))
    ends = {}
    for file in sorted((site / "downloads").rglob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        last = document[len(document) - 1]
        if len(document) > 1:
            ends[file.name] = (filled_share(last) > 0.2, not first_line(last).startswith(colophons))
        document.close()
    assert len(ends) > 40
    assert {name for name, good in ends.items() if not all(good)} == set()
