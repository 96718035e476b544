"""JSON and CSV files: complete, and in the documented shape."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from guidance import Library
from guidance.content.markdown import plain
from guidance.exports.json_csv import COLUMNS
from tests.support.commands import SITE_URL

ARRAYS = (
    "conferences",
    "panels",
    "pillars",
    "records",
    "statements",
    "side_events",
    "people",
    "instruments",
    "resources",
    "sources",
    "terms",
)


@pytest.fixture(scope="module")
def guidance(site: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((site / "data" / "guidance.json").read_text("utf-8"))
    return data


def test_json_has_the_documented_keys(guidance: dict[str, Any]) -> None:
    assert list(guidance) == ["version", "date", "url", "acknowledgement", *ARRAYS]
    assert guidance["url"] == SITE_URL


@pytest.mark.parametrize("name", ARRAYS)
def test_every_object_has_an_identifier_and_a_page(
    name: str, guidance: dict[str, Any], site: Path
) -> None:
    assert guidance[name]
    for entry in guidance[name]:
        assert entry["url"] == f"{SITE_URL}id/{entry['id']}/"
        assert (site / "id" / entry["id"] / "index.html").is_file()


def test_record_has_the_documented_shape(guidance: dict[str, Any]) -> None:
    record = next(record for record in guidance["records"] if record["id"] == "2021-P2-03")
    assert record["kind"] == "takeaway"
    assert record["parent"] == "2021-P2"
    assert record["part_of"] == "2021-P2-01"
    assert record["source"] == {
        "document": "2021-confronting-demand",
        "section": "Main Takeaways from Panel 2",
        "pages": "9-11",
    }
    assert record["status"] == "current"
    assert record["since"] == "2021-06-14"
    assert all(
        isinstance(record[name], list)
        for name in ("keywords", "actors", "forms", "measures", "instruments", "related")
    )


def test_absent_fact_is_an_absent_key(guidance: dict[str, Any]) -> None:
    def has_no_value(value: object) -> bool:
        return (
            value is None
            or value == ""
            or (isinstance(value, dict) and any(map(has_no_value, value.values())))
        )

    assert [
        entry["id"]
        for name in ARRAYS
        for entry in guidance[name]
        if any(map(has_no_value, entry.values()))
    ] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [("takeaways", "takeaway"), ("recommendations", "recommendation"), ("points", "point")],
)
def test_table_has_the_records_of_its_kind(
    name: str, kind: str, site: Path, library: Library
) -> None:
    with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    records = [record for record in library.records if record.kind == kind]
    assert list(rows[0]) == list(COLUMNS)
    assert [row["id"] for row in rows] == [record.id for record in records]
    assert [row["text"] for row in rows] == [plain(record.text) for record in records]
    assert [row["actors"] for row in rows] == ["; ".join(record.actors) for record in records]


def test_manifest_describes_every_download(site: Path) -> None:
    import hashlib

    manifest = json.loads((site / "downloads" / "manifest.json").read_text("utf-8"))
    paths = {entry["path"] for entry in manifest}
    pdfs = set((site / "downloads").rglob("*.pdf"))
    data = {path for path in (site / "data").rglob("*") if path.is_file()}
    assert paths == {
        path.relative_to(site).as_posix()
        for path in (*pdfs, *data, site / "downloads" / "site.zip")
    }
    for entry in manifest:
        content = (site / entry["path"]).read_bytes()
        pages = ["pages"] if entry["path"].endswith(".pdf") else []
        assert list(entry) == ["path", "title", "kind", *pages, "bytes", "sha256", "date"]
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
