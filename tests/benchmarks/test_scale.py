"""Generated content is valid and reproducible, and pages do not grow with the conferences."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from benchmarks.browsing import COMPLETE_LISTS, compressed_size
from benchmarks.fake_conference import FIRST_YEAR
from benchmarks.generator import generate, write_content
from guidance import open_library
from guidance.content import document as content_document
from guidance.content.yaml_parser import Location, Position
from guidance.content.yaml_tree import YamlTree, find_position, read_tree
from guidance.paths import ROOT
from guidance.publishing.publication import Publication, open_publication
from guidance.site.html_stash import stash_html
from guidance.site.views.browse import PAGE_SIZE
from guidance.site.views.topics.divided_topic import PAGE_RECORDS
from guidance.validation.pipeline import validate_folder
from tests.support.commands import SITE_URL


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("generated")
    return {number: write_content(folder / str(number) / "content", number) for number in (1, 3)}


@pytest.fixture(scope="module")
def publications(folders: dict[int, Path]) -> dict[int, Publication]:
    return {number: open_publication(folder, SITE_URL) for number, folder in folders.items()}


def test_generated_content_is_valid(folders: dict[int, Path]) -> None:
    library = open_library(folders[3])
    assert [conference.id for conference in library.conferences] == [
        str(FIRST_YEAR),
        str(FIRST_YEAR + 1),
        str(FIRST_YEAR + 2),
    ]
    assert len(library.records) > 3 * 70
    assert any(
        related.partition("-")[0] < record.id.partition("-")[0]
        for record in library.records
        for related in record.related
    )
    assert any(
        len({appeared.holder.id[:4] for appeared in library.appearances(person.id)}) > 1
        for person in library.people
    )


def test_valid_content_is_validated_without_reading_positions(
    folders: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []

    def counted(root: yaml.Node | None, lines: Sequence[str]) -> YamlTree:
        reads.append("all positions of a file")
        return read_tree(root, lines)

    def counted_search(text: str, location: Location) -> Position | None:
        reads.append("one position")
        return find_position(text, location)

    monkeypatch.setattr(content_document, "read_tree", counted)
    monkeypatch.setattr(content_document, "find_position", counted_search)
    assert validate_folder(folders[3])
    assert reads == []
    library = open_library(folders[1])
    assert reads == []
    assert library.origins[library.records[0].id].line > 1
    assert reads == ["one position"]


def test_a_conference_does_not_depend_on_those_that_follow() -> None:
    one, three = generate(1), generate(3)
    assert {name: three[name] for name in one if "/" in name} == {
        name: entry for name, entry in one.items() if "/" in name
    }


def test_stashed_html_is_restored_unchanged() -> None:
    finished = '<div class="a" markdown="0">\n<div>\n<p id="here">*as it is*</p>\n</div>\n</div>'
    aside = stash_html(f"# Title\n\n{finished}\n\n## More\n\n{finished}\n")
    assert "as it is" not in aside.markdown
    assert aside.anchors == {"here"}
    assert aside.restore(
        aside.markdown
    ) == f"# Title\n\n{finished}\n\n## More\n\n{finished}\n".replace(' markdown="0"', "")


def test_little_of_a_page_is_left_for_the_markdown_parser(
    publications: dict[int, Publication],
) -> None:
    pages = [markdown for _, markdown in publications[1].site.rendered_pages()]
    assert sum(len(stash_html(markdown).markdown) for markdown in pages) < 0.2 * sum(
        map(len, pages)
    )


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The sites of two and of four conferences, built by `mkdocs build`."""
    folder = tmp_path_factory.mktemp("sites")
    for number in (2, 4):
        content = write_content(folder / str(number) / "content", number)
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "--config-file",
            str(ROOT / "mkdocs.yml"),
            "--site-dir",
            str(folder / str(number) / "site"),
        ]
        subprocess.run(
            command,
            env=os.environ | {"CONTENT_DIR": str(content), "SITE_URL": SITE_URL},
            check=True,
        )
    return {number: folder / str(number) / "site" for number in (2, 4)}


FIXED_PAGES = (
    "2002/",
    "2002/panels/1/",
    "2002/pillars/3/",
    "2002/interview/",
    "sources/2002-study/",
    "id/2002-P1-01/",
    "404.html",
)
"""Pages that are not lists: their content does not depend on the number of conferences."""
LISTS = ("", "conferences/")
"""Pages with a row for each conference."""
BYTES_OF_ROWS = 4_000
"""The rows of one conference on such a page."""


def _loaded_files(page: BeautifulSoup) -> list[str]:
    """The files that a page loads by itself."""
    return [
        str(element.get("src") or element["href"])
        for element in page.select("script[src], link[rel=stylesheet], img[src]")
    ]


@pytest.mark.parametrize("name", [*FIXED_PAGES, *LISTS])
def test_the_first_load_and_the_navigation_do_not_grow_with_the_number_of_conferences(
    name: str, sites: dict[int, Path]
) -> None:
    files = {
        number: site / name / "index.html" if not name.endswith(".html") else site / name
        for number, site in sites.items()
    }
    few, many = (
        BeautifulSoup(files[number].read_text("utf-8"), "html.parser") for number in (2, 4)
    )
    assert len(many.select("nav a")) == len(few.select("nav a"))
    assert _loaded_files(many) == _loaded_files(few)
    for page in (few, many):
        for linked in page.select(".related, .cards, .pillars, [type='application/ld+json']"):
            linked.decompose()
    rows = 2 * BYTES_OF_ROWS if name in LISTS else 0
    assert len(str(many)) <= 1.05 * len(str(few)) + rows


DIVIDED = re.compile(r"(topics/\w+/[\w-]+|browse(/\d+)?)/")
"""Pages with the cards of records: further records have further pages."""
BYTES_OF_A_CONFERENCE = 500
"""By how much each other page may grow with a conference, compressed: links to what is new."""


def test_pages_that_are_no_complete_lists_do_not_grow(sites: dict[int, Path]) -> None:
    too_large, most = {}, max(PAGE_RECORDS, PAGE_SIZE)
    for page in sites[4].rglob("index.html"):
        folder = f"{page.parent.relative_to(sites[4])}/"
        before = sites[2] / folder / "index.html"
        if DIVIDED.fullmatch(folder):
            size, limit = page.read_text("utf-8").count('<article class="record'), most
        elif before.is_file() and not folder.startswith("id/2"):
            size, limit = compressed_size(page) - compressed_size(before), 2 * BYTES_OF_A_CONFERENCE
        else:
            continue
        if size > limit and folder not in COMPLETE_LISTS:
            too_large[folder] = size
    assert too_large == {}
    assert (sites[4] / "topics" / "form" / "forced-labour" / "2001" / "index.html").is_file()


def test_several_conferences_have_a_list_and_pages_name_their_conference(
    sites: dict[int, Path],
) -> None:
    listed = BeautifulSoup(
        (sites[4] / "conferences" / "index.html").read_text("utf-8"), "html.parser"
    )
    assert [str(link["href"]) for link in listed.select(".index a")] == [
        f"../{year}/index.html" for year in (2004, 2003, 2002, 2001)
    ]
    panel = BeautifulSoup(
        (sites[4] / "2002" / "panels" / "1" / "index.html").read_text("utf-8"), "html.parser"
    )
    groups = [group.get_text() for group in panel.select(".nav__group")]
    assert len(groups) == 3
    assert groups[0].startswith("2002: ")
    browse = BeautifulSoup((sites[4] / "browse" / "index.html").read_text("utf-8"), "html.parser")
    labels = [label.get_text() for label in browse.select("input[name=part] + .facet__label")]
    assert len(labels) == len(set(labels)) == 4 * 8
