"""View model of the report: endnotes, indexes and table of contents."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guidance import Library, open_library
from guidance.content import model
from guidance.i18n import open_words
from guidance.pdf.documents.report.annotator import NameFinder, ReportAnnotator
from guidance.pdf.documents.report.index_entries import IndexEntries
from guidance.pdf.documents.report.view import ReportView
from guidance.pdf.documents.report.view_builder import report_view
from guidance.rendering.endnotes import Endnotes
from tests.examples import BASE

WORDS = open_words()
ADA = model.Person(id="ada-north", name="Ada North")
DIRECTIVE = model.Instrument(
    id="directive",
    title="Directive 2011/36 on preventing trafficking",
    short="Anti-Trafficking Directive",
    type="law",
    text="A law.",
)


@pytest.fixture
def annotator() -> ReportAnnotator:
    names = NameFinder([ADA], [DIRECTIVE])
    return ReportAnnotator(WORDS, names, IndexEntries(), Endnotes(), "Chapter 1")


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library(BASE)


@pytest.fixture(scope="module")
def report(library: Library) -> ReportView:
    return view(library)


def view(library: Library, conference: int = 0) -> ReportView:
    """The report of a conference, by its number among those of the library."""
    chosen = library.conferences[conference]
    return report_view(
        library, WORDS, chosen, {document: document for document in chosen.documents}
    )


def test_equal_notes_share_a_number() -> None:
    notes = Endnotes()
    references = [notes.refer(note) for note in ("one", DIRECTIVE, "one")]
    assert [(each.number, each.is_first) for each in references] == [
        (1, True),
        (2, True),
        (1, False),
    ]
    assert list(notes) == [(1, "one"), (2, DIRECTIVE)]


def test_a_reference_is_placed_at_the_end_of_the_last_paragraph(annotator: ReportAnnotator) -> None:
    text = annotator.prose("One.\n\nTwo.", annotator.remark("A misprint."))
    assert text == (
        '<p>One.</p>\n<p>Two.<a class="mark" role="doc-noteref" href="#note-1" id="mark-1" '
        f'title="{WORDS("notes.note", number=1)}">1</a></p>'
    )


def test_only_the_first_reference_to_a_note_has_an_id(annotator: ReportAnnotator) -> None:
    marks = [annotator.instrument_note(DIRECTIVE).mark for _ in range(2)]
    assert ['id="mark-1"' in mark for mark in marks] == [True, False]


def test_the_first_name_in_a_part_has_an_anchor(annotator: ReportAnnotator) -> None:
    other = replace(annotator, part="Chapter 2")
    texts = [each.prose("Ada North, then Ada North.") for each in (annotator, annotator, other)]
    assert [re.findall(r'id="([^"]*)"', text) for text in texts] == [
        ["ada-north-1"],
        [],
        ["ada-north-2"],
    ]
    assert [each.part for each in annotator.index.locators(ADA.id)] == ["Chapter 1", "Chapter 2"]


def test_a_numbered_act_is_also_found_by_its_number(annotator: ReportAnnotator) -> None:
    texts = ("Directive No. 2011/36 asks", "the Anti-Trafficking Directive", "a Directive")
    found = [[identifier for _, _, identifier in annotator.names.find(text)] for text in texts]
    assert found == [["directive"], ["directive"], []]


def test_text_outside_of_named_parts_has_no_anchors(annotator: ReportAnnotator) -> None:
    assert replace(annotator, part="").prose("Ada North.") == "<p>Ada North.</p>"


def test_people_are_sorted_by_surname_without_accents() -> None:
    people = [
        model.Person(id="zoe", name="Zoë Abel"),
        model.Person(id="ada", name="Ada Žukas"),
        model.Person(id="bo", name="Bo van Dam", sort_by="van Dam"),
        model.Person(id="unnamed", name="Not Mentioned"),
    ]
    index = IndexEntries()
    for person in people[:3]:
        index.add(person.id, "Foreword")
    assert [person.id for person in index.people(people)] == ["zoe", "bo", "ada"]


def test_the_instruments_of_a_record_are_notes_and_index_entries(
    report: ReportView, library: Library
) -> None:
    record = next(record for record in library.current_records if record.instruments)
    assert record.instruments[0] in {note.instrument.id for note in report.notes if note.instrument}
    entry = next(each for each in report.instruments if each.instrument.id in record.instruments)
    assert record.id in {locator.part for locator in entry.locators}


def test_the_table_of_contents_has_every_chapter_and_ends_with_citing(
    report: ReportView, library: Library
) -> None:
    anchors = [line.anchor for line in report.contents]
    assert [panel.id for panel in library.panels] == [
        anchor for anchor in anchors if anchor in {panel.id for panel in library.panels}
    ]
    assert anchors[-1] == "citing"


def test_the_contents_name_only_parts_that_exist(odd_library: Library) -> None:
    numbers = {each.id: number for number, each in enumerate(odd_library.conferences)}
    anchors = {
        identifier: [line.anchor for line in view(odd_library, numbers[identifier]).contents]
        for identifier in ("2022", "2022b", "2024")
    }
    facets = ("index-actors", "index-measures", "citing")
    assert anchors == {
        "2022": [
            *("summary", "2022-P1", "2022-P2", "2022-R1", "pillars", "2022-R2", "figures"),
            *("side-events", "notes", "index-people", *facets),
        ],
        "2022b": ["summary", "2022b-P1", "2022b-P2", "index-people", *facets],
        "2024": ["summary", "pillars", "2024-R1", "notes", "index-instruments", *facets],
    }


def test_annexes_are_numbered_as_far_as_they_exist(odd_library: Library) -> None:
    numbers = {each.id: number for number, each in enumerate(odd_library.conferences)}
    report = view(odd_library, numbers["2022"])
    assert report.side_events_title.startswith("Annex I:")
    assert report.resources_title == ""


def test_organizations_stand_in_the_index(odd_library: Library) -> None:
    numbers = {each.id: number for number, each in enumerate(odd_library.conferences)}
    report = view(odd_library, numbers["2022"])
    assert report.people_title == "Index of people and organizations"
    assert "Union of Seasonal Workers" in {entry.surname for entry in report.people}


def test_the_imprint_says_where_a_document_gives_no_permission(odd_library: Library) -> None:
    numbers = {each.id: number for number, each in enumerate(odd_library.conferences)}
    [imprint] = view(odd_library, numbers["2022b"]).front_matter.imprints
    assert imprint.permission == "Summary of the autumn conference gives no permission to copy."
    assert (imprint.contact, imprint.photos, imprint.disclaimer) == ("", "", "")


@pytest.mark.parametrize(
    ("title", "size"), [("Short", "short"), ("Longer " * 10, "long"), ("Longest " * 20, "longest")]
)
def test_a_long_title_is_set_smaller(title: str, size: str, library: Library) -> None:
    conference = library.conferences[0].model_copy(update={"title": title})
    assert view(replace(library, conferences=(conference,))).cover.size == size
