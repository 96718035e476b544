"""Properties of every page of every document."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from bs4 import BeautifulSoup

from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from tests.support.pdf_reader import filled_share, first_line, without_spaces


def test_every_page_names_the_publishers_of_its_document(
    site: Path, publication: Publication
) -> None:
    for printed in publication.documents():
        file = site / printed.path
        html = BeautifulSoup(printed.html, "html.parser")
        foot = without_spaces(str(html.body["data-foot"])).removeprefix("Source:")  # type: ignore[index]
        assert foot
        document = pypdfium2.PdfDocument(file)
        for number, page in enumerate(document, 1):
            text = without_spaces(page.get_textpage().get_text_bounded())
            assert not text or foot in text or (file.stem.startswith("report") and number == 1), (
                f"{file.name}, page {number}"
            )
        document.close()


def test_no_document_contains_the_path_of_the_project(publication: Publication) -> None:
    paths = [document.path for document in publication.documents() if str(ROOT) in document.html]
    assert paths == []


def test_no_document_ends_on_an_almost_empty_page(site: Path, publication: Publication) -> None:
    colophons = tuple(publication.words(key) for key in ("handout.source", "handout.sources"))
    ends = {}
    for file in sorted((site / "downloads").rglob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        last = document[len(document) - 1]
        if len(document) > 1:
            is_filled = filled_share(last) > 0.2
            ends[file.name] = is_filled and not first_line(last).startswith(colophons)
        document.close()
    assert ends
    assert [name for name, is_filled in ends.items() if not is_filled] == []
