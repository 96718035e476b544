"""Data of the search: its results, synonyms and coded texts, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.publishing.publication import Publication
from guidance.site.search.coded_texts import coder_of
from guidance.site.search.data import read_search_data, synonyms
from guidance.site.search.result import SearchResult
from guidance.site.search.results import search_results


@pytest.fixture(scope="module")
def found(publication: Publication) -> list[SearchResult]:
    return list(search_results(publication.site, publication.site.rendered_pages()))


def test_every_current_entry_is_one_result(found: list[SearchResult], library: Library) -> None:
    keys = [result.key for result in found]
    hidden = {record.id for record in library.records if record.status is not model.Status.CURRENT}
    assert len(set(keys)) == len(keys)
    assert set(library.by_id) - hidden <= set(keys)
    assert not hidden & set(keys)


def test_titles_of_results_are_unique_within_a_kind(found: list[SearchResult]) -> None:
    titles = [(result.kind, result.title) for result in found]
    assert sorted({entry for entry in titles if titles.count(entry) > 1}) == []


def test_a_nature_named_like_the_kind_is_not_repeated(
    found: list[SearchResult], library: Library
) -> None:
    kinds = {result.key: result.kind for result in found}
    recommendations = [
        kinds[record.id]
        for record in library.current_records
        if record.kind is model.Kind.RECOMMENDATION and record.nature is model.Nature.RECOMMENDATION
    ]
    assert "Recommendation · Recommendation" not in kinds.values()
    assert set(recommendations) == {"Recommendation"}


def test_the_target_of_every_result_exists(found: list[SearchResult], site: Path) -> None:
    pages: dict[str, set[str]] = {}
    for result in found:
        path, _, anchor = result.address.partition("#")
        if path not in pages:
            pages[path] = {
                str(tag["id"])
                for tag in BeautifulSoup((site / path).read_text("utf-8"), "html.parser").find_all(
                    id=True
                )
            }
        assert not anchor or anchor in pages[path], result.address


def test_every_page_is_a_result_or_holds_one(
    found: list[SearchResult], publication: Publication
) -> None:
    addresses = {result.address.partition("#")[0] for result in found}
    assert {f"{page.folder}index.html" for page in publication.site.pages()} <= addresses


def test_an_abbreviation_and_its_long_form_are_synonyms(
    publication: Publication,
) -> None:
    assert ["NGO", "Non-governmental organization"] in synonyms(publication.site)


def test_search_data_is_a_script_with_the_texts_of_all_results(
    found: list[SearchResult], site: Path
) -> None:
    data = read_search_data((site / "assets" / "search-data.js").read_text("utf-8"))
    assert set(data) == {"results", "values", "synonyms", "stopWords"}
    texts = {result["key"]: (result["title"], result["text"]) for result in data["results"]}
    assert texts.items() >= {each.key: (each.title, each.text or []) for each in found}.items()


def test_texts_are_coded_with_one_character_for_each_word() -> None:
    many = " ".join(f"word{number}" for number in range(70_000))
    texts = ["so so, “so”", " two  spaces ", "", many]
    coder = coder_of(texts)
    coded = [coder.coded(text) for text in texts]
    assert [coder.text(each) for each in coded] == texts
    assert [len(each) for each in coded] == [len(text.split(" ")) for text in texts]
    assert "".join(coded).encode("utf-8", "strict")
