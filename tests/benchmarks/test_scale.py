"""Many conferences: invented content is sound and always the same, and work does not grow faster than the content."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from benchmarks.fake_conference import FIRST_YEAR
from benchmarks.generator import generate, write_content
from guidance import open_library
from guidance.content import document as content_document
from guidance.content.yaml_tree import YamlTree, read_tree
from guidance.paths import ROOT
from guidance.publishing.publication import Publication, open_publication
from guidance.site.html_stash import stash_html
from guidance.validation.pipeline import validate_folder
from tests.support.commands import ADDRESS


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    made = tmp_path_factory.mktemp("invented")
    return {number: write_content(made / str(number) / "content", number) for number in (1, 3)}


@pytest.fixture(scope="module")
def publications(folders: dict[int, Path]) -> dict[int, Publication]:
    return {number: open_publication(folder, ADDRESS) for number, folder in folders.items()}


def test_invented_content_is_sound(folders: dict[int, Path]) -> None:
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


def test_a_sound_library_is_checked_without_seeking_the_place_of_anything(
    folders: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[str] = []

    def counted(root: yaml.Node | None, lines: Sequence[str]) -> YamlTree:
        sought.append("one more")
        return read_tree(root, lines)

    monkeypatch.setattr(content_document, "read_tree", counted)
    assert validate_folder(folders[3])
    assert sought == []
    library = open_library(folders[1])
    assert sought == []
    assert library.origins[library.records[0].id].line > 1
    assert sought


def test_a_conference_is_invented_the_same_however_many_follow() -> None:
    one, three = generate(1), generate(3)
    assert {name: three[name] for name in one if "/" in name} == {
        name: held for name, held in one.items() if "/" in name
    }


def test_finished_html_stands_aside_and_comes_back_as_it_was() -> None:
    finished = '<div class="a" markdown="0">\n<div>\n<p id="here">*as it is*</p>\n</div>\n</div>'
    aside = stash_html(f"# Title\n\n{finished}\n\n## More\n\n{finished}\n")
    assert "as it is" not in aside.markdown
    assert aside.anchors == {"here"}
    assert aside.restored(
        aside.markdown
    ) == f"# Title\n\n{finished}\n\n## More\n\n{finished}\n".replace(' markdown="0"', "")


def test_pages_keep_little_for_the_markdown_reader(publications: dict[int, Publication]) -> None:
    drawn = [markdown for _, markdown in publications[1].site.rendered_pages()]
    assert sum(len(stash_html(markdown).markdown) for markdown in drawn) < 0.2 * sum(
        map(len, drawn)
    )


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The sites of two and of four conferences, built as `mkdocs build` does."""
    made = tmp_path_factory.mktemp("sites")
    for number in (2, 4):
        content = write_content(made / str(number) / "content", number)
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "--config-file",
            str(ROOT / "mkdocs.yml"),
            "--site-dir",
            str(made / str(number) / "site"),
        ]
        subprocess.run(
            command, env=os.environ | {"CONTENT_DIR": str(content), "SITE_URL": ADDRESS}, check=True
        )
    return {number: made / str(number) / "site" for number in (2, 4)}


FIXED = (
    "",
    "2002/",
    "2002/panels/1/",
    "2002/pillars/3/",
    "2002/interview/",
    "sources/2002-study/",
    "for-policymakers/",
    "about/",
    "id/2002-P1-01/",
    "404.html",
)
"""Pages that are no lists: what they hold does not depend on the number of conferences."""


def _asked_for(page: BeautifulSoup) -> list[str]:
    """What a page loads before the reader does anything."""
    return [
        str(element.get("src") or element["href"])
        for element in page.select("script[src], link[rel=stylesheet], img[src]")
    ]


@pytest.mark.parametrize("name", FIXED)
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
    assert _asked_for(many) == _asked_for(few)
    for page in (few, many):
        for tied in page.select(".related, .cards, .pillars, [type='application/ld+json']"):
            tied.decompose()
    assert len(str(many)) <= 1.05 * len(str(few))


def test_several_conferences_have_a_list_and_every_page_tells_which_is_meant(
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
