"""Paper: the PDF files hold what they should, say so to assistive technology, and are made without a complaint."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from guidance import Library, model
from guidance.press import Printable, PrintingError, print_one
from guidance.publication import Publication
from guidance.text import plain
from tests.reading import bookmarks, squeezed, told_text

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
    return squeezed(told_text(report))


def restated(library: Library, *kinds: model.Kind) -> list[model.Record]:
    return [record for record in library.records if record.kind in kinds]


@pytest.mark.parametrize("html", ['<a href="#nowhere">x</a>', "<p style='colour: red'>x</p>", "<img src='https://example.org/x.png' alt='x'>"])
def test_a_complaint_of_weasyprint_is_an_error(html: str) -> None:
    with pytest.raises(PrintingError, match=r"downloads/x\.pdf: "):
        print_one(Printable("downloads/x.pdf", "X", "report", f"<html lang=en><title>x</title>{html}", "2021-06-14"))


def test_only_a_form_has_fields_to_fill_in() -> None:
    html = "<html lang=en><title>x</title><h1>x</h1><form><label>Who <input name=who></label></form>"
    for form in (False, True):
        pdf, _ = print_one(Printable("downloads/x.pdf", "X", "worksheet", html, "2021-06-14", form=form))
        with pikepdf.open(io.BytesIO(pdf)) as file:
            assert ("/AcroForm" in file.Root) is form


def test_each_record_stands_whole_in_the_report_in_the_right_order(report_text: str, library: Library) -> None:
    places = [report_text.find(squeezed(plain(record.text))) for record in restated(library, model.Kind.TAKEAWAY, model.Kind.RECOMMENDATION)]
    assert -1 not in places
    assert places == sorted(places)


def test_each_record_has_one_heading_in_the_report(report: Path, library: Library) -> None:
    headings = bookmarks(report)
    assert [headings.count(record.title) for record in restated(library, model.Kind.TAKEAWAY, model.Kind.RECOMMENDATION)] == [1] * 43
    assert not {record.title for record in restated(library, model.Kind.POINT)} & set(headings)


def test_the_parts_of_the_report_follow_the_printed_order(report: Path) -> None:
    headings = bookmarks(report)
    assert headings[0] == "Confronting Demand"
    assert [heading for heading in headings if heading in PARTS] == list(PARTS)


def test_statements_programme_and_foreword_stand_in_the_report(report_text: str, library: Library) -> None:
    conference = library.conferences[0]
    assert conference.foreword is not None
    assert conference.interview is not None
    texts = [statement.text for statement, _ in library.statements()] + [panel.introduction for panel in library.panels]
    texts += [part.answer for part in conference.interview.questions]
    for text in texts:
        for paragraph in plain(text).split("\n\n"):
            assert squeezed(paragraph) in report_text
    for person in library.people:
        assert squeezed(person.name) in report_text


def test_the_contents_give_the_page_on_which_each_part_begins(report: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(report)
    begins = {bookmark.get_title(): bookmark.get_dest().get_index() + 1 for bookmark in document.get_toc()}
    contents = document[2].get_textpage().get_text_bounded()
    document.close()
    squeezed_contents = squeezed(contents)
    for part in PARTS[2:]:
        assert f"{squeezed(part)}{begins[part]}" in squeezed_contents


def test_every_sheet_carries_the_acknowledgement(site: Path, publication: Publication) -> None:
    import pypdfium2

    words = squeezed(publication.acknowledgement)
    for file in sorted((site / "downloads").rglob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        for number, page in enumerate(document, 1):
            text = squeezed(page.get_textpage().get_text_bounded())
            assert words in text or (file.stem.startswith("report") and number == 1), f"{file.name}, page {number}"
        document.close()


def test_the_fonts_are_those_of_the_package(report: Path) -> None:
    with pikepdf.open(report) as pdf:
        names = {str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.Resources.Font.values()}
    assert names
    assert all(name.startswith("Source-Sans-3") or name.startswith("SourceSans3") for name in names), names


def test_the_file_of_a_document_does_not_depend_on_where_the_project_lies(publication: Publication) -> None:
    root = str(Path(__file__).resolve().parent.parent)
    assert not [printable.path for printable in publication.printables() if root in printable.html]
