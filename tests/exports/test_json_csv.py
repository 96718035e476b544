"""JSON and CSV files: complete, and in the documented shape."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from guidance import Library
from guidance.content.markdown import plain
from guidance.exports.json_csv import COLUMNS, TABLES, data_files
from guidance.library.urls import Urls
from guidance.paths import ROOT
from tests.support.commands import SITE_URL

ARRAYS = (
    "conferences",
    "panels",
    "pillars",
    "records",
    "statements",
    "side_events",
    "people",
    "organizations",
    "instruments",
    "resources",
    "sources",
    "terms",
)


def files_of(library: Library) -> dict[str, str]:
    return {path: text() for path, text in data_files(library, Urls(library, SITE_URL))}


def json_of(library: Library) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files_of(library)["data/guidance.json"])
    return loaded


@pytest.fixture(scope="module")
def guidance(odd_library: Library) -> dict[str, Any]:
    return json_of(odd_library)


def entry(guidance: dict[str, Any], array: str, identifier: str) -> dict[str, Any]:
    return next(each for each in guidance[array] if each["id"] == identifier)


def test_json_has_the_documented_keys(guidance: dict[str, Any]) -> None:
    assert list(guidance) == ["version", "date", "url", *ARRAYS]
    assert (guidance["version"], guidance["url"]) == ("2", SITE_URL)


def test_handbook_describes_the_shape(guidance: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "contributing" / "data.md").read_text("utf-8")
    assert f"version `{guidance['version']}`" in page
    assert [name for name in (*guidance, *COLUMNS) if f"`{name}`" not in page] == []


@pytest.mark.parametrize("name", ARRAYS)
def test_every_object_has_an_identifier_and_an_address(name: str, guidance: dict[str, Any]) -> None:
    assert guidance[name]
    for each in guidance[name]:
        assert each["url"] == f"{SITE_URL}id/{each['id']}/"


def test_record_has_the_documented_shape(guidance: dict[str, Any]) -> None:
    assert entry(guidance, "records", "2022-P1-02") == {
        "id": "2022-P1-02",
        "kind": "takeaway",
        "nature": "practice",
        "parent": "2022-P1",
        "part_of": "2022-P1-01",
        "title": "Farms keep a list of hours",
        "text": "Some farms keep a list of hours.",
        "keywords": ["hours"],
        "actors": ["businesses"],
        "forms": ["forced-labour"],
        "measures": [],
        "instruments": [],
        "related": [],
        "source": {"document": "2022-report", "pages": "2, 10"},
        "status": "current",
        "since": "2022-06",
        "changed": "2026-01-10",
        "url": f"{SITE_URL}id/2022-P1-02/",
    }


def test_record_has_paragraphs_questions_review_and_what_it_reaffirms(
    guidance: dict[str, Any],
) -> None:
    point = entry(guidance, "records", "2019-declaration-01")
    assert point["source"] == {"document": "2019-declaration", "paragraphs": "47 (a)"}
    assert point["asked_as"] == ["how do workers get their wages back", "who helps workers"]
    assert point["reviewed"] == {"date": "2026-01-10", "role": "fact-checker"}
    later = entry(guidance, "records", "2024-R1-01")
    assert later["reaffirms"] == ["2019-declaration-01", "2022b-P2-01"]


def test_sources_have_standing_and_their_own_terms(guidance: dict[str, Any]) -> None:
    report = entry(guidance, "sources", "2022-report")
    assert report["standing"] == "conference-conclusions"
    assert report["publishers"] == ["First Organization"]
    assert report["permission"].startswith("Anyone may copy")
    assert report["last_page"] == 24
    assert "permission" not in entry(guidance, "sources", "2019-declaration")


def test_conferences_have_documents_and_conclusions(guidance: dict[str, Any]) -> None:
    first = entry(guidance, "conferences", "2022")
    assert first["documents"] == ["2022-report", "2019-declaration"]
    assert first["conclusions"] == ["2022-P1", "2022-R1", "2022-R2", "2019-declaration-01"]
    assert first["organizers"] == ["First Organization"]
    second = entry(guidance, "conferences", "2022b")
    assert second["documents"] == ["2022-autumn-summary"]
    assert second["conclusions"] == ["2022b-P1", "2022b-P2", "2022b-R1"]
    assert second["attendance"] == "About 80 people"
    assert second["participants"][1] == {"organization": "survivors-council"}


def test_absent_fact_is_an_absent_key(
    guidance: dict[str, Any], single_library: Library, empty_library: Library
) -> None:
    def absent(value: object) -> bool:
        return (
            value is None
            or value == ""
            or (isinstance(value, dict) and any(map(absent, value.values())))
        )

    assert [
        each["id"]
        for data in (guidance, json_of(single_library), json_of(empty_library))
        for name in ARRAYS
        for each in data[name]
        if any(map(absent, each.values()))
    ] == []
    [conference] = json_of(empty_library)["conferences"]
    assert "conclusions" not in conference


@pytest.mark.parametrize("name", TABLES)
def test_table_has_the_records_of_its_kind(name: str, odd_library: Library) -> None:
    rows = list(csv.DictReader(io.StringIO(files_of(odd_library)[f"data/{name}.csv"])))
    records = [record for record in odd_library.records if record.kind is TABLES[name]]
    assert list(rows[0]) == list(COLUMNS)
    assert [row["id"] for row in rows] == [record.id for record in records]
    assert [row["text"] for row in rows] == [plain(record.text) for record in records]
    assert [row["actors"] for row in rows] == ["; ".join(record.actors) for record in records]
    assert [row["reaffirms"] for row in rows] == ["; ".join(record.reaffirms) for record in records]
    assert [row["paragraphs"] for row in rows] == [
        record.source.paragraphs or "" for record in records
    ]


def test_columns_of_earlier_versions_keep_their_places() -> None:
    assert COLUMNS[-3:] == ("url", "paragraphs", "reaffirms")


def test_table_without_records_has_a_header_alone(empty_library: Library) -> None:
    assert files_of(empty_library)["data/points.csv"] == ",".join(COLUMNS) + "\r\n"
