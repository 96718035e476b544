"""The built site: expected pages, internal links, and the same records as in report and data."""

from __future__ import annotations

import csv
import json
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain
from guidance.diagnostics.reporters import explanation_location
from guidance.diagnostics.rules import Rule
from guidance.library.urls import Urls
from guidance.publishing.publication import Publication
from tests.support.commands import SITE_URL
from tests.support.pdf_reader import bookmarks
from tests.support.site_pages import EXPECTED_PAGES, content_pages, parse


def test_the_build_logs_no_warning(build_result: tuple[Path, str]) -> None:
    assert not re.search(r"WARNING|ERROR|Traceback", build_result[1]), build_result[1]


@pytest.mark.parametrize("folder", EXPECTED_PAGES)
def test_expected_pages_exist(folder: str, site: Path) -> None:
    main = parse(site / folder / "index.html").find("article", class_="md-content__inner")
    assert main is not None
    assert main.find("h1") is not None


def test_no_other_pages_exist(site: Path, publication: Publication, library: Library) -> None:
    generated_paths = {f"{page.folder}index.html" for page in publication.site.pages()}
    single = (
        {f"2021/panels/{panel.number}/" for panel in library.panels}
        | {f"people/{person.id}/" for person in library.people}
        | {f"instruments/{instrument.id}/" for instrument in library.instruments}
    )
    assert generated_paths == {f"{folder}index.html" for folder in single | set(EXPECTED_PAGES)}
    others = {path.relative_to(site).as_posix() for path in content_pages(site)} - generated_paths
    assert all(name == "404.html" or name.startswith("contributing/") for name in others)


def test_every_identifier_has_a_permanent_address_that_links_to_its_place(
    site: Path, library: Library
) -> None:
    places = Urls(library, SITE_URL).places
    assert set(places) == set(library.by_id)
    for identifier, place in places.items():
        permanent_page = site / "id" / identifier / "index.html"
        link = parse(permanent_page).find("a")
        assert link is not None
        target, _, anchor = str(link["href"]).partition("#")
        target_file = (permanent_page.parent / target).resolve()
        assert target_file == (site / place.folder / "index.html").resolve()
        assert not anchor or parse(target_file).find(id=anchor) is not None, identifier


def test_permanent_addresses_are_not_in_navigation_and_search(site: Path) -> None:
    search = (site / "assets" / "search-data.js").read_text("utf-8")
    assert '"address":"id/' not in search
    assert not any(
        str(link.get("href", "")).startswith("id/")
        for link in parse(site / "index.html").select("nav a")
    )


def test_every_internal_link_has_a_target(site: Path) -> None:
    broken_links = []
    for path in sorted(site.rglob("*.html")):
        for element in parse(path).find_all(["a", "link", "img", "script"]):
            url = urlsplit(str(element.get("href") or element.get("src") or "#"))
            if url.scheme or url.netloc or (path.name == "404.html" and url.path.startswith("/")):
                continue
            target = (path.parent / unquote(url.path)).resolve() if url.path else path
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(url.fragment)
            if not target.is_file() or (
                anchor
                and target.suffix == ".html"
                and anchor != "__comments"
                and parse(target).find(id=anchor) is None
            ):
                broken_links.append((path.relative_to(site).as_posix(), url.geturl()))
    assert broken_links == []


def test_site_data_and_report_hold_the_same_records(site: Path, library: Library) -> None:
    on_site = {
        str(heading["id"])
        for path in content_pages(site)
        for heading in parse(path).select("article.record > :is(h2, h3)[id]")
    }
    in_json = {
        record["id"]
        for record in json.loads((site / "data" / "guidance.json").read_text("utf-8"))["records"]
    }
    in_tables = set()
    for name in ("takeaways", "recommendations", "points"):
        with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            in_tables |= {row["id"] for row in csv.DictReader(file)}
    titles = bookmarks(site / "downloads" / "report-a4.pdf")
    in_report = {record.id for record in library.records if record.title in titles}
    records = {record.id for record in library.records}
    assert on_site == in_json == in_tables == records
    assert in_report == {
        record.id for record in library.records if record.kind is not model.Kind.POINT
    }


def test_each_record_is_shown_once_with_its_whole_text(site: Path, library: Library) -> None:
    for record in library.records:
        folder = Urls(library, SITE_URL).places[record.id].folder
        articles = [
            heading.parent
            for heading in parse(site / folder / "index.html").select(f'[id="{record.id}"]')
        ]
        assert len(articles) == 1
        assert articles[0] is not None
        text = articles[0].select_one(".record__text")
        assert text is not None
        assert "".join(text.get_text().split()) == "".join(plain(record.text).split())
        labels = [term.get_text() for term in articles[0].select(".facts dt")]
        assert labels == [
            "Nature",
            "Who acts",
            "Measure",
            "Form of exploitation",
            "Ground",
            "Source",
        ]


def test_the_edit_button_opens_the_content_file(site: Path) -> None:
    for folder, file in (
        ("2021/panels/2/", "panels/2021-P2.yml"),
        ("2021/pillars/3/", "recommendations/2021-R3.yml"),
        ("people/", "people.yml"),
    ):
        button = parse(site / folder / "index.html").find("a", title="Edit this page")
        assert button is not None
        assert str(button["href"]).endswith(f"/edit/main/content/{file}")


def test_no_page_shows_its_front_matter(site: Path) -> None:
    for path in content_pages(site):
        article = parse(path).find("article")
        text = article.get_text() if article else ""
        assert not re.search(r"hide: \[|^title: |description: ", text), path


def test_every_page_has_the_acknowledgement(site: Path, publication: Publication) -> None:
    for path in content_pages(site):
        assert publication.acknowledgement in parse(path).get_text(), path


def test_the_page_of_downloads_lists_the_manifest(site: Path) -> None:
    paths = {
        entry["path"]
        for entry in json.loads((site / "downloads" / "manifest.json").read_text("utf-8"))
    }
    links = {
        str(link["href"])
        for link in parse(site / "downloads" / "index.html").select(".downloads a")
    }
    assert {posixpath.normpath(f"downloads/{name}") for name in links} == paths


@pytest.mark.parametrize("rule", Rule)
def test_the_url_that_explains_a_rule_exists(rule: Rule, site: Path) -> None:
    path, _, anchor = explanation_location(rule, SITE_URL).removeprefix(SITE_URL).partition("#")
    assert parse(site / path).find(id=anchor)
