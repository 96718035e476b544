"""View models of records: texts, facets and roles as templates place them."""

from __future__ import annotations

import pytest

from guidance import Library, open_library
from guidance.content import model
from guidance.i18n import open_words
from guidance.rendering.annotator import PlainText
from guidance.rendering.glossary_links import Glossary, GlossaryLinker
from guidance.rendering.record_views import RecordViews
from tests.examples import BASE

TERM = model.Term(id="ngo", term="NGO", stands_for="non-governmental organization")


@pytest.fixture(scope="module")
def base() -> Library:
    return open_library(BASE)


def views(library: Library, annotator: PlainText | None = None) -> RecordViews:
    return RecordViews(library, open_words(), annotator or PlainText())


def speaker(library: Library, role: str) -> model.Appearance:
    return model.Appearance(person=library.people[0].id, role=role)


def test_a_value_has_the_facet_of_its_list_in_the_vocabulary(base: Library) -> None:
    record = next(record for record in base.records if record.actors)
    view = views(base).record(record)
    assert [(each.facet, each.value) for each in view.actors] == [
        ("actor", actor) for actor in record.actors
    ]
    assert view.nature.facet == "nature"
    assert {each.facet for each in view.forms} == {"form"}


def test_a_remark_is_printed_in_place_without_endnotes(base: Library) -> None:
    record = base.records[0].model_copy(update={"erratum": "The source prints *it* twice."})
    view = views(base).record(record)
    assert view.remark.text == "The source prints *it* twice."
    assert view.remark.mark == ""
    assert "doc-noteref" not in view.text


def test_role_and_country_are_separated_by_a_comma(base: Library) -> None:
    person = base.people[0].id
    appearances = [
        model.Appearance(person=person, role="Director", country="Austria"),
        model.Appearance(person=person, role="Head of R & D"),
        model.Appearance(person=person, country="Austria"),
        model.Appearance(person=person),
    ]
    assert views(base).roles(appearances) == [
        "Director, Austria",
        "Head of R &amp; D",
        "Austria",
        "",
    ]


def test_a_term_is_linked_once_per_list_of_roles(base: Library) -> None:
    record_views = views(base, GlossaryLinker(Glossary([TERM]), "#{}".format))
    appearances = [speaker(base, "Director, NGO"), speaker(base, "Head, NGO")]
    for _ in range(2):  # building views has no side effects
        roles = record_views.roles(appearances)
        assert ["term-link" in role for role in roles] == [True, False]


def test_sessions_are_grouped_by_their_time(base: Library) -> None:
    panel = base.panels[0]
    sessions = tuple(
        model.Session(title=when.value, when=when, speakers=panel.speakers) for when in model.When
    )
    view = views(base).programme(panel.model_copy(update={"sessions": sessions}))
    assert [each.session.when for each in view.before] == [model.When.BEFORE]
    assert [each.session.when for each in view.after] == [model.When.AFTER]
    assert [each.entry.id for each in view.moderators] == [each.of for each in panel.moderators]


def record_of(library: Library, identifier: str) -> model.Record:
    return next(record for record in library.records if record.id == identifier)


def test_an_organization_can_moderate_or_speak(odd_library: Library) -> None:
    view = views(odd_library).programme(odd_library.panels[0])
    assert [each.entry.id for each in view.speakers] == ["labour-union", "carla-west"]
    assert (view.moderators_heading, len(view.moderators)) == ("Moderators", 2)


def test_a_panel_of_which_nothing_is_told_has_no_programme(odd_library: Library) -> None:
    view = views(odd_library).programme(
        next(panel for panel in odd_library.panels if panel.id == "2022b-P1")
    )
    assert not view.has_content
    assert view.title == "Panel 1"


def test_related_entries_have_the_title_of_their_kind(odd_library: Library) -> None:
    related = views(odd_library).record(record_of(odd_library, "2022-P1-01")).related
    assert [(each.id, each.is_record) for each in related] == [
        ("2022-P1-S1", False),
        ("field-manual", False),
        ("work-treaty", False),
        ("remedy", False),
    ]
    assert related[0].title == "Statement by Carla West"


def test_reaffirmed_records_are_named_with_their_year_on_both_sides(odd_library: Library) -> None:
    def named(identifier: str, side: str) -> list[tuple[str, str]]:
        view = views(odd_library).record(record_of(odd_library, identifier))
        return [(each.id, each.year) for each in getattr(view, side)]

    assert named("2024-R1-01", "reaffirms") == [
        ("2019-declaration-01", "2019"),
        ("2022b-P2-01", "2022"),
        ("2018-account-01", "2018"),
    ]
    assert named("2018-account-01", "reaffirmed_by") == [("2022b-P2-01", "2022")]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"pages": "xi-xii"}, "pp. xi–xii"),
        ({"pages": "2, 10", "paragraphs": "47 (a)"}, "pp. 2, 10, para. 47 (a)"),
        ({"section": "Remedy", "paragraphs": "Article 18(1)"}, "Article 18(1)"),
        ({"section": "Remedy", "paragraphs": "48, 50-51"}, "paras 48, 50–51"),
        ({"section": "Remedy"}, "Remedy"),
        ({}, ""),
    ],
)
def test_a_place_is_named_as_the_document_is_cited(
    place: dict[str, str], expected: str, base: Library
) -> None:
    assert views(base).place(model.SourcePlace(document="report", **place)) == expected
