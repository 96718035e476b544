"""Sheets as they come out of a printer: right-hand pages, room for holes, ink, large print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from guidance import Library
from guidance.content.markdown import typeset
from guidance.i18n import open_words
from guidance.library.urls import Urls
from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.edition import Edition
from guidance.pdf.documents.handouts import panel_handouts
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import render_document
from tests.support.commands import SITE_URL
from tests.support.page_reader import PrintedPage, read_pages, read_runs
from tests.support.pdf_reader import without_spaces

HOLES = 20
"""Millimetres that holes for filing need: 12 to their centre, and 3 to their edge (ISO 838)."""
EDGE = 4
"""Millimetres at the edge of the paper on which printers do not print."""
INK = 0.15
"""The mean darkness of a page beyond which office printers run out of ink."""
LONG = "Wages of people who sew clothes at home are lower than those of others. " * 7
LARGE = 18
"""The smallest type of large print, in points."""


@pytest.fixture(scope="session")
def sheets(
    odd_documents: Mapping[str, PdfDocument], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Path]:
    """The PDFs of the odd library in editions other than those on Letter, by their short names."""
    folder, files = tmp_path_factory.mktemp("sheets"), {}
    for path, document in odd_documents.items():
        name = path.removeprefix("downloads/").removesuffix(".pdf")
        if not name.endswith("letter"):
            files[name] = folder / f"{name.replace('/', '_')}.pdf"
            files[name].write_bytes(render_document(document)[0])
    return files


@pytest.fixture(scope="session")
def pages(sheets: Mapping[str, Path]) -> Mapping[str, list[PrintedPage]]:
    """The pages of each of these files."""
    return {name: read_pages(file) for name, file in sheets.items()}


def first_pages(file: Path) -> dict[str, int]:
    """The page on which each part of a file begins, by its title in the bookmarks."""
    document = pypdfium2.PdfDocument(file)
    found = {
        without_spaces(bookmark.get_title()): bookmark.get_dest().get_index() + 1
        for bookmark in document.get_toc()
        if bookmark.level == 0
    }
    document.close()
    return found


def test_every_part_of_a_pack_begins_on_a_right_hand_page(sheets: Mapping[str, Path]) -> None:
    packs = [file for name, file in sheets.items() if "trainers-pack" in name]
    assert packs
    for file in packs:
        starts = first_pages(file)
        assert len(set(starts.values())) > 3, file.name
        assert {title: page for title, page in starts.items() if page % 2 == 0} == {}, file.name


def test_every_chapter_begins_on_a_right_hand_page_and_the_back_cover_on_the_last_back(
    sheets: Mapping[str, Path],
    pages: Mapping[str, list[PrintedPage]],
    odd_library: Library,
) -> None:
    for conference in odd_library.conferences:
        for edition in ("a4", "light-a4"):
            if not (file := sheets.get(f"{conference.id}/report-{edition}")):
                continue
            starts = first_pages(file)
            chapters = [
                starts[without_spaces(typeset(panel.title))]
                for panel in odd_library.panels_of(conference.id)
            ]
            assert [page for page in chapters if page % 2 == 0] == [], file.name
            assert len(pages[f"{conference.id}/report-{edition}"]) % 2 == 0, file.name


def test_pages_that_are_left_empty_have_nothing_on_them(
    pages: Mapping[str, list[PrintedPage]],
) -> None:
    """A page is empty or names the source at its foot; covers alone do neither."""
    empty = 0
    for name, of_file in pages.items():
        for number, page in enumerate(of_file, 1):
            is_cover = "report" in name and number in (1, len(of_file))
            assert not page.words or is_cover or "Source" in page.text, (name, number)
            empty += not page.words
    assert empty


def test_nothing_stands_where_holes_are_punched(pages: Mapping[str, list[PrintedPage]]) -> None:
    for name, of_file in pages.items():
        for number, page in enumerate(of_file, 1):
            if not page.words or "poster" in name:
                continue
            inner = (
                min(word.left for word in page.words)
                if number % 2
                else page.width - max(word.right for word in page.words)
            )
            assert inner >= HOLES, (name, number)


def test_nothing_runs_off_the_paper(pages: Mapping[str, list[PrintedPage]]) -> None:
    for name, of_file in pages.items():
        for number, page in enumerate(of_file, 1):
            off = [
                word for word in page.words if word.top < EDGE or word.bottom > page.height - EDGE
            ]
            assert off == [], (name, number)


def test_contents_of_a_pack_name_the_page_of_every_sheet_and_each_ends_with_its_terms(
    sheets: Mapping[str, Path], pages: Mapping[str, list[PrintedPage]]
) -> None:
    for name in [name for name in sheets if "trainers-pack" in name]:
        texts = [without_spaces(page.text) for page in pages[name]]
        starts = first_pages(sheets[name])
        use, *parts, sign_off = [page for page in starts.values() if page > 1]
        contents = "".join(texts[: use - 1])
        named = {title.partition(":")[0]: page for title, page in starts.items() if ":" in title}
        assert [kind for kind, page in named.items() if f"{kind}{page}" not in contents] == []
        for begins, ends in pairwise([*parts, sign_off]):
            assert "Restatedinplainlanguage" in "".join(texts[begins - 1 : ends - 1]), (
                name,
                begins,
            )


def darkness(file: Path) -> list[float]:
    """How dark each page is on the whole, from 0 to 1."""
    document = pypdfium2.PdfDocument(file)
    found = []
    for page in document:
        picture = page.render(scale=0.3).to_pil().convert("L")
        histogram = picture.histogram()
        light = sum(value * count for value, count in enumerate(histogram))
        found.append(1 - light / (255 * picture.width * picture.height))
    document.close()
    return found


def test_light_reports_packs_and_handouts_have_no_page_in_full_ink(
    sheets: Mapping[str, Path],
) -> None:
    full = {
        name for name, file in sheets.items() if "poster" not in name and max(darkness(file)) > INK
    }
    assert full == {name for name in sheets if name.endswith("report-a4")}


def test_large_print_has_18_points_and_no_italics(sheets: Mapping[str, Path]) -> None:
    for name in [name for name in sheets if "-large-" in name]:
        for number, runs in enumerate(read_runs(sheets[name]), 1):
            assert [run for run in runs if run.size < LARGE - 0.01] == [], (name, number)
            assert [run for run in runs if "Italic" in run.font] == [], (name, number)


def test_every_page_of_large_print_has_a_running_title(
    sheets: Mapping[str, Path], pages: Mapping[str, list[PrintedPage]]
) -> None:
    """The title of its part stands at the head of each page, or is the heading of the page."""
    for name in [name for name in sheets if "-large-" in name]:
        starts = first_pages(sheets[name])
        assert starts, name
        for number, page in enumerate(pages[name], 1):
            titles = [title for title, start in starts.items() if start <= number]
            text = without_spaces(page.text)
            assert not page.words or any(title in text for title in titles), (name, number)


@pytest.mark.parametrize("edition", ["large-a4", "large-letter"])
def test_records_of_large_print_are_whole(
    edition: str, base_library: Library, tmp_path: Path
) -> None:
    """A record that fits a page begins and ends on the same one."""
    builder = DocumentBuilder(base_library, open_words(), Urls(base_library, SITE_URL))
    example = base_library.records[0]
    records = [
        example.model_copy(
            update={"id": f"{example.parent}-{number:02}", "text": f"Begin {number}. " + LONG}
        )
        for number in range(11, 17)
    ]
    [handout] = [
        replace(each, groups=[replace(each.groups[0], records=records)])
        for each in panel_handouts(builder, base_library.conferences[0])
        if each.name == example.parent
    ]
    [document] = builder.build(
        handout.kind, "x", "X", [Edition(edition)], [handout.section], {"handout": handout}
    )
    (tmp_path / "x.pdf").write_bytes(render_document(document)[0])
    texts = [without_spaces(page.text) for page in read_pages(tmp_path / "x.pdf")]
    for number in range(11, 17):
        [text] = [text for text in texts if without_spaces(f"Begin {number}.") in text]
        assert without_spaces(LONG) in text[text.index(f"Begin{number}.") :], number
