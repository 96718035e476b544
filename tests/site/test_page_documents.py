"""Each page names exactly the documents on which it draws, with their permission or its absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance import Library
from guidance.publishing.publication import Publication
from tests.support.site_pages import content_pages, parse

ACCOUNT, DECLARATION = "2018-account", "2019-declaration"
REPORT, SUMMARY, RELEASE = "2022-report", "2022-autumn-summary", "2024-release"
ALL = {ACCOUNT, DECLARATION, REPORT, SUMMARY, RELEASE}
DRAWN: dict[str, set[str]] = {
    "": {ACCOUNT, REPORT, SUMMARY, RELEASE},
    "topics/": set(),
    "topics/actor/states/": {DECLARATION, REPORT, RELEASE},
    "topics/actor/businesses/": {REPORT},
    "topics/actor/civil-society/": {ACCOUNT},
    "topics/measure/legislation/": {RELEASE},
    "topics/measure/training/": {REPORT, SUMMARY},
    "topics/measure/research/": {ACCOUNT, REPORT},
    "topics/form/all-forms/": {ACCOUNT, REPORT},
    "topics/form/forced-labour/": ALL,
    "law/": {DECLARATION},
    "conferences/": {ACCOUNT, REPORT, SUMMARY, RELEASE},
    "2018/": {ACCOUNT},
    "2022/": {REPORT, DECLARATION},
    "2022/panels/1/": {REPORT},
    "2022/panels/2/": {REPORT},
    "2022/pillars/1/": {REPORT},
    "2022/pillars/2/": {REPORT},
    "2022/programme/": {REPORT},
    "2022/figures/": {REPORT},
    "2022/side-events/": {REPORT},
    "2022b/": {SUMMARY},
    "2022b/panels/1/": {SUMMARY},
    "2022b/panels/2/": {SUMMARY},
    "2022b/pillars/1/": {SUMMARY},
    "2022b/programme/": {SUMMARY},
    "2024/": {RELEASE},
    "2024/pillars/1/": {RELEASE},
    "for-trainers/": set(),
    "for-editors/": set(),
    "browse/": ALL,
    "browse/coverage/": ALL,
    "people/": {REPORT, SUMMARY},
    "people/ada-north/": {REPORT, SUMMARY},
    "people/ben-south/": {REPORT},
    "people/carla-west/": {REPORT},
    "people/dora-east/": {SUMMARY},
    "organizations/labour-union/": {REPORT},
    "organizations/survivors-council/": {REPORT, SUMMARY},
    "instruments/": {DECLARATION},
    "instruments/vienna-declaration/": {DECLARATION, RELEASE},
    "instruments/work-treaty/": set(),
    "resources/": set(),
    "search/": set(),
    "selection/": ALL,
    "glossary/": {DECLARATION, RELEASE},
    "sources/": ALL,
    **{f"sources/{source}/": {source} for source in sorted(ALL)},
    "downloads/": set(),
    "about/": ALL,
    "changes/": ALL,
    "accessibility/": set(),
    "id/2022-P1-03/": {REPORT},
    "id/2019-declaration-02/": {DECLARATION},
}
"""The documents of each page of the library of odd shapes."""


def terms_of(page: Path) -> list[str]:
    """The terms of a page, in paragraphs; on a permanent address, those of its footer."""
    found = parse(page).select(".md-copyright :is(summary, p), main > footer p")
    return [paragraph.get_text() for paragraph in found]


def test_the_table_has_every_page(odd_publication: Publication) -> None:
    pages = {page.folder for page in odd_publication.site.pages()}
    assert pages == {folder for folder in DRAWN if not folder.startswith("id/")}


@pytest.mark.parametrize("folder", DRAWN)
def test_a_page_names_exactly_the_documents_on_which_it_draws(
    folder: str, odd_site: Path, odd_library: Library
) -> None:
    paragraphs = terms_of(odd_site / folder / "index.html")
    named = {
        source.id
        for source in odd_library.sources
        if any(source.title in p for p in paragraphs[1:])
    }
    assert named == DRAWN[folder]
    publishers = {
        name
        for source in map(odd_library.source, DRAWN[folder])
        for name in source.publishers or source.authors
    }
    others = {name for source in odd_library.sources for name in source.publishers} - publishers
    assert all(name in paragraphs[0] for name in publishers)
    assert not any(name in paragraphs[0] for name in others)


@pytest.mark.parametrize("folder", DRAWN)
def test_a_page_gives_the_permission_of_each_document_or_says_that_there_is_none(
    folder: str, odd_site: Path, odd_library: Library
) -> None:
    paragraphs = terms_of(odd_site / folder / "index.html")
    for source in map(odd_library.source, DRAWN[folder]):
        telling = next(text for text in paragraphs[1:] if source.title in text)
        assert (source.permission or "permission to copy.") in telling
        assert ("no permission" in telling) == (not source.permission)


def test_pages_written_by_hand_name_no_document(odd_site: Path, odd_library: Library) -> None:
    handbook = [path for path in content_pages(odd_site) if "contributing" in path.parts]
    assert handbook
    for path in (*handbook, odd_site / "404.html"):
        unofficial = "Not an official OSCE publication. The terms of each document"
        assert terms_of(path) == [unofficial], path
