"""Citations as text."""

from __future__ import annotations

from guidance import open_library
from guidance.content import model
from guidance.library.citations import Citation, Citations
from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from tests.support.commands import SITE_URL

PROJECT = "Guidance on Demand and Human Trafficking"
OFFICE = (
    "OSCE Office of the Special Representative and Co-ordinator "
    "for Combating Trafficking in Human Beings"
)


def test_citation_has_identifier_day_original_pages_and_url(
    citations: dict[str, Citation],
) -> None:
    assert citations["2021-P2-03"].text == (
        f"{PROJECT}, “Fragmentation undermines fairness in the economy” (2021-P2-03, as of 21 "
        f"November 2026), restated from {OFFICE}, "
        f"Confronting Demand: Tackling a root cause of trafficking in human beings (Vienna, 2021), "
        f"pp. 9–11. {SITE_URL}id/2021-P2-03/"
    )


def test_report_is_cited_as_restated_here(citations: dict[str, Citation]) -> None:
    assert citations["2021"].text == (
        f"{PROJECT}, “Confronting Demand: Tackling a root cause of trafficking in human beings” "
        f"(as of 21 November 2026), restated from {OFFICE}, "
        f"Confronting Demand: Tackling a root cause of trafficking in human beings (Vienna, 2021). "
        f"{SITE_URL}id/2021/"
    )


def test_source_without_citation_is_cited_by_its_fields(
    citations: dict[str, Citation],
) -> None:
    assert (
        "restated from Joining Forces against Trafficking in Human Beings. "
        in citations["2014-joining-forces-01"].text
    )
    assert (
        "restated from Proskauer, Combating Human Trafficking: How"
        in citations["2019-proskauer-blog-01"].text
    )
    assert "(3 October 2019)" in citations["2019-proskauer-blog-01"].text
    assert "(Vienna, 15 February 2022)" in citations["2022-technology-study-01"].text


def test_withdrawn_record_is_cited_as_withdrawn(publication: Publication) -> None:
    all_citations = Citations(publication.library, publication.words, publication.urls)
    record = publication.library.records[0].model_copy(update={"status": model.Status.WITHDRAWN})
    assert f"({record.id} (withdrawn), as of " in all_citations.of_record(record).text


def test_conference_without_a_source_is_cited(
    publication: Publication,
) -> None:
    library = open_library(ROOT / "content")
    conference = library.conferences[0].model_copy(update={"source": None})
    citation = Citations(library, publication.words, publication.urls).of_report(conference)
    assert citation.original.date == ""
