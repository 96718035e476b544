"""Topics with many records: the latest years on their own page, each earlier year on one."""

from __future__ import annotations

import re

import pytest

from guidance.library.facets import Facets
from guidance.library.topics import topic_groups
from guidance.publishing.publication import Publication
from guidance.site.page import Page, PageType
from guidance.site.views.topics import divided_topic
from guidance.site.views.topics.topic_page import topic_pages

_ANCHOR = re.compile(r'(?: id="| \{ #)([\w-]+)')
_TARGET = re.compile(r'href="([^"?]*)#([\w-]+)"')


def rendered(publication: Publication) -> dict[str, tuple[Page, str]]:
    """The pages of all topics with their Markdown, by folder."""
    facets = Facets(publication.library, publication.words)
    return {
        page.folder: (page, publication.site.render(page, page.type.template))
        for page in topic_pages(facets, topic_groups(facets), ())
    }


def test_earlier_years_of_a_long_topic_have_pages_and_no_address_is_lost(
    odd_publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rendered(odd_publication)
    assert {page.type for page, _ in whole.values()} == {PageType.TOPIC}
    monkeypatch.setattr(divided_topic, "PAGE_RECORDS", 1)
    divided = rendered(odd_publication)
    earlier = {folder: each for folder, each in divided.items() if folder not in whole}
    assert {page.type for page, _ in earlier.values()} == {PageType.TOPIC_YEAR}
    for folder, (_, markdown) in whole.items():
        own = divided[folder][1]
        years = [text for name, (_, text) in earlier.items() if name.startswith(folder)]
        cards = re.findall(r'id="(listed-[^"]+)"', markdown)
        assert sorted(cards) == sorted(re.findall(r'id="(listed-[^"]+)"', "".join([own, *years])))
        kept = {*_ANCHOR.findall(markdown)} - {*cards, "reaffirmed"}
        assert kept <= {*_ANCHOR.findall(own)}, folder
    for folder, (page, markdown) in divided.items():
        anchors = _ANCHOR.findall(markdown)
        assert len(anchors) == len(set(anchors)), page.title
        for path, anchor in _TARGET.findall(markdown):
            target = f"{folder}{path.removesuffix('index.html')}"
            if target in divided:
                assert anchor in _ANCHOR.findall(divided[target][1]), (folder, path, anchor)


def test_the_page_of_a_topic_shows_its_latest_years(odd_publication: Publication) -> None:
    facets = Facets(odd_publication.library, odd_publication.words)
    for page in topic_pages(facets, topic_groups(facets), ()):
        divided = divided_topic.divide(odd_publication.library, page.context["topic"])
        assert divided.shown == divided.topic
        assert divided.earlier == {}
