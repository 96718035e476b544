"""The trainer's pack, the poster and the worksheet of a conference."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.library.library import conference_id
from guidance.pdf.documents.conference_handouts import COVERAGE
from tests.support.form_filling import open_form
from tests.support.pdf_reader import (
    annotations_in,
    bookmarks,
    elements,
    page_count,
    tagged_text,
    without_spaces,
)

CONFERENCE = "2021"
"""The conference whose documents are looked at."""
STANDARD = ("a4", "letter")


def folder(site: Path) -> Path:
    return site / "downloads" / CONFERENCE


def recommendations(library: Library) -> list[model.Record]:
    return [
        record
        for pillar in library.pillars_of(CONFERENCE)
        for record in library.current_records_of(pillar.id)
    ]


def fields(file: Path) -> dict[str, Any]:
    with pikepdf.open(file) as pdf:
        return {str(field.T): (str(field.TU), str(field.FT)) for field in pdf.Root.AcroForm.Fields}


@pytest.mark.parametrize("edition", STANDARD)
def test_the_pack_has_each_record_once_questions_and_a_sign_off_sheet(
    edition: str, site: Path, library: Library
) -> None:
    file = folder(site) / f"trainers-pack-{edition}.pdf"
    text = without_spaces(tagged_text(file))
    for record in library.current_records:
        of_the_conference = (
            record.kind is not model.Kind.POINT and conference_id(record.id) == CONFERENCE
        )
        assert text.count(without_spaces(plain(record.text))) == of_the_conference, record.id
    for panel in library.panels_of(CONFERENCE):
        assert all(
            text.count(without_spaces(typeset(question.question))) == 1
            for question in panel.discussion_questions
        )
    sheets = [
        f"Questions for discussion: {CONFERENCE}, Panel {panel.number}"
        for panel in library.panels_of(CONFERENCE)
    ]
    parts = [
        "How to use this pack",
        *(typeset(panel.title) for panel in library.panels_of(CONFERENCE)),
        *sheets,
    ]
    expected = [without_spaces(part) for part in (*parts, "Sign-off sheet")]
    assert [
        title for title in map(without_spaces, bookmarks(file)) if title in expected
    ] == expected
    assert without_spaces("Signature") in text


@pytest.mark.parametrize("edition", STANDARD)
def test_the_poster_has_every_pillar_and_recommendation_on_one_page(
    edition: str, site: Path, library: Library
) -> None:
    file = folder(site) / f"pillars-poster-{edition}.pdf"
    assert page_count(file) == 1
    text = without_spaces(tagged_text(file))
    places = [
        text.find(without_spaces(typeset(pillar.title)))
        for pillar in library.pillars_of(CONFERENCE)
    ]
    assert -1 not in places
    assert places == sorted(places)
    assert all(
        without_spaces(typeset(record.title)) in text and without_spaces(record.id) in text
        for record in recommendations(library)
    )


@pytest.mark.parametrize("edition", STANDARD)
def test_the_worksheet_has_four_fields_per_recommendation(
    edition: str, site: Path, library: Library
) -> None:
    file = folder(site) / f"worksheet-{edition}.pdf"
    text = without_spaces(tagged_text(file))
    assert all(
        text.count(without_spaces(plain(record.text))) == 1 for record in recommendations(library)
    )
    fields_of_record = ("covered", "responsible", "when", "notes")
    expected = [
        f"{record.id}-{name}" for record in recommendations(library) for name in fields_of_record
    ]
    assert [*fields(file)] == ["country", "plan", "team", "date", *expected]


@pytest.mark.parametrize("edition", STANDARD)
def test_fields_of_the_worksheet_are_in_reading_order(edition: str, site: Path) -> None:
    with pikepdf.open(folder(site) / f"worksheet-{edition}.pdf") as pdf:
        on_pages = [
            each.objgen for page in pdf.pages for each in page.Annots if each.Subtype == "/Widget"
        ]
        in_tags = [each for form in elements(pdf, "Form") for each in annotations_in(form)]
        assert [each.objgen for each in in_tags] == on_pages
        names = [str(each.get("/T", each.get("/Parent", {}).get("/T"))) for each in in_tags]
        assert [name for name, _ in itertools.groupby(names)] == [
            str(field.T) for field in pdf.Root.AcroForm.Fields
        ]


@pytest.mark.parametrize("edition", STANDARD)
def test_choices_of_a_question_exclude_one_another(
    edition: str, site: Path, library: Library
) -> None:
    one, other = (f"{record.id}-covered" for record in recommendations(library)[:2])
    with open_form(folder(site) / f"worksheet-{edition}.pdf") as choices:
        assert {
            (field, value) for field in (one, other) for value in COVERAGE
        } <= choices.states().keys()
        assert not any(choices.states().values())
        for choice_to_click in ((one, "fully"), (one, "not"), (one, "partly")):
            choices.click(choice_to_click)
            assert {choice for choice, is_selected in choices.states().items() if is_selected} == {
                choice_to_click
            }
        choices.click((other, "not"))
        assert {choice for choice, is_selected in choices.states().items() if is_selected} == {
            (one, "partly"),
            (other, "not"),
        }


def test_each_field_of_the_worksheet_has_a_unique_description(site: Path, library: Library) -> None:
    by_name = fields(folder(site) / "worksheet-a4.pdf")
    names = [name for name, _ in by_name.values()]
    assert len(set(names)) == len(names)
    first = recommendations(library)[0]
    assert by_name[f"{first.id}-covered"] == (
        f"{first.id}, {first.title}: Covered by the plan",
        "/Btn",
    )
    assert by_name[f"{first.id}-responsible"] == (
        f"{first.id}, {first.title}: Who is responsible",
        "/Tx",
    )


def test_a_filled_worksheet_keeps_its_values_when_saved(site: Path, tmp_path: Path) -> None:
    with pikepdf.open(folder(site) / "worksheet-a4.pdf") as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) == "country":
                field.V = pikepdf.String("Sweden")
            if str(field.T) == "2021-R1-01-covered":
                field.V = field.Kids[1].AS = pikepdf.Name("/partly")
        pdf.save(tmp_path / "filled.pdf")
    with pikepdf.open(tmp_path / "filled.pdf") as pdf:
        values = {str(field.T): str(field.V) for field in pdf.Root.AcroForm.Fields}
    assert values["country"] == "Sweden"
    assert (values["2021-R1-01-covered"], values["2021-R1-02-covered"]) == ("/partly", "/Off")
    with open_form(tmp_path / "filled.pdf") as choices:
        assert [choice for choice, is_selected in choices.states().items() if is_selected] == [
            ("2021-R1-01-covered", "partly")
        ]
