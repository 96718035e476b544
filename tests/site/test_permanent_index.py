"""The page of all permanent addresses, and what the 404 page offers for a mistyped one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from guidance.publishing.publication import Publication
from tests.support.site_pages import parse


def test_every_permanent_address_is_listed(site: Path, publication: Publication) -> None:
    links = [str(link["href"]) for link in parse(site / "id" / "index.html").select("li a")]
    identifiers = [link.removesuffix("/index.html") for link in links]
    assert sorted(identifiers) == sorted(publication.urls.places)
    assert all((site / "id" / link).is_file() for link in links)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("id/2022-p1-02/", "2022-P1-02 Farms keep a list of hours"),
        ("id/2022-P1-02.", "2022-P1-02 Farms keep a list of hours"),
        ("id/2022-P1-02)", "2022-P1-02 Farms keep a list of hours"),
        ("id/2022-p1-2/index.html", "2022-P1-02 Farms keep a list of hours"),
        ("id/2022%20P1%202", "2022-P1-02 Farms keep a list of hours"),
        ("2022-P1-02,", "2022-P1-02 Farms keep a list of hours"),
        ("id/2022-P1-02%3E/", "2022-P1-02 Farms keep a list of hours"),
    ],
)
def test_the_404_page_offers_the_record_that_was_meant(
    address: str, title: str, server_url: str, site: Path, browser: Browser
) -> None:
    tab = browser.new_page()
    missing = (site / "404.html").read_bytes()
    tab.route(
        f"{server_url}{address}",
        lambda route: route.fulfill(body=missing, status=404, content_type="text/html"),
    )
    tab.goto(f"{server_url}{address}")
    offered = tab.locator(".meant a")
    expect(offered.first).to_have_text(title)
    offered.first.click()
    tab.wait_for_url("**/2022/panels/1/index.html#2022-P1-02")
    tab.close()
