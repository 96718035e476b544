"""Facets by which records are filtered."""

from __future__ import annotations

import pytest

from guidance import Library
from guidance.i18n import open_words
from guidance.library.facets import Facets


@pytest.fixture
def facets(odd_library: Library) -> Facets:
    return Facets(odd_library, open_words())


def values_of(facets: Facets, record: str, facet: str) -> list[str]:
    return list(facets.values_of(next(each for each in facets.records if each.id == record))[facet])


def labels(facets: Facets, name: str) -> dict[str, str]:
    facet = next(facet for facet in facets.facets if facet.name == name)
    return {value.id: value.label for value in facet.values}


def test_facets_stand_in_a_fixed_order(facets: Facets) -> None:
    assert [facet.name for facet in facets.facets] == [
        "nature",
        "actor",
        "form",
        "measure",
        "year",
        "source",
        "part",
        "instrument",
    ]


def test_values_are_those_of_records_with_their_number(facets: Facets) -> None:
    for facet in facets.facets:
        for value in facet.values:
            having = [
                record
                for record in facets.records
                if value.id in facets.values_of(record)[facet.name]
            ]
            assert value.count == len(having) > 0


def test_the_facet_of_a_panel_includes_the_records_of_its_pillars(facets: Facets) -> None:
    assert values_of(facets, "2022-R1-01", "part") == ["2022-R1", "2022-P2"]
    assert values_of(facets, "2022-R2-01", "part") == ["2022-R2"]


def test_a_record_has_its_conferences_and_its_document_as_sources(facets: Facets) -> None:
    assert values_of(facets, "2022b-P2-01", "source") == ["2022b", "2022-autumn-summary"]
    assert values_of(facets, "2018-account-01", "source") == ["2018", "2018-account"]
    assert values_of(facets, "2019-declaration-01", "source") == ["2022", "2019-declaration"]


def test_the_year_of_a_record_is_that_of_its_conference_or_else_of_its_document(
    facets: Facets,
) -> None:
    assert values_of(facets, "2022b-P2-01", "year") == ["2022"]
    assert values_of(facets, "2019-declaration-01", "year") == ["2022"]
    years = [*labels(facets, "year")]
    assert years == sorted(years, reverse=True)


def test_conferences_and_documents_are_labelled_with_their_years(facets: Facets) -> None:
    found = labels(facets, "source")
    assert found["2022"] == "Conference 2022: Fair work for all"
    assert found["2022b"] == "Conference 2022: Autumn conference on fair work"
    assert found["2018-account"] == "An evening on fair work (2018)"


def test_parts_are_labelled_with_the_year_and_with_the_conference_where_years_are_equal(
    facets: Facets,
) -> None:
    found = labels(facets, "part")
    assert found["2022b-P2"] == "2022, Autumn conference on fair work, Panel 2: Work in the fields"
    assert found["2024-R1"] == "2024, Pillar 1: Remedy"


def test_records_that_ask_without_naming_an_addressee_have_a_value_of_their_own(
    facets: Facets,
) -> None:
    assert labels(facets, "actor")["none"] == "Addressee not named"
    assert values_of(facets, "2022-R2-01", "actor") == ["none"]
    assert values_of(facets, "2022-R1-01", "actor") == ["states", "businesses"]


def test_one_conference_needs_no_years(base_library: Library) -> None:
    assert labels(Facets(base_library, open_words()), "part") == {
        "2021-P1": "Panel 1: What demand is",
        "2021-R1": "Pillar I: Act",
    }
