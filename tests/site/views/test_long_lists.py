"""Lists that would be long: parted by standing, year or letter, and closed where they are many."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from guidance.publishing.publication import open_publication
from guidance.rendering import terms_view
from guidance.site import permanent_pages
from guidance.site.views import about, browse, coverage, downloads, home, registers
from guidance.site.views.pictures import timeline
from tests.examples import ODD

LIMITS = (
    (registers, "LONG_LIST", 1),
    (registers, "LONG_SOURCES", 1),
    (coverage, "LONG", 0),
    (browse, "MANY_VALUES", 1),
    (about, "NAMED", 1),
    (downloads, "FEW", 1),
    (home, "LATEST", 1),
    (timeline, "LONG", 1),
    (terms_view, "NAMED", 1),
    (permanent_pages, "LONG", 1),
)
"""The lengths from which on lists are parted, below those of the example library."""
PARTED = {
    "people/": "h2.letters__letter ~ ul > li > a",
    "sources/": "li[id^=source-] > a",
    "browse/coverage/": "details .reference-list a",
    "about/": "details .terms-of > p > a",
    "downloads/": "details.fold .downloads > li > a",
    "": ".index--brief a",
    "law/": ".letters--years a",
}
"""The links in the parts of each page."""


@pytest.fixture(scope="module")
def pages() -> dict[str, BeautifulSoup]:
    """The Markdown of pages whose lists are long, as HTML; and the list of addresses."""
    with pytest.MonkeyPatch.context() as patched:
        for module, name, limit in LIMITS:
            patched.setattr(module, name, limit)
        site = open_publication(ODD, "https://guidance.example/").site
        drawn = {folder: site.markdown(site.by_path[f"{folder}index.md"]) for folder in PARTED}
        drawn["id/"] = str(permanent_pages.permanent_index(site).content)
        drawn["filter"] = site.markdown(site.by_path["browse/index.md"])
        drawn["terms"] = site.terms(source.id for source in site.library.sources).short
    return {name: BeautifulSoup(text, "html.parser") for name, text in drawn.items()}


@pytest.mark.parametrize("folder", PARTED)
def test_a_long_list_is_parted_and_names_everything_once(
    folder: str, pages: dict[str, BeautifulSoup]
) -> None:
    links = [str(link["href"]) for link in pages[folder].select(PARTED[folder])]
    assert len(links) > 1
    if folder != "browse/coverage/":
        assert len(set(links)) == len(links)


def test_ways_to_parts_lead_to_them(pages: dict[str, BeautifulSoup]) -> None:
    for folder in ("people/", "law/"):
        page = pages[folder]
        ways = [str(link["href"])[1:] for link in page.select(".letters a")]
        assert ways
        assert set(ways) <= {str(each["id"]) for each in page.select("[id]")}


def test_many_publishers_are_counted_in_the_short_form(pages: dict[str, BeautifulSoup]) -> None:
    assert "publishers. Not an official" in pages["terms"].get_text()


def test_permanent_addresses_are_parted_by_years_and_letters(
    pages: dict[str, BeautifulSoup],
) -> None:
    names = [each.get_text().partition(" (")[0] for each in pages["id/"].select("summary")]
    assert {len(name) for name in names} == {1, 4}
    for summary in pages["id/"].select("summary"):
        name, _, number = summary.get_text().partition(" (")
        lines = summary.find_next_sibling("ul").select("li")  # type: ignore[union-attr]
        assert len(lines) == int(number.rstrip(")"))
        assert all(line.get_text().upper().lstrip().startswith(name) for line in lines)


def test_many_values_of_a_facet_are_folded_by_year(pages: dict[str, BeautifulSoup]) -> None:
    """Each year holds its own conference and documents, the latest year first."""
    facet = pages["filter"].select_one("[data-facet=source]")
    assert facet
    folds = facet.select(".facet__rest")
    years = [fold.get_text().split()[0].rstrip(":") for fold in folds]
    assert years == sorted(set(years), reverse=True)
    for year, fold in zip(years, folds, strict=True):
        labels = [label.get_text() for label in fold.select(".facet__label")]
        assert labels
        assert all(str(year) in label for label in labels)
    values = [str(box["value"]) for box in facet.select("input")]
    assert len(set(values)) == len(values)
