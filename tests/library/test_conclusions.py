"""What conferences concluded, and the questions to a library of several of them."""

from __future__ import annotations

import pytest

from guidance import Library
from guidance.library.conclusions import concluded_records, conclusions_of, has_report, points_of
from guidance.library.terms import terms_of_records


@pytest.mark.parametrize(
    ("conference", "conclusions", "records"),
    [
        ("2018", ["2018-account-01", "2018-account-02"], ["2018-account-01", "2018-account-02"]),
        (
            "2022",
            ["2022-P1", "2022-R1", "2022-R2", "2019-declaration-01"],
            ["2022-P1-01", "2022-P1-02", "2022-R1-01", "2022-R2-01", "2019-declaration-01"],
        ),
        ("2022b", ["2022b-P1", "2022b-P2", "2022b-R1"], ["2022b-P2-01"]),
        ("2024", ["2024-R1"], ["2024-R1-01"]),
    ],
)
def test_conclusions_are_panels_pillars_and_points_in_order(
    conference: str, conclusions: list[str], records: list[str], odd_library: Library
) -> None:
    entry = odd_library.conference_of(conference)
    assert [each.id for each in conclusions_of(odd_library, entry)] == conclusions
    assert [each.id for each in concluded_records(odd_library, entry)] == records


def test_conference_of_points_alone_has_no_report(odd_library: Library) -> None:
    first, *others = odd_library.conferences
    assert not has_report(odd_library, first)
    assert all(has_report(odd_library, each) for each in others)
    assert [each.id for each in points_of(odd_library, first)] == [
        "2018-account-01",
        "2018-account-02",
    ]


def test_conferences_of_one_year_keep_their_panels_apart(odd_library: Library) -> None:
    assert [panel.id for panel in odd_library.panels_of("2022")] == ["2022-P1", "2022-P2"]
    assert [panel.id for panel in odd_library.panels_of("2022b")] == ["2022b-P1", "2022b-P2"]
    assert odd_library.conference_of("2022b-P2-01").id == "2022b"


def test_library_without_records_has_the_date_of_its_conferences(empty_library: Library) -> None:
    assert empty_library.records == ()
    assert empty_library.date == "2020-02-01"
    [conference] = empty_library.conferences
    assert conclusions_of(empty_library, conference) == ()
    assert not has_report(empty_library, conference)


def test_reaffirmed_records_know_the_later_ones(odd_library: Library) -> None:
    assert [each.id for each in odd_library.reaffirmed_by("2018-account-01")] == ["2022b-P2-01"]
    assert [each.id for each in odd_library.reaffirmed_by("2022b-P2-01")] == ["2024-R1-01"]


def test_organization_appears_as_a_person_does(odd_library: Library) -> None:
    found = odd_library.appearances("survivors-council")
    assert [(each.part, each.holder.id) for each in found] == [
        ("statement", "2022"),
        ("participant", "2022b"),
    ]
    [moderator] = odd_library.appearances("ben-south")
    assert (moderator.part, moderator.holder.id) == ("moderator", "2022-P1")


def test_terms_are_those_of_the_documents_of_the_records(odd_library: Library) -> None:
    terms = terms_of_records(odd_library, odd_library.records_of("2022b-P2"))
    assert [each.id for each in terms.documents] == ["2022-autumn-summary"]
    assert terms.permitting == ()
    joint = terms_of_records(odd_library, odd_library.records)
    assert joint.publishers == ("First Organization", "Second Organization", "Erik Miller")
    assert [each.id for each in joint.permitting] == ["2022-report", "2024-release"]
    assert [each.id for each in joint.without_permission] == [
        "2022-autumn-summary",
        "2018-account",
        "2019-declaration",
    ]
