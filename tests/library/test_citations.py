"""Citations as text."""

from __future__ import annotations

import dataclasses

import pytest

from guidance import Library
from guidance.content import model
from guidance.i18n import open_words
from guidance.library.citations import Citation, Citations
from guidance.library.urls import Urls
from tests.support.commands import SITE_URL

PROJECT = "Guidance on Demand and Human Trafficking"


@pytest.fixture(scope="module")
def all_citations(odd_library: Library) -> Citations:
    return Citations(odd_library, open_words(), Urls(odd_library, SITE_URL))


@pytest.fixture(scope="module")
def citations(all_citations: Citations) -> dict[str, Citation]:
    return {citation.id: citation for citation in all_citations.all()}


def test_citation_has_identifier_day_original_pages_and_url(
    citations: dict[str, Citation],
) -> None:
    assert citations["2022-P1-01"].text == (
        f"{PROJECT}, “Pay by the day hides the hours” (2022-P1-01, as of 10 January 2026), "
        "restated from First Organization, Fair work for all (Vienna, 2022), pp. xi–xii. "
        f"{SITE_URL}id/2022-P1-01/"
    )


@pytest.mark.parametrize(
    ("identifier", "place"),
    [
        ("2022-P1-02", ", pp. 2, 10. "),
        ("2022-R2-01", ", p. 22. "),
        ("2019-declaration-01", ", para. 47 (a). "),
        ("2019-declaration-02", ", paras 48, 50–51. "),
    ],
)
def test_place_is_cited_as_the_document_counts(
    identifier: str, place: str, citations: dict[str, Citation]
) -> None:
    assert place in citations[identifier].text
    assert place.removesuffix(". ") in citations[identifier].note


def test_place_with_pages_and_an_article(all_citations: Citations) -> None:
    record = all_citations.library.records[0]
    place = record.source.model_copy(update={"pages": "6", "paragraphs": "Article 18(1)"})
    citation = all_citations.of_record(record.model_copy(update={"source": place}))
    assert citation.note.endswith(", p. 6, Article 18(1)")


def test_report_is_cited_as_restated_here(citations: dict[str, Citation]) -> None:
    assert citations["2022"].text == (
        f"{PROJECT}, “Fair work for all: Conclusions” (as of 1 February 2026), restated from "
        f"First Organization, Fair work for all (Vienna, 2022). {SITE_URL}id/2022/"
    )


def test_conference_of_points_alone_has_no_report_to_cite(
    citations: dict[str, Citation],
) -> None:
    assert "2018" not in citations
    assert {"2022", "2022b", "2024"} <= citations.keys()


@pytest.mark.parametrize(
    ("identifier", "original"),
    [
        ("2018-account-01", "Erik Miller, An evening on fair work (third-party account). "),
        (
            "2019-declaration-01",
            "First Organization, Second Organization, Erklärung über gute Arbeit "
            "(Wien, March 2019), ",
        ),
        ("2022b-P2-01", "Second Organization, Summary of the autumn conference. "),
        (
            "2024-R1-01",
            "First Organization, Second Organization, Conference ends with a call "
            "(press release, 2 May 2024). ",
        ),
    ],
)
def test_document_without_citation_is_cited_by_its_fields(
    identifier: str, original: str, citations: dict[str, Citation]
) -> None:
    assert f", restated from {original}" in citations[identifier].text


def test_publishers_stand_beside_authors(all_citations: Citations) -> None:
    library = all_citations.library
    source = library.source("2018-account").model_copy(update={"publishers": ("A Journal",)})
    others = tuple(each for each in library.sources if each.id != source.id)
    record = next(each for each in library.records if each.parent == source.id)
    changed = dataclasses.replace(
        all_citations, library=dataclasses.replace(library, sources=(source, *others))
    )
    reference = changed.of_record(record).original.reference
    assert reference == "Erik Miller, An evening on fair work (third-party account, A Journal)"


def test_withdrawn_record_is_cited_as_withdrawn(all_citations: Citations) -> None:
    record = all_citations.library.records[0].model_copy(update={"status": model.Status.WITHDRAWN})
    assert f"({record.id} (withdrawn), as of " in all_citations.of_record(record).text


def test_an_obligation_is_cited_with_article_and_paragraph(all_citations: Citations) -> None:
    library = all_citations.library
    record = next(each for each in library.records if each.id == "2022-P1-01")
    instrument = next(each for each in library.instruments if each.provisions)
    articles = [
        part.model_copy(update={"article": name})
        for part in instrument.provisions[:1]
        for name in ("Article 9", "Article 9(5)", "Article 10")
    ]
    named = instrument.model_copy(update={"provisions": tuple(articles), "full_text": None})
    others = (each for each in library.instruments if each is not instrument)
    citations = dataclasses.replace(
        all_citations, library=dataclasses.replace(library, instruments=(named, *others))
    )
    facts = {"nature": model.Nature.OBLIGATION, "instruments": (named.id,)}
    text = citations.of_record(record.model_copy(update=facts)).text
    assert f", under {named.short}, Article 9(5); {named.short}, Article 10. " in text
    cited = citations.of_record(record.model_copy(update=facts)).original_text
    assert cited == (
        "First Organization, Fair work for all (Vienna, 2022), pp. xi–xii, "
        f"under {named.short}, Article 9(5); {named.short}, Article 10"
    )
    provision = citations.of_provision(named, "Article 9(5)")
    assert provision == (
        "Declaration on Fair Work, Article 9(5), cited in "
        "First Organization, Second Organization, Erklärung über gute Arbeit (Wien, March 2019)"
    )
    finding = {**facts, "nature": model.Nature.FINDING}
    assert "Article" not in citations.of_record(record.model_copy(update=finding)).text
