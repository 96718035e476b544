"""Hostile text in every field is shown as text by the site, the PDF files and the data."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pybtex.database
import pypdfium2
import pytest
import rispy
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from guidance import Library, open_library
from guidance.limits import SOURCE_NAME
from guidance.paths import ROOT
from guidance.pdf.rendering.renderer import render_document
from guidance.publishing.publication import open_publication
from tests.security.payloads import text_fields, write_library_with_payload
from tests.support.commands import SITE_URL

pytestmark = pytest.mark.build

TEMPLATES = "{{ 7*191 }}{% raw %} ${7*191} %s %(x)s"
HTML = (
    "< b & &lt;script&gt;hacked()&lt;/script&gt; &#60;img src=x onerror=hacked()&#62;"
    " --> ]]> </ script> </ title> <3"
)
ATTRIBUTES = '" onmouseover=hacked() x=\' {: onclick="hacked()" } { #evil .evil onclick=hacked() }'
STYLES = "; } body{display:none} @import url(javascript:hacked()) expression(hacked())"
MARKDOWN = "_a_ ~~b~~ $x$ [[x]] :smile: !!! note \\ { } } |"
FORMATS = "=1+1 ER  - @misc{evil, title={ ]} _x0041_"
WORDS = f"Word {TEMPLATES} {HTML} {ATTRIBUTES} {STYLES} {MARKDOWN} {FORMATS}"

SHORT_WORDS = "Word {{ 9*9 }} {% raw %} &lt; b > & \" '"
RECORD_CALLS = (
    "window.ran = []; window.hacked = window.alert = (...words) => { window.ran.push(words) };"
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library with hostile text in every field."""
    folder = tmp_path_factory.mktemp("hostile") / "content"
    assert set(write_library_with_payload(lambda name, prose: WORDS, folder)) == text_fields()
    return folder


@pytest.fixture(scope="module")
def library(content: Path) -> Library:
    return open_library(content)


@pytest.fixture(scope="module")
def hostile_site(content: Path) -> Path:
    """The site of the library with hostile text."""
    return build_site(content)


@pytest.fixture(scope="module")
def harmless_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the same library with harmless text in every field."""
    folder = tmp_path_factory.mktemp("harmless") / "content"
    write_library_with_payload(
        lambda name, prose: "Words, and *more* of them." if prose else "Words", folder
    )
    return build_site(folder)


@pytest.fixture(scope="module")
def site_of_long_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the same library with a word of 300 letters in every field, and long places."""
    folder = tmp_path_factory.mktemp("long") / "content"
    write_library_with_payload(lambda name, prose: "W" * 300, folder)
    identifier = "m" * SOURCE_NAME
    for path in folder.rglob("*.yml"):
        text = path.read_text("utf-8").replace("pages: 1-2", f"pages: 1-{'2' * 300}")
        text = text.replace("example.org/report", f"example.org/{'m' * 300}")
        text = re.sub(r"\b(document: |id: |full_text: )report\b", rf"\g<1>{identifier}", text)
        text = re.sub(r"^( *- )report\b", rf"\g<1>{identifier}", text, flags=re.MULTILINE)
        path.write_text(text, "utf-8")
    (folder / "sources" / "report.yml").rename(folder / "sources" / f"{identifier}.yml")
    return build_site(folder)


def leads_on(path: Path) -> bool:
    """Whether a page only leads to another."""
    return 'http-equiv="refresh"' in path.read_text("utf-8")


def build_site(content: Path) -> Path:
    site = content.parent / "site"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "-f",
        str(ROOT / "mkdocs.yml"),
        "-d",
        str(site),
    ]
    subprocess.run(
        command, env=os.environ | {"CONTENT_DIR": str(content), "SITE_URL": SITE_URL}, check=True
    )
    return site


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The A4 documents of a library with hostile text that is short enough for a column."""
    folder = tmp_path_factory.mktemp("printed")
    write_library_with_payload(lambda name, prose: SHORT_WORDS, folder / "content")
    for document in open_publication(folder / "content", SITE_URL).documents():
        if re.search(r"(?<!-large)-a4\.pdf$", document.path):
            (folder / Path(document.path).name).write_bytes(render_document(document)[0])
    return sorted(folder.glob("*.pdf"))


def element_kinds(site: Path) -> set[tuple[str, tuple[str, ...]]]:
    """The tags of all elements of generated pages, each with the names of its attributes."""
    pages = (
        BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in generated_pages(site)
    )
    return {
        (element.name, tuple(sorted(element.attrs)))
        for page in pages
        for element in page.find_all(True)
    }


def generated_pages(site: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(site.rglob("*.html"))
        if path.relative_to(site).parts[0] != "contributing"
    )


def test_no_element_and_no_attribute_comes_from_the_text(
    hostile_site: Path, harmless_site: Path
) -> None:
    assert element_kinds(hostile_site) - element_kinds(harmless_site) == set()


@pytest.mark.parametrize(
    "selector",
    ["title", "h1", "h3", ".lead", ".nav__link", ".md-ellipsis", ".md-copyright", ".record__text"],
)
def test_the_text_is_shown_unchanged(selector: str, hostile_site: Path) -> None:
    page = BeautifulSoup(
        (hostile_site / "2021" / "panels" / "1" / "index.html").read_text("utf-8"), "html.parser"
    )
    texts = [
        element.get_text().replace("<script>", "&lt;script&gt;")
        for element in page.select(selector)
    ]
    assert any("{% raw %}" in text and "< b & &lt;script&gt;hacked()" in text for text in texts)


def test_no_script_of_the_text_runs_and_no_other_host_is_contacted(
    hostile_site: Path, browser: Browser
) -> None:
    context = browser.new_context()
    context.add_init_script(RECORD_CALLS)
    tab = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    pages = [
        path
        for path in generated_pages(hostile_site)
        if path.relative_to(hostile_site).parts[0] != "id" and not leads_on(path)
    ]
    for path in [*pages, hostile_site / "id" / "2021-P1-01" / "index.html"]:
        tab.goto(path.as_uri())
        assert tab.evaluate("[window.ran.length, typeof window.hacked]") == [0, "function"], path
        assert tab.evaluate("getComputedStyle(document.body).display") != "none", path
    tab.goto((hostile_site / "index.html").as_uri())
    tab.get_by_role("button", name="Search").first.click()
    tab.fill("#search-words", "word")
    tab.wait_for_selector(".search__result a")
    assert (
        tab.evaluate(
            "window.ran.length + document.querySelectorAll('.search img, .search script').length"
        )
        == 0
    )
    context.close()
    assert errors == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


def test_no_page_is_wider_than_the_window(
    hostile_site: Path, site_of_long_words: Path, browser: Browser
) -> None:
    tab = browser.new_page()
    wide = []
    for site in (hostile_site, site_of_long_words):
        for path in generated_pages(site):
            if leads_on(path) or path.name == "404.html":  # has no styles but on a server
                continue
            tab.goto(path.as_uri())
            tab.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")
            for width in (320, 360, 768, 1280):
                tab.set_viewport_size({"width": width, "height": 800})
                if (found := tab.evaluate("document.scrollingElement.scrollWidth")) > width:
                    wide.append((path.relative_to(site).as_posix(), width, found))
    tab.close()
    assert wide == []


def test_pdf_files_show_the_text_and_contain_no_action_but_links(
    pdfs: list[Path],
) -> None:
    assert len(pdfs) >= 4
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            dictionaries = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary)]
            assert {str(key) for entry in dictionaries for key in entry} & {
                "/JS",
                "/JavaScript",
                "/OpenAction",
                "/AA",
                "/Launch",
                "/EmbeddedFiles",
                "/RichMedia",
            } == set()
            assert {
                str(entry["/S"]) for entry in dictionaries if entry.get("/Type") == "/Action"
            } <= {
                "/URI",
                "/GoTo",
            }
            urls = {str(entry["/URI"]) for entry in dictionaries if "/URI" in entry}
            assert [
                url
                for url in urls
                if not url.startswith(
                    (SITE_URL, "https://example.org/", "mailto:office@example.org")
                )
            ] == []
        document = pypdfium2.PdfDocument(path)
        text = re.sub(
            r"\s+", "", "".join(page.get_textpage().get_text_range() for page in document)
        )
        document.close()
        assert "{{9*9}}{%raw%}<b>&" in text.replace("&lt;", "<")


def test_no_cell_of_a_spreadsheet_is_a_formula(hostile_site: Path) -> None:
    for path in (hostile_site / "data").glob("*.csv"):
        cells = [
            cell
            for row in csv.reader(path.read_text("utf-8").splitlines(keepends=True))
            for cell in row
        ]
        assert [cell for cell in cells if re.match(r"\s*[=+@-]", cell)] == []
    book = openpyxl.load_workbook(hostile_site / "data" / "guidance.xlsx")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
    }
    assert any(
        "_x0041_" in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    )


def test_data_and_citations_contain_the_text_once(hostile_site: Path, library: Library) -> None:
    data = hostile_site / "data"
    records = {
        record["id"]: record
        for record in json.loads((data / "guidance.json").read_text("utf-8"))["records"]
    }
    assert {identifier: record["title"] for identifier, record in records.items()} == {
        record.id: f"{' '.join(WORDS.split())} {record.id}" for record in library.records
    }
    ids = [conference.id for conference in library.conferences] + [
        record.id for record in library.records
    ]
    assert list(pybtex.database.parse_file(data / "citations.bib").entries) == ids
    assert [
        entry["id"] for entry in rispy.loads((data / "citations.ris").read_text("utf-8"))
    ] == ids
    assert [
        entry["id"] for entry in json.loads((data / "citations.json").read_text("utf-8"))
    ] == ids


def test_json_and_xml_in_pages_are_well_formed(hostile_site: Path) -> None:
    ET.parse(hostile_site / "sitemap.xml")
    for path in generated_pages(hostile_site):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for script in page.select('script[type$="json"]'):
            json.loads(script.get_text())
