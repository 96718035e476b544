"""The worksheet: its questions, and a form that people can fill in with any viewer."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import render_document
from tests.support.form_filling import FILLERS, open_form
from tests.support.pdf_reader import (
    annotations_in,
    bookmarks,
    elements,
    tagged_text,
    without_spaces,
)
from tests.support.pdf_readers import READERS

CONFERENCE = "2022"
"""The conference of the odd library whose worksheet is looked at."""
CHOICES = ("fully", "partly", "not")
SENTENCES = {
    "country": "Zażółć gęślą jaźń",
    "plan": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "team": "Pijamalı hasta yağız şoföre çabucak güvendi: İĞ",
    "date": "Съешь ещё этих мягких французских булок, да выпей же чаю",
    "responsible": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία, ταχίστη αλώπηξ",
    "notes": "łódź, kůň, ağız, μύθος, ещё – “œuvre”\nß Ŋ Ə ə Ă ș Қ Ғ Ү Ї Ґ ў Ђ ќ Ҷ ӯ ẞ ₸ № €",
}
"""Sentences in Polish, Czech, Turkish, Russian and Greek, and letters of other languages."""


@pytest.fixture(scope="module")
def worksheet(odd_documents: Mapping[str, PdfDocument], tmp_path_factory: Any) -> Path:
    """The printed worksheet of a conference."""
    file: Path = tmp_path_factory.mktemp("worksheet") / "worksheet.pdf"
    document = odd_documents[f"downloads/{CONFERENCE}/worksheet-a4.pdf"]
    file.write_bytes(render_document(document)[0])
    return file


GROUPS = {
    "Training": ["2022-R1-01"],
    "Research": ["2022-R2-01"],
    "No measure named": ["2019-declaration-01"],
}
"""What the conference asks for: recommendations of two pillars, and a point."""
RECORDS = [identifier for group in GROUPS.values() for identifier in group]


def record(library: Library, identifier: str) -> model.Record:
    return next(record for record in library.records if record.id == identifier)


def fields(file: Path) -> dict[str, Any]:
    with pikepdf.open(file) as pdf:
        return {
            str(field.T): (str(field.TU), str(field.FT))
            for field in pdf.Root.AcroForm.Fields
            if "/TU" in field
        }


def test_each_record_that_asks_for_action_stands_once_under_its_first_measure(
    worksheet: Path, odd_library: Library
) -> None:
    text = without_spaces(tagged_text(worksheet))
    records = {identifier: record(odd_library, identifier) for identifier in RECORDS}
    assert all(text.count(without_spaces(plain(each.text))) == 1 for each in records.values())
    expected = [
        title
        for label, group in GROUPS.items()
        for title in (label, *(typeset(records[each].title) for each in group))
    ]
    titles = [*map(without_spaces, bookmarks(worksheet))]
    assert titles[1:] == [*map(without_spaces, expected)]


def test_the_other_measures_of_a_record_are_named(worksheet: Path) -> None:
    assert "Also:Research" in without_spaces(tagged_text(worksheet))


def test_there_are_four_fields_for_each_record(worksheet: Path) -> None:
    expected = [
        f"{identifier}-{name}"
        for identifier in RECORDS
        for name in ("covered", "responsible", "when", "notes")
    ]
    assert [*fields(worksheet)] == ["country", "plan", "team", "date", *expected]


def test_fields_are_in_reading_order(worksheet: Path) -> None:
    with pikepdf.open(worksheet) as pdf:
        on_pages = [
            each.objgen for page in pdf.pages for each in page.Annots if each.Subtype == "/Widget"
        ]
        in_tags = [each for form in elements(pdf, "Form") for each in annotations_in(form)]
        assert [each.objgen for each in in_tags] == on_pages
        names = [str(each.get("/T", each.get("/Parent", {}).get("/T"))) for each in in_tags]
        assert [name for name, _ in itertools.groupby(names)] == [*fields(worksheet)]


def test_choices_of_a_question_exclude_one_another(worksheet: Path) -> None:
    one, other = (f"{identifier}-covered" for identifier in RECORDS[:2])
    with open_form(worksheet) as page:
        assert {(field, value) for field in (one, other) for value in CHOICES} <= (
            page.states().keys()
        )
        assert not any(page.states().values())
        for choice in ((one, "fully"), (one, "not"), (one, "partly")):
            page.click(choice)
            assert {each for each, is_selected in page.states().items() if is_selected} == {choice}
        page.click((other, "not"))
        assert {each for each, is_selected in page.states().items() if is_selected} == {
            (one, "partly"),
            (other, "not"),
        }


def test_each_field_has_a_unique_description(worksheet: Path, odd_library: Library) -> None:
    by_name = fields(worksheet)
    names = [name for name, _ in by_name.values()]
    assert len(set(names)) == len(names)
    first = record(odd_library, RECORDS[0])
    label = f"{first.id}, {first.title}"
    assert by_name[f"{first.id}-covered"] == (f"{label}: Covered by the plan", "/Btn")
    assert by_name[f"{first.id}-responsible"] == (f"{label}: Who is responsible", "/Tx")


def test_fields_have_appearances_and_texts_of_several_lines_shrink(worksheet: Path) -> None:
    with pikepdf.open(worksheet) as pdf:
        form = pdf.Root.AcroForm
        assert "/NeedAppearances" not in form
        visible = [field for field in form.Fields if "/TU" in field]
        texts = [field for field in visible if field.FT == "/Tx"]
        buttons = [kid for field in visible if field.FT == "/Btn" for kid in field.Kids]
        assert len(texts) > 4
        assert len(buttons) > 3
        assert all(field.Ff == 1 << 12 and " 0 Tf" in str(field.DA) for field in texts)
        assert all("/N" in field.AP for field in texts)
        assert all("/Off" in kid.AP.N and len(kid.AP.N) == 2 for kid in buttons)
        [font] = form.DR.Font.values()
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize("viewer", FILLERS)
def test_every_letter_that_is_typed_and_saved_can_be_read_by_other_programs(
    viewer: str, worksheet: Path, tmp_path: Path
) -> None:
    first, filled = RECORDS[0], tmp_path / "filled.pdf"
    values = {
        name if name in ("country", "plan", "team", "date") else f"{first}-{name}": text
        for name, text in SENTENCES.items()
    }
    FILLERS[viewer](worksheet, filled, values | {f"{first}-covered": "partly"})
    with pikepdf.open(filled) as pdf:
        saved = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
    assert saved.items() >= {(f"{first}-covered", "/partly")}
    words = [word for text in values.values() for word in text.split()]
    for name, read in READERS.items():
        text = read(filled)  # fields that stand side by side are mixed in it
        assert [word for word in words if word not in text] == [], name


@pytest.mark.parametrize(
    ("edition", "beside"),
    [("a4", ["responsible", "when", "notes"]), ("large-a4", ["responsible", "when"])],
)
def test_fields_of_a_record_stand_beside_one_another_on_every_page(
    edition: str, beside: list[str], site: Path
) -> None:
    """On left and right pages alike, whose columns differ by the rounding of their margins."""
    for file in (site / "downloads").glob(f"*/worksheet-{edition}.pdf"):
        tops: dict[str, set[float]] = {}
        with pikepdf.open(file) as pdf:
            for widget in itertools.chain.from_iterable(
                page.get("/Annots", []) for page in pdf.pages
            ):
                identifier, _, name = str(widget.get("/T", "")).rpartition("-")
                if identifier and name in beside:
                    tops.setdefault(identifier, set()).add(round(float(widget.Rect[3])))
        assert len(tops) > 1, file.name
        assert {key: found for key, found in tops.items() if len(found) > 1} == {}, file.name
