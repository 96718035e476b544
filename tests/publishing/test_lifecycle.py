"""Life cycle: withdrawn and replaced records stay at their permanent address and in the data."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from guidance.library.changelog import Event, changelog
from guidance.publishing.publication import Publication, open_publication
from guidance.site.search.data import read_search_data
from tests.examples import BASE, ODD
from tests.support.commands import SITE_URL

WITHDRAWN = {
    "2021-P1-03": (),
    "2021-P1-04": ("2021-P1-01",),
    "2021-P1-05": ("2021-P1-02",),
    "2021-P1-06": ("2021-P1-02",),
    "2021-P1-07": ("2021-P1-01", "2021-R1-01"),
}
"""Successors of a withdrawn, a replaced, two merged and a split record, by identifier."""


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small library with all these records."""
    content = tmp_path_factory.mktemp("life") / "content"
    shutil.copytree(BASE, content)
    panel = content / "panels" / "2021-P1.yml"
    records = "".join(
        f"""
  - id: {identifier}
    title: Old title {identifier}
    text: Old text of {identifier}.
    nature: finding
    keywords: [old keyword]
    forms: [all-forms]
    status: withdrawn
    changed: 2022-01-31
    reason: Reason of {identifier}.
    replaced_by: [{", ".join(successors)}]
"""
        for identifier, successors in WITHDRAWN.items()
    )
    text = panel.read_text("utf-8").replace(
        "    title: States act\n",
        "    title: States act\n    changed: 2022-02-01\n    change_note: Two became one.\n",
    )
    panel.write_text(text.replace("\nconclusions:", f"{records}\nconclusions:"), "utf-8")
    return open_publication(content, SITE_URL)


@pytest.fixture(scope="module")
def files(publication: Publication) -> dict[str, str]:
    """The texts of all generated files, by path."""
    return {
        file.path: file.content for file in publication.files() if isinstance(file.content, str)
    } | {
        file.path: file.data.decode()
        for file in publication.files()
        if file.path.endswith((".csv", ".json"))
    }


@pytest.mark.parametrize("identifier", WITHDRAWN)
def test_the_permanent_page_shows_text_reason_day_and_successors(
    identifier: str, files: dict[str, str]
) -> None:
    page = BeautifulSoup(files[f"id/{identifier}/index.html"], "html.parser")
    text = page.get_text()
    for words in (
        f"Old title {identifier}",
        f"Old text of {identifier}.",
        "Withdrawn.",
        f"Reason of {identifier}.",
        "31 January 2022",
    ):
        assert words in text
    assert not page.find("meta", attrs={"http-equiv": True})
    links = [str(link["href"]) for link in page.find_all("a")]
    assert [link.rpartition("#")[2] for link in links if "#" in link] == list(WITHDRAWN[identifier])


def test_withdrawn_records_are_absent_from_pages_search_and_pdfs(
    publication: Publication, files: dict[str, str]
) -> None:
    pages = {
        uri: text
        for uri, text in files.items()
        if uri.endswith(".md") and uri != "changes/index.md"
    }
    shown_text = "\n".join(
        [
            *pages.values(),
            json.dumps(read_search_data(files["assets/search-data.js"])),
            *(document.html for document in publication.documents()),
        ]
    )
    assert "Old text" not in shown_text
    assert "Reason of" not in shown_text


def test_withdrawn_records_stay_in_the_data_with_status_reason_and_successors(
    files: dict[str, str],
) -> None:
    records = {
        record["id"]: record for record in json.loads(files["data/guidance.json"])["records"]
    }
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(files["data/takeaways.csv"]))}
    for identifier, successors in WITHDRAWN.items():
        record = records[identifier]
        assert (record["status"], record["reason"], record.get("replaced_by", [])) == (
            "withdrawn",
            f"Reason of {identifier}.",
            list(successors),
        )
        assert (rows[identifier]["status"], rows[identifier]["text"]) == (
            "withdrawn",
            f"Old text of {identifier}.",
        )


def test_a_successor_names_the_records_that_it_replaces(files: dict[str, str]) -> None:
    page = files["2021/panels/1/index.md"]
    first, second = re.split(r"\{ #2021-P1-02 \}", page)[:2]
    for part, old in (
        (first, ["2021-P1-04", "2021-P1-07"]),
        (second, ["2021-P1-05", "2021-P1-06"]),
    ):
        labels = BeautifulSoup(part, "html.parser").find_all("p", string="Replaces")
        assert [
            mark.get_text()
            for label in labels
            if label.parent
            for mark in label.parent.select(".id")
        ] == old


def test_the_changelog_lists_what_changed_here_the_latest_first(publication: Publication) -> None:
    assert [
        (change.date, change.event, change.id) for change in changelog(publication.library)
    ] == [
        ("2022-02-01", Event.CHANGED, "2021-P1-02"),
        *(("2022-01-31", Event.WITHDRAWN, identifier) for identifier in WITHDRAWN),
    ]


def test_the_page_of_changes_shows_notes_reasons_and_no_dates_of_sources(
    files: dict[str, str],
) -> None:
    page = files["changes/index.md"]
    for words in ("Two became one.", "Reason of 2021-P1-03.", "1 February 2022"):
        assert words in page
    assert page.index("1 February 2022") < page.index("31 January 2022")
    assert "June 2021" not in page


def test_a_record_shows_its_own_history(files: dict[str, str]) -> None:
    page = files["2021/panels/1/index.md"]
    assert "First published: 14 June 2021. Last changed here: 1 February 2022." in page
    assert "Two became one." not in page


def test_a_record_that_came_later_than_its_source_was_added_here() -> None:
    publication = open_publication(ODD, SITE_URL)
    later = [
        (change.id, change.date)
        for change in changelog(publication.library)
        if change.event is Event.ADDED
    ]
    assert later == [("2018-account-02", "2025-12-01")]
    page = next(
        file for file in publication.files() if file.path == "sources/2018-account/index.md"
    )
    assert "Added here: 1 December 2025." in str(page.content)


@pytest.mark.parametrize(
    ("file", "after", "page"),
    [
        ("people.yml", "    name: Ben South\n", "people/ben-south/index.md"),
        ("instruments.yml", "    type: treaty\n", "instruments/first-treaty/index.md"),
    ],
)
def test_a_new_name_is_told_on_the_page_of_who_or_what_has_it(
    file: str, after: str, page: str, tmp_path: Path
) -> None:
    content = shutil.copytree(BASE, tmp_path / "content")
    text = (content / file).read_text("utf-8")
    told = "    changed: 2022-02-01\n    change_note: It is another name.\n"
    (content / file).write_text(text.replace(after, after + told), "utf-8")
    files = {file.path: file for file in open_publication(content, SITE_URL).files()}
    assert "Last changed here: 1 February 2022." in str(files[page].content)
    assert "It is another name." in str(files["changes/index.md"].content)
