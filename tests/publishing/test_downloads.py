"""Downloads: manifest, page of downloads, and zip file of the site."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from guidance import Library
from guidance.output.checksums import CHECKSUMS
from guidance.output.write_files import packable, write_zip
from guidance.publishing.publication import Publication

ZIP = "downloads/site.zip"


@pytest.fixture(scope="module")
def manifest(site: Path) -> list[dict[str, Any]]:
    return list(json.loads((site / "downloads" / "manifest.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(site / ZIP) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def test_the_page_lists_the_downloads_of_the_manifest_with_size_and_pages(
    site: Path, manifest: list[dict[str, Any]]
) -> None:
    page = BeautifulSoup((site / "downloads" / "index.html").read_text("utf-8"), "html.parser")
    offered = {
        str(link["href"]): link.parent.get_text()
        for link in page.select(".downloads a")
        if link.parent and "for-trainers" not in str(link["href"])
    }
    listed = [entry["path"] for entry in manifest if entry["kind"] != "schema"]
    assert {f"../{path}" for path in listed} == {
        f"../downloads/{name}" if not name.startswith("../") else name for name in offered
    }
    for name, text in offered.items():
        entry = next(
            entry for entry in manifest if entry["path"].endswith(name.removeprefix("../"))
        )
        if entry["path"] != ZIP:
            assert " kB" in text or " MB" in text
        assert bool(re.search(r"\d pages?\b", text)) == ("pages" in entry)


def test_a_paper_is_chosen_once_for_all_documents(
    browser: Browser, server_url: str, manifest: list[dict[str, Any]]
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{server_url}downloads/index.html")
    links = "[...document.querySelectorAll('.downloads--printed > li > a')].map(link => link.href)"
    usual = tab.evaluate(links)
    printed = {f"{server_url}{entry['path']}" for entry in manifest}
    tab.get_by_role("button", name="US Letter", exact=True).click()
    chosen = tab.evaluate(links)
    assert chosen == [
        letter if (letter := link.replace("-a4.pdf", "-letter.pdf")) in printed else link
        for link in usual
    ]
    assert chosen != usual
    tab.reload()
    assert tab.evaluate(links) == chosen
    tab.get_by_role("button", name="A4", exact=True).click()
    assert tab.evaluate(links) == usual
    context.close()


def test_conferences_come_first_and_the_zip_file_last(site: Path, library: Library) -> None:
    page = BeautifulSoup((site / "downloads" / "index.html").read_text("utf-8"), "html.parser")
    kinds = [str(heading["id"]) for heading in page.select("article h2[id]")]
    conferences = [f"conference-{conference.id}" for conference in reversed(library.conferences)]
    assert kinds[: len(conferences) + 1] == ["first", *conferences]
    assert kinds[-3:] == ["data", "citations", "site"]


def test_a_publication_without_printed_pdfs_has_no_zip_file(publication: Publication) -> None:
    assert "site" not in {download.kind for download in publication.site.downloads}


def test_the_zip_file_holds_the_site_except_itself(site: Path, unpacked: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    zipped, built = files(unpacked), files(site)
    del built[ZIP], built[CHECKSUMS]
    inner, outer = (json.loads(found.pop("downloads/manifest.json")) for found in (zipped, built))
    assert zipped == built
    assert inner == [entry for entry in outer if entry["path"] != ZIP]


def test_equal_files_make_equal_zip_files(site: Path, library: Library, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_zip(site / "data", tmp_path / f"{name}.zip", library.date)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {"-".join(f"{part:02}" for part in entry.date_time[:3]) for entry in entries} == {
        library.date
    }


@pytest.mark.parametrize(
    ("day", "packed"),
    [
        ("1975-12-31", (1980, 1, 1)),
        ("0001-01-01", (1980, 1, 1)),
        ("2021-06-14", (2021, 6, 14)),
        ("2107-01-01", (2106, 2, 6)),
        ("9999-12-31", (2106, 2, 6)),
    ],
)
def test_files_are_packed_with_the_nearest_date_that_zip_and_gzip_can_hold(
    day: str, packed: tuple[int, int, int], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.txt").write_text("x", "utf-8")
    write_zip(tmp_path / "data", tmp_path / "x.zip", day)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert [entry.date_time[:3] for entry in archive.infolist()] == [packed]
    moment = datetime.fromisoformat(packable(day)).replace(tzinfo=UTC).timestamp()
    assert gzip.compress(b"x", mtime=moment)[4:8] == int(moment).to_bytes(4, "little")


def test_the_unpacked_site_works_without_a_server(
    unpacked: Path, browser: Browser, publication: Publication
) -> None:
    record = publication.library.current_records[0].id
    folder = publication.urls.places[record].folder
    tab = browser.new_page()
    failures: list[str] = []
    tab.on("requestfailed", lambda request: failures.append(request.url))
    tab.on("pageerror", lambda error: failures.append(str(error)))
    tab.goto((unpacked / folder / "index.html").as_uri(), wait_until="networkidle")
    tab.click("details.cite > summary >> nth=0")
    tab.click("button[data-copy=address] >> nth=0")
    tab.wait_for_function("document.querySelector('.cite__told').textContent !== ''")
    tab.close()
    assert [address for address in failures if "/search/" not in address] == []
