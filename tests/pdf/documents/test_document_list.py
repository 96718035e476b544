"""Which documents there are, and what each says of the source documents on which it draws."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.output.downloads import Download, by_document
from guidance.pdf.rendering.document import PdfDocument
from tests.pdf.conftest import documents

ODD = {
    "2018/handout",
    "2018/worksheet",
    "2022/pillars-poster",
    "2022/report",
    "2022/trainers-pack",
    "2022/worksheet",
    "2022b/report",
    "2022b/trainers-pack",
    "2022b/worksheet",
    "2024/pillars-poster",
    "2024/report",
    "2024/worksheet",
    "handouts/2022-P1",
    "handouts/2022-P1-feedback",
    "handouts/2022-P1-guide",
    "handouts/2022-P1-key-messages",
    "handouts/2022-P1-questions",
    "handouts/2022-P2",
    "handouts/2022-R1",
    "handouts/2022-R2",
    "handouts/2022b-P2",
    "handouts/2022b-P2-feedback",
    "handouts/2022b-P2-guide",
    "handouts/2024-R1",
    "handouts/actor-businesses",
    "handouts/actor-civil-society",
    "handouts/actor-states",
}
"""The documents of the odd library: what a conference has nothing for, it has not."""
EDITIONS = {
    "report": ("light-a4", "light-letter"),
    "pillars-poster": ("a3",),
}
"""The editions that a document has beside those of standard type; others have large print."""
LARGE_PRINT = ("large-a4", "large-letter")


def soup(document: PdfDocument) -> BeautifulSoup:
    return BeautifulSoup(document.html, "html.parser")


def test_only_documents_that_hold_something_are_built(
    odd_documents: Mapping[str, PdfDocument],
) -> None:
    assert odd_documents.keys() == {
        f"downloads/{name}-{edition}.pdf"
        for name in ODD
        for edition in ("a4", "letter", *EDITIONS.get(name.partition("/")[2], LARGE_PRINT))
    }


def test_a_library_without_records_has_no_documents(empty_library: Library) -> None:
    assert documents(empty_library) == {}


def test_titles_are_unique_among_conferences(odd_documents: Mapping[str, PdfDocument]) -> None:
    titles = [document.title for path, document in odd_documents.items() if "-a4.pdf" in path]
    assert len(titles) == len(set(titles))
    assert odd_documents["downloads/handouts/2024-R1-a4.pdf"].title == "2024, Pillar 1: Remedy"


def test_titles_of_a_single_conference_have_no_year(
    base_documents: Mapping[str, PdfDocument],
) -> None:
    assert base_documents["downloads/handouts/2021-P1-a4.pdf"].title == "Panel 1: What demand is"


def drawn_on(html: BeautifulSoup, library: Library) -> set[str]:
    """The documents whose records stand on a sheet with their source."""
    links = {str(link["href"]).rstrip("/").rpartition("/")[2] for link in html.select("cite a")}
    listed = {each.get_text() for each in html.select(".more .id")}
    links |= {each.source.document for each in library.records if each.id in listed}
    return links & {source.id for source in library.sources}


def test_each_document_names_exactly_the_documents_of_its_records(
    odd_documents: Mapping[str, PdfDocument], odd_library: Library
) -> None:
    for path, document in odd_documents.items():
        html = soup(document)
        drawn = drawn_on(html, odd_library)
        if not drawn:  # posters and worksheets have no sources beside their records
            continue
        notes = html.select_one(".colophon, .imprint-page")
        assert notes, path
        text = notes.get_text(" ", strip=True)
        for source in odd_library.sources:
            reference = source.cite_as or source.title
            assert (reference in text) == (source.id in drawn), (path, source.id)


def test_each_document_has_permissions_or_names_the_documents_that_give_none(
    odd_documents: Mapping[str, PdfDocument], odd_library: Library
) -> None:
    for path, document in odd_documents.items():
        html = soup(document)
        subject = str(html.select_one('meta[name="description"]')["content"])  # type: ignore[index]
        for identifier in drawn_on(html, odd_library):
            source = odd_library.source(identifier)
            if source.permission:
                assert source.permission in subject, path
            else:
                assert "no permission to copy" in subject, path
                assert source.title in subject, path
            for name in source.publishers:
                assert name in subject, path


@pytest.mark.parametrize("name", ["actor-civil-society", "2022b-P2", "2024-R1"])
def test_a_sheet_names_no_other_conference_or_publisher(
    name: str, odd_documents: Mapping[str, PdfDocument]
) -> None:
    html = odd_documents[f"downloads/handouts/{name}-a4.pdf"].html
    assert ("7th Conference on Fair Work" in html) is False
    assert ("First Organization, Fair work for all" in html) is (name == "actor-civil-society")


def test_nothing_empty_is_drawn(odd_documents: Mapping[str, PdfDocument]) -> None:
    tags = "h1, h2, h3, h4, h5, p, li, dt, dd, aside, figcaption, ul, ol, section, article"
    for path, document in odd_documents.items():
        empty = [
            each
            for each in soup(document).select(tags)
            if not each.get_text(strip=True) and "pack" not in path and "-questions-" not in path
        ]
        assert empty == [], path
        assert "None" not in soup(document).get_text(), path


def test_headings_skip_no_level(odd_documents: Mapping[str, PdfDocument]) -> None:
    for path, document in odd_documents.items():
        levels = [int(each.name[1]) for each in soup(document).select("h1, h2, h3, h4, h5")]
        skipped = [(one, other) for one, other in itertools.pairwise(levels) if other > one + 1]
        assert (levels[0], skipped) == (1, []), path


def test_pillars_of_the_conference_alone_follow_the_chapters(
    odd_documents: Mapping[str, PdfDocument],
) -> None:
    html = soup(odd_documents["downloads/2022/report-a4.pdf"])
    headings = [str(each.get("id", "")) for each in html.select("h2, h3, h4")]
    assert headings.index("2022-P2") < headings.index("2022-R1") < headings.index("pillars")
    assert headings.index("pillars") < headings.index("2022-R2") < headings.index("figures")


def test_a_sheet_shows_standing_paragraphs_and_reaffirmed_records(
    odd_documents: Mapping[str, PdfDocument],
) -> None:
    actor = soup(odd_documents["downloads/handouts/actor-states-a4.pdf"]).get_text(" ", strip=True)
    assert "Reaffirms 2019-declaration-01 (2019), 2022b-P2-01 (2022), 2018-account-01" in actor
    assert "press release" in actor
    pillar = soup(odd_documents["downloads/2018/handout-a4.pdf"]).get_text(" ", strip=True)
    assert "Reaffirmed by 2022b-P2-01 (2022)" in pillar
    assert "third-party account" in pillar


def test_an_actor_gets_the_latest_wording_alone(
    odd_documents: Mapping[str, PdfDocument], odd_library: Library
) -> None:
    html = soup(odd_documents["downloads/handouts/actor-states-a4.pdf"])
    shown = {each.get_text() for each in html.select(".record__id .id")}
    assert "2024-R1-01" in shown
    assert shown.isdisjoint({"2019-declaration-01", "2022b-P2-01", "2018-account-01"})


def test_recommendations_without_addressee_stand_on_the_sheet_of_every_actor(
    odd_documents: Mapping[str, PdfDocument], odd_library: Library
) -> None:
    [asked] = [
        record
        for record in odd_library.current_records
        if record.id == "2022-R2-01" and record.nature is model.Nature.RECOMMENDATION
    ]
    for path, document in odd_documents.items():
        if "actor-" in path:
            html = soup(document)
            heading = html.find("h2", string="Addressee not named")
            assert heading, path
            following = [each.get_text() for each in heading.find_all_next("span", class_="id")]
            assert asked.id in following, path


def test_no_two_documents_are_saved_under_one_name(
    odd_documents: Mapping[str, PdfDocument],
) -> None:
    downloads = [
        Download(each.path, each.title, each.kind, 1, each.date) for each in odd_documents.values()
    ]
    names = [file.saved_as(files[0].title) for files in by_document(downloads) for file in files]
    assert len(set(names)) == len(downloads)
