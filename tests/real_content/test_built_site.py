"""The site built from the project's own content: addresses, links, data and PDFs.

What is asked here holds for any content.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pypdfium2
import pytest

from guidance import Library
from guidance.content import model
from guidance.content.markdown import html, plain, typeset_tokens
from guidance.library.urls import Urls
from tests.support.commands import SITE_URL
from tests.support.site_pages import content_pages, parse

TABLES = {
    model.Kind.TAKEAWAY: "takeaways",
    model.Kind.RECOMMENDATION: "recommendations",
    model.Kind.POINT: "points",
}


@pytest.fixture(scope="module")
def data(site: Path) -> dict[str, Any]:
    """The data of everything, read back."""
    read: dict[str, Any] = json.loads((site / "data" / "guidance.json").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def manifest(site: Path) -> list[dict[str, Any]]:
    """The manifest of the downloads, read back."""
    return list(json.loads((site / "downloads" / "manifest.json").read_text("utf-8")))


def test_the_build_logs_no_warning(build_result: tuple[Path, str]) -> None:
    assert not re.search(r"WARNING|ERROR|Traceback", build_result[1]), build_result[1]


def test_every_identifier_has_a_permanent_address_that_leads_to_its_place(
    site: Path, library: Library
) -> None:
    wrong = []
    for identifier, place in Urls(library, SITE_URL).places.items():
        small = site / "id" / identifier / "index.html"
        entry = library.by_id[identifier]
        if isinstance(entry, model.Record) and entry.status is not model.Status.CURRENT:
            wrong += [] if small.is_file() else [identifier]
            continue
        way = parse(small).find("a")
        target, _, anchor = str(way["href"] if way else "").partition("#")
        shown = (small.parent / target).resolve()
        if shown != (site / place.folder / "index.html").resolve() or (
            anchor and not parse(shown).find(id=anchor)
        ):
            wrong.append(identifier)
    assert wrong == []


def test_every_internal_link_has_a_target(site: Path) -> None:
    broken = []
    anchors: dict[Path, set[str]] = {}
    for path in sorted(site.rglob("*.html")):
        for element in parse(path).find_all(["a", "link", "img", "script"]):
            address = urlsplit(str(element.get("href") or element.get("src") or "#"))
            if address.scheme or address.netloc or path.name == "404.html":
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(address.fragment)
            if not target.is_file():
                broken.append((path.relative_to(site).as_posix(), address.geturl()))
            elif anchor and target.suffix == ".html" and anchor != "__comments":
                if target not in anchors:
                    anchors[target] = {str(tag["id"]) for tag in parse(target).find_all(id=True)}
                if anchor not in anchors[target]:
                    broken.append((path.relative_to(site).as_posix(), address.geturl()))
    assert broken == []


def test_no_identifier_stands_twice_on_a_page(site: Path) -> None:
    twice = {}
    for path in content_pages(site):
        found = [str(tag["id"]) for tag in parse(path).find_all(id=True)]
        if repeated := sorted({name for name in found if found.count(name) > 1}):
            twice[path.relative_to(site).as_posix()] = repeated
    assert twice == {}


def test_each_current_record_stands_once_with_its_whole_text(site: Path, library: Library) -> None:
    places = Urls(library, SITE_URL).places
    wrong = []
    for record in library.current_records:
        page = parse(site / places[record.id].folder / "index.html")
        articles = page.select(f'article.record:has(> [id="{record.id}"])')
        texts = [article.select_one(".record__text") for article in articles]
        shown = ["".join(text.get_text().split()) for text in texts if text]
        expected = html(record.text, typeset_tokens).striptags()
        if shown != ["".join(expected.split())]:
            wrong.append(record.id)
    assert wrong == []


def test_data_and_tables_hold_every_record(
    site: Path, data: dict[str, Any], library: Library
) -> None:
    published = [record for record in library.records if record.status is not model.Status.DRAFT]
    texts = {record["id"]: plain(record["text"]) for record in data["records"]}
    assert texts == {record.id: plain(record.text) for record in published}
    for kind, name in TABLES.items():
        with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [row["id"] for row in csv.DictReader(file)]
        assert rows == [record.id for record in published if record.kind is kind]


def test_every_address_in_the_data_exists(site: Path, data: dict[str, Any]) -> None:
    entries = [entry for group in data.values() if isinstance(group, list) for entry in group]
    assert [
        entry["url"]
        for entry in entries
        if not (site / entry["url"].removeprefix(SITE_URL) / "index.html").is_file()
    ] == []


def test_the_manifest_describes_every_download(site: Path, manifest: list[dict[str, Any]]) -> None:
    printed = {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")}
    assert {entry["path"] for entry in manifest if entry["path"].endswith(".pdf")} == printed
    for entry in manifest:
        assert hashlib.sha256((site / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]


def test_every_pdf_opens_with_its_pages(site: Path, manifest: list[dict[str, Any]]) -> None:
    wrong = []
    for entry in manifest:
        if entry["path"].endswith(".pdf"):
            document = pypdfium2.PdfDocument(site / entry["path"])
            wrong += [] if len(document) == entry["pages"] else [entry["path"]]
            document.close()
    assert wrong == []
