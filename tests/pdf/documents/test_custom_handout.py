"""Custom handouts: the records of a selection, and messages about impossible ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain
from guidance.library.facets import Facets
from guidance.paths import ROOT
from guidance.pdf.documents.custom_handout import Selection, SelectionError
from guidance.publishing.publication import Publication
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


def select(publication: Publication, **values: list[str]) -> list[model.Record]:
    return Selection(Facets(publication.library, publication.words), values).records()


def test_a_custom_handout_has_the_selected_records_numbered_and_a_cover(
    tmp_path: Path, library: Library
) -> None:
    file = tmp_path / "new" / "x.pdf"
    process = run(
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
    assert process.returncode == 0, process.stderr
    text = without_spaces(tagged_text(file))
    actors = {"procurement-authorities", "businesses"}
    expected = [
        record
        for record in library.current_records
        if actors & set(record.actors) and "forced-labour" in record.forms
    ]
    assert [
        record.id for record in library.records if without_spaces(plain(record.text)) in text
    ] == [record.id for record in expected]
    assert all(
        without_spaces(f"{number}. {record.title}") in text
        for number, record in enumerate(expected, 1)
    )
    assert text.startswith(
        without_spaces("Guidance on Demand and Human Trafficking A selection of records")
    )
    cover = text[: text.index(without_spaces(expected[0].title))]
    assert without_spaces("Procurement authorities or Businesses") in cover
    assert without_spaces("Forced labour") in cover
    assert without_spaces(f"{len(expected)} records") in cover
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
        select(publication, measure=["training"]),
        select(publication, measure=["technology"]),
    )
    both = select(publication, measure=["training", "technology"])
    assert {record.id for record in both} == {record.id for record in (*one, *other)}
    both_in_panel = select(publication, measure=["training", "technology"], panel=["2021-P2"])
    assert {record.id for record in both_in_panel} == {
        record.id for record in both if record.parent == "2021-P2"
    }


def test_a_panel_that_concluded_in_pillars_selects_their_recommendations(
    publication: Publication,
) -> None:
    panel, pillars = (
        select(publication, panel=["2021-P4"]),
        select(publication, pillar=[f"2021-R{number}" for number in (1, 2, 3, 4)]),
    )
    assert panel == pillars
    assert len(panel) == 9


def test_instruments_and_sources_can_be_selected(publication: Publication) -> None:
    assert {record.id for record in select(publication, instrument=["cedaw-gr-38"])} == {
        "2021-P1-08"
    }
    assert {
        record.source.document for record in select(publication, source=["2022-technology-study"])
    } == {"2022-technology-study"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (),
            "nothing is selected; choose by at least one of --actor, --form, --measure, "
            "--panel, --pillar, --instrument, --source",
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
        select(publication, **values)
    assert message in str(caught.value)


def test_an_impossible_selection_exits_with_2_and_writes_nothing(tmp_path: Path) -> None:
    process = run("--actor", "state", "-o", tmp_path / "x.pdf")
    assert process.returncode == 2
    assert "did you mean 'states'?" in process.stderr
    assert not list(tmp_path.iterdir())
