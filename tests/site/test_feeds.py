"""Atom feeds: valid by the schema of RFC 4287, with identifiers and dates that stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from guidance import limits
from guidance.history.past import read_past
from guidance.publishing.publication import Publication, open_publication
from guidance.site.changes.feeds import feeds
from tests.examples import BASE, EMPTY, ODD, SINGLE
from tests.support.commands import SITE_URL
from tests.support.scratch_repository import ScratchRepository

SCHEMA = Path(__file__).parent.parent / "data" / "atom.rng"
ATOM = "{http://www.w3.org/2005/Atom}"
PANEL = "panels/2021-P1.yml"


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA))


def entries(feed: Element) -> Mapping[str, Element]:
    """The entries of a feed by identifier; each has another one."""
    found = feed.findall(f"{ATOM}entry")
    by_id = {str(entry.findtext(f"{ATOM}id")): entry for entry in found}
    assert len(by_id) == len(found)
    return by_id


def read(publication: Publication) -> Mapping[str, Element]:
    """All feeds of a publication by path, each of them valid."""
    found = {}
    for file in feeds(publication.site):
        assert schema().validate(etree.fromstring(file.data)), schema().error_log
        root = fromstring(file.data)
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        assert root.findtext(f"{ATOM}id") == SITE_URL + file.path
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == SITE_URL + file.path
        found[file.path] = root
    return found


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """The base library with a change and a new record."""
    repository = ScratchRepository.create(tmp_path / "project")
    repository.replace(
        PANEL,
        (
            "    title: States act\n    text: States should act.\n",
            "    title: States act\n    text: States must & should act.\n"
            "    changed: 2022-01-30\n    change_note: It says 'must' & more.\n",
        ),
    )
    repository.commit("Reword")
    return repository


def publish(repository: ScratchRepository) -> Publication:
    return open_publication(repository.content, SITE_URL, past=read_past(repository.content))


@pytest.mark.parametrize("content", [BASE, ODD, SINGLE, EMPTY])
def test_the_feeds_of_any_library_are_valid(content: Path) -> None:
    publication = open_publication(content, SITE_URL)
    found = read(publication)
    assert str(found["feed.xml"].findtext(f"{ATOM}updated")) >= "1800"


def test_an_entry_has_note_wording_permanent_address_and_the_date_of_the_change(
    repository: ScratchRepository,
) -> None:
    feed = read(publish(repository))["feed.xml"]
    (identifier, entry), *_ = entries(feed).items()
    assert identifier == "tag:demand.example.org,2022-01-30:2021-P1-02/changed"
    assert entry.findtext(f"{ATOM}updated") == "2022-01-30T00:00:00+00:00"
    assert entry.findtext(f"{ATOM}title") == "Changed: States act"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{SITE_URL}id/2021-P1-02/"
    content = BeautifulSoup(entry.findtext(f"{ATOM}content") or "", "html.parser")
    text = content.get_text(" ", strip=True)
    assert "It says 'must' & more." in text
    assert re.search(r"Before.*States.*should.*Now.*must", text)
    assert [mark.get_text(" ", strip=True) for mark in content.find_all("ins")]


def test_the_feed_of_a_topic_has_the_records_of_that_topic_alone(
    repository: ScratchRepository,
) -> None:
    dated = "    changed: 2022-01-31\n    change_note: Again.\n"
    title = "    title: Demand drives\n"
    repository.replace(PANEL, (title, f"    title: Demand fuels\n{dated}"))
    repository.commit("Retitle")
    feeds_by_path = read(publish(repository))
    assert len(entries(feeds_by_path["feed.xml"])) == 2
    for path in ("topics/actor/states/feed.xml", "topics/measure/legislation/feed.xml"):
        (identifier,) = entries(feeds_by_path[path])
        assert identifier.endswith(":2021-P1-02/changed")


def test_the_same_commit_gives_the_same_bytes(repository: ScratchRepository) -> None:
    first = [file.data for file in feeds(publish(repository).site)]
    assert [file.data for file in feeds(publish(repository).site)] == first


def test_identifiers_stay_when_others_are_added_and_the_site_gets_another_path(
    repository: ScratchRepository,
) -> None:
    before = entries(read(publish(repository))["feed.xml"])
    dated = "    changed: 2022-01-31\n    change_note: Again.\n"
    title = "    title: Demand drives\n"
    repository.replace(PANEL, (title, f"    title: Demand fuels\n{dated}"))
    repository.commit("Retitle")
    now = entries(read(publish(repository))["feed.xml"])
    assert [*now] == ["tag:demand.example.org,2022-01-31:2021-P1-01/changed", *before]
    moved = open_publication(
        repository.content, f"{SITE_URL}new/", past=read_past(repository.content)
    )
    feed = next(file for file in feeds(moved.site) if file.path == "feed.xml")
    assert [*entries(fromstring(feed.data))] == [*now]


def test_a_feed_has_the_latest_entries_alone(
    repository: ScratchRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = "    changed: 2022-01-31\n    change_note: Again.\n"
    title = "    title: Demand drives\n"
    repository.replace(PANEL, (title, f"    title: Demand fuels\n{dated}"))
    monkeypatch.setattr(limits, "FEED_ENTRIES", 1)
    feed = read(publish(repository))["feed.xml"]
    assert [*entries(feed)] == ["tag:demand.example.org,2022-01-31:2021-P1-01/changed"]
