"""The trainer's pack and the poster of a conference."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.library.library import conference_id
from tests.support.pdf_reader import (
    bookmarks,
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


@pytest.mark.parametrize("edition", STANDARD)
def test_the_pack_has_each_record_once_questions_and_a_sign_off_sheet(
    edition: str, site: Path, library: Library
) -> None:
    file = folder(site) / f"trainers-pack-{edition}.pdf"
    text = without_spaces(tagged_text(file))
    plans = [panel.session_plan for panel in library.panels_of(CONFERENCE) if panel.session_plan]
    cases = {plan.case.record for plan in plans if plan.case}
    for record in library.current_records:
        of_the_conference = (
            record.kind is not model.Kind.POINT and conference_id(record.id) == CONFERENCE
        )
        times = of_the_conference + (record.id in cases)
        assert text.count(without_spaces(plain(record.text))) == times, record.id
    for panel in library.panels_of(CONFERENCE):
        assert all(
            text.count(without_spaces(typeset(question.question))) == 1
            for question in panel.discussion_questions
        )
    sheets = [
        title
        for panel in library.panels_of(CONFERENCE)
        for title in (
            f"Question sheet: {CONFERENCE}, Panel {panel.number}"
            if panel.session_plan
            else f"Questions for discussion: {CONFERENCE}, Panel {panel.number}",
            typeset(panel.title),
        )
    ]
    parts = ["How to use this pack", *sheets]
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
