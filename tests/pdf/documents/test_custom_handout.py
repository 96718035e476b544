"""Custom handouts: the records of a selection, and messages about impossible ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.i18n import open_words
from guidance.library.conclusions import concluded_records
from guidance.library.facets import Facets
from guidance.library.urls import Urls
from guidance.limits import SOURCE_NAME
from guidance.paths import ROOT
from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.custom_handout import Selection, SelectionError, build_selection
from guidance.pdf.documents.edition import HANDOUT_EDITIONS, Edition
from guidance.pdf.rendering.renderer import render_document
from guidance.publishing.publication import Publication, open_publication
from tests.examples import BASE
from tests.support.commands import SITE_URL
from tests.support.pdf_reader import page_count, tagged_text, without_spaces


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), "handout", *map(str, arguments)]
    return subprocess.run(
        command,
        env=os.environ | {"SITE_URL": SITE_URL},
        capture_output=True,
        text=True,
        check=False,
    )


def chosen(publication: Publication, **values: list[str]) -> list[model.Record]:
    return Selection(Facets(publication.library, publication.words), values).records()


def test_a_custom_handout_has_the_selected_records_numbered_and_a_cover(
    tmp_path: Path, library: Library
) -> None:
    file = tmp_path / "new" / "x.pdf"
    done = run(
        "--actor",
        "procurement-authorities",
        "--actor",
        "businesses",
        "--form",
        "forced-labour",
        "--paper",
        "letter",
        "-o",
        file,
    )
    assert done.returncode == 0, done.stderr
    text = without_spaces(tagged_text(file))
    actors = {"procurement-authorities", "businesses"}
    wanted = [
        record
        for record in library.current_records
        if actors & set(record.actors) and "forced-labour" in record.forms
    ]
    assert [
        record.id for record in library.records if without_spaces(plain(record.text)) in text
    ] == [record.id for record in wanted]
    assert all(
        without_spaces(f"{number}. {typeset(record.title)}") in text
        for number, record in enumerate(wanted, 1)
    )
    assert text.startswith(
        without_spaces("Guidance on Demand and Human Trafficking A selection of records")
    )
    cover = text[: text.index(without_spaces(wanted[0].title))]
    assert without_spaces("Procurement authorities or Businesses") in cover
    assert without_spaces("Forced labour") in cover
    assert without_spaces(f"{len(wanted)} records") in cover
    assert (
        without_spaces(
            f"{SITE_URL}browse/?actor=procurement-authorities&actor=businesses&form=forced-labour"
        )
        in cover
    )
    assert page_count(file) > 1


def test_values_of_one_option_mean_or_and_different_options_mean_and(
    publication: Publication,
) -> None:
    one, other = (
        chosen(publication, measure=["training"]),
        chosen(publication, measure=["technology"]),
    )
    both = chosen(publication, measure=["training", "technology"])
    assert {record.id for record in both} == {record.id for record in (*one, *other)}
    narrowed = chosen(publication, measure=["training", "technology"], panel=["2021-P2"])
    assert {record.id for record in narrowed} == {
        record.id for record in both if record.parent == "2021-P2"
    }


def test_a_panel_that_concluded_in_pillars_selects_their_recommendations(
    publication: Publication,
) -> None:
    panel, pillars = (
        chosen(publication, panel=["2021-P4"]),
        chosen(
            publication, pillar=[pillar.id for pillar in publication.library.pillars_of("2021")]
        ),
    )
    assert panel == pillars
    assert panel


def test_instruments_and_sources_can_be_selected(publication: Publication) -> None:
    assert {record.id for record in chosen(publication, instrument=["cedaw-gr-38"])} == {
        "2021-P1-08"
    }
    assert {
        record.source.document for record in chosen(publication, source=["2022-technology-study"])
    } == {"2022-technology-study"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (),
            "nothing is selected; choose by at least one of --actor, --form, --measure, "
            "--panel, --pillar, --instrument, --source, --conference, --record",
        ),
        (("--actor", "state"), "--actor: 'state' does not exist; allowed: states, legislators"),
        (("--actor", "state"), "did you mean 'states'?"),
        (
            ("--panel", "2021-P9"),
            "--panel: '2021-P9' does not exist; allowed: 2021-P1, 2021-P2, 2021-P3, 2021-P4",
        ),
        (
            ("--actor", "procurement-authorities", "--form", "sexual-exploitation"),
            "no record has all that is selected",
        ),
        (
            ("--actor", "procurement-authorities", "--form", "sexual-exploitation"),
            "--form sexual-exploitation: instead of it the rest leaves forced-labour",
        ),
    ],
)
def test_an_impossible_selection_is_reported_with_possible_values(
    arguments: tuple[str, ...], message: str, publication: Publication
) -> None:
    values = {
        name.removeprefix("--"): [value]
        for name, value in zip(arguments[::2], arguments[1::2], strict=True)
    }
    with pytest.raises(SelectionError) as caught:
        chosen(publication, **values)
    assert message in str(caught.value)


def test_an_impossible_selection_exits_with_2_and_writes_nothing(tmp_path: Path) -> None:
    done = run("--actor", "state", "-o", tmp_path / "x.pdf")
    assert done.returncode == 2
    assert "did you mean 'states'?" in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_a_conference_concluded_can_be_selected(publication: Publication) -> None:
    library = publication.library
    for conference in library.conferences:
        assert chosen(publication, conference=[conference.id]) == [
            record
            for record in library.current_records
            if record in concluded_records(library, conference)
        ]


def test_records_can_be_selected_by_their_identifiers(publication: Publication) -> None:
    wanted = ["2020-report-update-16", "2021-P1-01"]
    records = chosen(publication, record=wanted)
    assert {record.id for record in records} == set(wanted)


def test_a_custom_handout_has_its_own_title_and_the_terms_of_its_records(
    publication: Publication,
) -> None:
    document = publication.custom_handout(
        {"conference": ["2020"], "record": []}, Edition.LARGE_LETTER, "x", "For the first day"
    )
    html = BeautifulSoup(document.html, "html.parser")
    assert html.select_one("h1").get_text() == "For the first day"  # type: ignore[union-attr]
    colophon = html.select_one(".colophon").get_text()  # type: ignore[union-attr]
    assert "2020 Report Update gives no permission to copy." in colophon
    assert "Confronting Demand" not in document.html
    assert f"{SITE_URL}browse/?source=2020" in colophon


@pytest.mark.parametrize("edition", HANDOUT_EDITIONS)
def test_every_edition_of_a_custom_handout_can_be_printed(
    edition: Edition, publication: Publication
) -> None:
    document = publication.custom_handout({"record": ["2021-P1-01", "2021-P1-02"]}, edition, "x")
    assert render_document(document)[1] >= 2


@pytest.mark.parametrize("edition", HANDOUT_EDITIONS)
@pytest.mark.parametrize("title", ["", "For the first day"])
def test_a_single_record_is_printed_on_one_sheet(
    title: str, edition: Edition, single_library: Library
) -> None:
    [record] = single_library.current_records
    builder = DocumentBuilder(single_library, open_words(), Urls(single_library, SITE_URL))
    selection = Selection(Facets(single_library, open_words()), {"record": [record.id]})
    document = build_selection(builder, selection, edition, "x", title)
    pages = render_document(document)[1]
    assert pages == 1 or (edition.is_large and pages == 2)
    html = BeautifulSoup(document.html, "html.parser")
    headings = [heading.get_text() for heading in html.select("h1, h2")]
    assert headings == [
        title or typeset(single_library.title_of(record.parent)),
        typeset(record.title),
    ]
    assert f"{SITE_URL}id/{record.id}/" in html.select_one(".colophon").get_text()  # type: ignore[union-attr]


@pytest.mark.parametrize("edition", HANDOUT_EDITIONS)
@pytest.mark.parametrize("source", ["m" * SOURCE_NAME, "2023-low-wages-" + "w" * 17])
def test_the_longest_identifier_of_a_source_fits_every_column(
    source: str, edition: Edition, tmp_path: Path
) -> None:
    content = shutil.copytree(BASE, tmp_path / "content")
    points = "".join(
        f"""\
  - id: {source}-{number}
    title: Wages {number}
    text: Wages are low.
    nature: finding
    keywords: [wages]
    forms: [all-forms]
    related: [{source}-{other}, 2021-P1-01]
"""
        for number, other in (("001", "999"), ("999", "001"))
    )
    (content / "sources" / f"{source}.yml").write_text(
        f"id: {source}\ntitle: Wages\ntype: Study\nstanding: third-party\n"
        f"source: {{document: {source}, section: Wages}}\nsince: 2020\nchanged: 2021-06-20\n"
        f"points:\n{points}",
        "utf-8",
    )
    publication = open_publication(content, SITE_URL)
    document = publication.custom_handout({"source": [source]}, edition, "wages.pdf", "")
    render_document(document)
