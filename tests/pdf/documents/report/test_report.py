"""The printed report of the project's own content."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.i18n import Words
from guidance.library.appearances import surname
from guidance.library.library import conference_id
from guidance.publishing.publication import Publication
from tests.support.pdf_reader import (
    bookmarks,
    filled_share,
    index_entries,
    tagged_text,
    without_spaces,
)

CONFERENCE = "2021"
"""The conference whose report is looked at."""
SUMMARY = without_spaces("Recommendations at a glance")
"""The head of the pages that the indexes do not refer to, since they repeat titles."""


@pytest.fixture(scope="module")
def report(site: Path) -> Path:
    return site / "downloads" / CONFERENCE / "report-a4.pdf"


@pytest.fixture(scope="module")
def report_text(report: Path) -> str:
    return without_spaces(tagged_text(report))


def records_of(library: Library) -> list[model.Record]:
    """The current takeaways and recommendations of the conference, in the order of the report."""
    holders = (
        *(panel.id for panel in library.panels_of(CONFERENCE)),
        *(pillar.id for pillar in library.pillars_of(CONFERENCE)),
    )
    return [record for holder in holders for record in library.current_records_of(holder)]


def parts(library: Library, words: Words) -> list[str]:
    """The headings of the parts of the report, as far as they mirror the original."""
    conference = library.conference_of(CONFERENCE)
    interview = [conference.interview.title] if conference.interview else []
    return [
        words("imprint.title"),
        words("contents.title"),
        words("foreword.title"),
        *map(typeset, interview),
        *(typeset(panel.title) for panel in library.panels_of(CONFERENCE)),
        words("figures.title"),
        f"{words('annex', numeral='I')} {words('side-events.title')}",
        f"{words('annex', numeral='II')} {words('resources.title')}",
    ]


OTHER_NAMES = {
    "CEDAW General Recommendation No. 38": "General Recommendation 38",
    "OSCE Ministerial Council Decisions": "Ministerial decisions and declarations of the OSCE",
}
"""Other names of instruments in the texts of the report."""


def surname_of(library: Library, name: str) -> str:
    """The surname of a person by which an index is sorted, without accents."""
    [person] = [person for person in library.people if person.name == name]
    return surname(person).replace("ė", "e").replace("á", "a")


def test_the_report_has_the_whole_text_of_each_record_in_order(
    report_text: str, library: Library
) -> None:
    places = [report_text.find(without_spaces(plain(each.text))) for each in records_of(library)]
    assert -1 not in places
    assert places == sorted(places)


def test_each_record_of_the_conference_has_one_heading(report: Path, library: Library) -> None:
    headings, records = bookmarks(report), records_of(library)
    assert [headings.count(typeset(record.title)) for record in records] == [1] * len(records)
    points = {record.title for record in library.records if record.kind is model.Kind.POINT}
    assert not points & set(headings)


def test_the_parts_follow_the_order_of_the_original(
    report: Path, library: Library, publication: Publication
) -> None:
    headings, expected = bookmarks(report), parts(library, publication.words)
    assert headings[0] == typeset(library.conference_of(CONFERENCE).title)
    assert [heading for heading in headings if heading in expected] == expected


def test_the_report_has_statements_programme_and_interview(
    report_text: str, library: Library
) -> None:
    conference = library.conference_of(CONFERENCE)
    assert conference.foreword is not None
    assert conference.interview is not None
    panels = library.panels_of(CONFERENCE)
    texts = [panel.introduction or "" for panel in panels]
    texts += [
        statement.text
        for statement, holder in library.statements()
        if conference_id(holder.id) == CONFERENCE
    ]
    texts += [part.answer for part in conference.interview.questions]
    for text in texts:
        for paragraph in plain(text).split("\n\n"):
            assert without_spaces(paragraph) in report_text
    for person in library.people:
        appearances = library.appearances(person.id)
        if any(conference_id(each.holder.id) == CONFERENCE for each in appearances):
            assert without_spaces(person.name) in report_text


def test_the_table_of_contents_gives_the_page_of_each_part(
    report: Path, library: Library, publication: Publication
) -> None:
    document = pypdfium2.PdfDocument(report)
    first_page = {
        bookmark.get_title(): bookmark.get_dest().get_index() + 1 for bookmark in document.get_toc()
    }
    contents = document[2].get_textpage().get_text_bounded()
    document.close()
    contents = without_spaces(contents)
    for part in parts(library, publication.words)[2:]:
        line = rf"{re.escape(without_spaces(part))}(\d|[IVX]+)?{first_page[part]}"
        assert re.search(line, contents), part


def test_all_fonts_are_faces_of_source_sans(report: Path) -> None:
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


def test_every_erratum_is_an_endnote_that_links_back(
    report_text: str, publication: Publication, library: Library
) -> None:
    document = next(each for each in publication.documents() if each.kind == "report")
    html = BeautifulSoup(document.html, "html.parser")
    marks = {str(mark["href"]) for mark in html.select("a.mark")}
    notes = html.select(".note")
    assert marks == {f"#{note['id']}" for note in notes}
    assert all(
        html.select_one(f"a{note['data-to']}.mark")
        and note.select_one(f'a[href="{note["data-to"]}"]')
        for note in notes
    )
    endnotes = report_text[report_text.rfind("Notes") :]
    errata = [entry.erratum for entry in (*records_of(library), *library.panels_of(CONFERENCE))]
    assert all(endnotes.count(without_spaces(plain(erratum))) == 1 for erratum in errata if erratum)
    grounds = {identifier for record in records_of(library) for identifier in record.instruments}
    for instrument in library.instruments:
        for provision in instrument.provisions if instrument.id in grounds else ():
            assert without_spaces(f"{provision.article}: {plain(provision.text)}") in endnotes


def without_references(text: str, library: Library) -> str:
    """The text of a page without references to statements, which the index leaves out."""
    for statement, _ in library.statements():
        text = text.replace(without_spaces(f"Statement by {library.title_of(statement.id)}"), "")
    return text


@pytest.mark.parametrize("edition", ["a4", "letter"])
def test_the_indexes_give_the_pages_where_people_and_instruments_are_named(
    edition: str, site: Path, library: Library
) -> None:
    file = site / "downloads" / CONFERENCE / f"report-{edition}.pdf"
    document = pypdfium2.PdfDocument(file)
    pages = {
        number: without_references(without_spaces(page.get_textpage().get_text_bounded()), library)
        for number, page in enumerate(document, 1)
    }
    document.close()
    names = {person.name: (person.name,) for person in library.people} | {
        each.short: (each.short, each.title) for each in library.instruments
    }
    spelt = {without_spaces(name): name for name in names}
    people, instruments = (
        {spelt[without_spaces(name)]: places for name, places in index.items()}
        for index in index_entries(file)[:2]
    )
    pages_with = {
        name: {
            number
            for number, text in pages.items()
            if any(without_spaces(spelling) in text for spelling in names[name])
        }
        for name in names
    }
    summary = {number for number, text in pages.items() if text.startswith(SUMMARY)}
    short = {each.id: each.short for each in library.instruments}
    grounds = {
        record.id: {short[identifier] for identifier in record.instruments}
        for record in library.records
    }
    body = range(1, next(number for number, text in pages.items() if text.startswith("Notes")))
    assert list(people) == sorted(people, key=lambda name: surname_of(library, name))
    assert list(instruments) == sorted(instruments)
    pages_with = {name: numbers - summary for name, numbers in pages_with.items()}
    for name, places in (people | instruments).items():
        for part, number in places:
            is_ground = name in grounds.get(part, ()) and without_spaces(part) in pages[number]
            has_other_name = without_spaces(OTHER_NAMES.get(name, name)) in pages[number]
            assert number in pages_with[name] or is_ground or has_other_name, (name, part, number)
        index_pages = {number for _, number in places}
        for number in pages_with[name]:
            if number in body:  # a part may continue on the next page
                assert number in index_pages or number - 1 in index_pages, name
    named = {name for name, numbers in pages_with.items() if numbers & set(body)}
    assert named <= people.keys() | instruments.keys() <= names.keys()
    assert people["Valiant Richey"][0] == ("Acknowledgements", 2)


@pytest.mark.parametrize("edition", ["a4", "letter"])
def test_no_page_within_a_part_of_the_report_is_half_empty(edition: str, site: Path) -> None:
    document = pypdfium2.PdfDocument(site / "downloads" / CONFERENCE / f"report-{edition}.pdf")
    starts = {
        bookmark.get_dest().get_index() for bookmark in document.get_toc() if bookmark.level == 0
    }
    starts |= {
        index for index, page in enumerate(document) if not page.get_textpage().count_chars()
    }
    shares = {
        index + 1: filled_share(page)
        for index, page in enumerate(document)
        if index + 1 not in starts and index + 1 < len(document) - 1
    }
    document.close()
    assert shares
    assert {number: f"{share:.0%}" for number, share in shares.items() if share < 0.5} == {}
