"""New records that take the fields of another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guidance.editing.record_kinds import KINDS
from guidance.editing.scaffold import ScaffoldError, scaffold
from tests.editing.new_records import HOLDERS, problems
from tests.examples import TODAY
from tests.support.commands import run_in_process


def test_copy_of_a_record_has_its_fields_but_not_its_life(content: Path) -> None:
    pillar = content / "recommendations" / "2021-R1.yml"
    life = (
        "    since: 2021-06-15\n    changed: 2021-06-20\n    change_note: Shorter.\n"
        "    reviewed: {date: 2021-06-20, role: editor}\n    status: withdrawn\n"
        "    reason: It moved.\n    replaced_by:\n      - 2021-P1-01\n"
    )
    fields = (
        "    text: |\n      States should train officers.\n\n      They should do so soon.\n"
        "    nature: recommendation\n    keywords:\n      - training  # a word\n"
    )
    text = pillar.read_text("utf-8").replace("    text: States should train officers.\n", life)
    text = text.replace("source: {document: report}", "source:\n  document: report\n  pages: 5")
    pillar.write_text(
        text.replace("    nature: recommendation\n    keywords: [training]\n", fields), "utf-8"
    )
    assert problems(content) == []
    record = scaffold(
        content, "takeaway", TODAY, "2021-P1", name="Train: soon", copied="2021-R1-01"
    )
    record.path.write_text(record.text, "utf-8")
    assert problems(content) == []
    own = record.text.splitlines()[record.first_line - 1 : record.last_line]
    assert "\n".join([*own, ""]) == (
        f'  - id: 2021-P1-03\n    title: "Train: soon"\n{fields}    forms: [forced-labour]\n'
        "    actors: [states]\n    measures: [training]\n"
        "    source:\n      document: report\n      pages: 5\n"
        "    since: 2026-11-26\n    changed: 2026-11-26\n"
    )


def test_copy_in_another_file_is_no_part_and_may_replace_the_original(content: Path) -> None:
    panel = content / "panels" / "2021-P1.yml"
    whole = "    part_of: 2021-P1-01\n"
    panel.write_text(panel.read_text("utf-8").replace("    nature: rec", f"{whole}    nature: rec"))
    same = run_in_process(
        "new", "takeaway", "--panel", "2021-P1", "--from", "2021-P1-02", at := "--content", content
    )
    assert "left out" not in same.stdout
    assert panel.read_text("utf-8").count(whole) == 2
    other = run_in_process(
        "new", "point", "--source", "report", "--from", "2021-P1-02", at, content
    )
    assert other.stdout.splitlines()[1:] == [
        "'part_of: 2021-P1-01' is left out: parts stand in one file.",
        "Next: change what differs from 2021-P1-02.",
        "Then, if it takes the place of 2021-P1-02:",
        f"  python build.py replace 2021-P1-02 report-02 --content {content}",
        "      if several do, once they are all there: name one after another",
        "Then: make check",
    ]
    assert "part_of" not in (content / "sources" / "report.yml").read_text("utf-8")


def test_recommendation_is_of_that_nature_and_asks_for_measures(content: Path) -> None:
    text = scaffold(content, "recommendation", TODAY, "2021-R1").text
    assert "    nature: recommendation  # Whether it finds, " in text
    assert re.search(
        r"^    measures: \[TODO\] .* One of: legislation, training\.$", text, re.MULTILINE
    )


def test_copy_in_the_same_file_inherits_its_place(content: Path) -> None:
    text = scaffold(content, "recommendation", TODAY, "2021-R1", copied="2021-R1-01").text
    assert text.count("source:") == 1


@pytest.mark.parametrize(
    ("kind", "copied", "said"),
    [
        ("person", "2021-P1-01", "a person takes no --from; allowed: takeaway, recommendation, "),
        ("takeaway", "2021-P1-11", "there is no record '2021-P1-11'; did you mean '2021-P1-0"),
    ],
)
def test_impossible_copy_is_refused(kind: str, copied: str, said: str, content: Path) -> None:
    with pytest.raises(ScaffoldError) as caught:
        scaffold(content, kind, TODAY, HOLDERS[KINDS[kind].holder], copied=copied)
    assert str(caught.value).startswith(said)
