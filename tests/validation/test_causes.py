"""Causes are reported first, and what follows from them is folded under them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.diagnostics.problem import Problem
from guidance.diagnostics.reporters import REPORTERS, as_github, as_json, as_text
from guidance.diagnostics.rules import Rule
from guidance.validation.pipeline import check_folder
from tests.examples import ODD, TODAY

Change = Callable[[Path], object]
REPORT = "sources/2022-report.yml"
PANEL = "panels/2022-P1.yml"
REFERENCES_TO_PEOPLE = (
    "content/conferences/2022b.yml:8; content/panels/2022-P1.yml:12, 13, 16, 19; "
    "content/panels/2022b-P2.yml:8, 12"
)
REFERENCES_TO_THE_REPORT = (
    "content/conferences/2022.yml:10, 16; content/panels/2022-P1.yml:7, 39; "
    "content/panels/2022-P2.yml:5; content/recommendations/2022-R1.yml:5; "
    "content/recommendations/2022-R2.yml:6"
)


def problems(folder: Path, change: Change, before: Path | None = None) -> list[Problem]:
    """The problems of a changed copy of the odd library, without advice."""
    content = Path(shutil.copytree(ODD, folder / "content"))
    change(content)
    found = check_folder(content, before, TODAY).problems
    return [problem for problem in found if not problem.is_advice]


def report(folder: Path, change: Change, before: Path | None = None) -> list[str]:
    """The report as text, without the lines of the file and the references to the rules."""
    lines = as_text(problems(folder, change, before)).splitlines()
    return [
        line.strip()
        for line in lines
        if line and " | " not in line[:10] and "explained in" not in line and "^" not in line
    ]


def deleted(path: str) -> Change:
    return lambda content: (content / path).unlink()


def moved(path: str, to: str) -> Change:
    return lambda content: (content / path).rename(content / to)


def copied(path: str, to: str) -> Change:
    return lambda content: shutil.copy(content / path, content / to)


def written(path: str, raw: bytes) -> Change:
    return lambda content: (content / path).write_bytes(raw)


def replaced(path: str, old: str, new: str, *, number: int = 1) -> Change:
    def change(content: Path) -> None:
        text = (content / path).read_text("utf-8")
        assert old in text
        (content / path).write_text(text.replace(old, new, number), "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "message", "following"),
    [
        pytest.param(
            deleted("people.yml"),
            "content/people.yml:1:1: file: is missing; create it",
            [f"= 7 references to it: {REFERENCES_TO_PEOPLE}"],
            id="list missing",
        ),
        pytest.param(
            deleted(REPORT),
            "content/sources/2022-report.yml:1:1: file: is missing; "
            "put it back, or correct what refers to it",
            [
                f"= 8 references to it: {REFERENCES_TO_THE_REPORT}; "
                "content/source-hashes/2022-report.txt:1"
            ],
            id="source missing",
        ),
        pytest.param(
            deleted(PANEL),
            "content/panels/2022-P1.yml:1:1: file: is missing; "
            "put it back, or correct what refers to it",
            [
                "= 2 references to it: content/conferences/2022.yml:11; "
                "content/recommendations/2022-R2.yml:17"
            ],
            id="panel missing",
        ),
        pytest.param(
            deleted("conferences/2022.yml"),
            "content/conferences/2022.yml:1:1: file: is missing; "
            "put it back, or correct what refers to it",
            [
                "= 4 problems that follow: content/panels/2022-P1.yml:2; "
                "content/panels/2022-P2.yml:2; content/recommendations/2022-R1.yml:1; "
                "content/recommendations/2022-R2.yml:2"
            ],
            id="conference missing",
        ),
        pytest.param(
            deleted("organizations.yml"),
            "content/organizations.yml:1:1: file: is missing; "
            "put it back, or correct what refers to it",
            [
                "= 3 references to it: content/conferences/2022.yml:14; "
                "content/conferences/2022b.yml:9; content/panels/2022-P1.yml:15"
            ],
            id="optional list missing",
        ),
        pytest.param(
            written("people.yml", b"PK\x03\x04 word/document.xml \xff"),
            "content/people.yml:1:1: file: is a Word document, no text file; "
            "copy its words into a file of a plain text editor, saved with the encoding UTF-8",
            [f"= 7 references to it: {REFERENCES_TO_PEOPLE}"],
            id="list unreadable",
        ),
        pytest.param(
            written(PANEL, b"\xff\xfe\x00"),
            "content/panels/2022-P1.yml:1:1: file: is in UTF-16; "
            "save the file with the encoding UTF-8",
            [
                "= 2 references to it: content/conferences/2022.yml:11; "
                "content/recommendations/2022-R2.yml:17"
            ],
            id="panel in another encoding",
        ),
        pytest.param(
            replaced(PANEL, "title: Work in", "title: Work: in"),
            "content/panels/2022-P1.yml:4:12: file: a colon that ends a key stands within a text; "
            "put the whole text in double quotes",
            [
                "= 2 references to it: content/conferences/2022.yml:11; "
                "content/recommendations/2022-R2.yml:17"
            ],
            id="panel that is no YAML",
        ),
        pytest.param(
            moved("people.yml", "peeple.yml"),
            "content/peeple.yml:1:1: file: has no place here; allowed: people.yml, "
            "organizations.yml, instruments.yml, resources.yml, glossary.yml, vocabulary.yml, "
            "publisher.yml, "
            "conferences/<identifier>.yml, panels/<identifier>.yml, "
            "recommendations/<identifier>.yml, sources/<identifier>.yml; "
            "did you mean 'people.yml'?",
            [
                f"= 7 references to it: {REFERENCES_TO_PEOPLE}",
                "= 1 problem that follows: content/people.yml:1",
            ],
            id="list renamed",
        ),
        pytest.param(
            moved(PANEL, "panels/2022-P1.yml.txt"),
            "content/panels/2022-P1.yml.txt:2:1: file: has no place here; allowed: people.yml, "
            "organizations.yml, instruments.yml, resources.yml, glossary.yml, vocabulary.yml, "
            "publisher.yml, "
            "conferences/<identifier>.yml, panels/<identifier>.yml, "
            "recommendations/<identifier>.yml, sources/<identifier>.yml; "
            "did you mean 'panels/2022-P1.yml'?",
            [
                "= 2 references to it: content/conferences/2022.yml:11; "
                "content/recommendations/2022-R2.yml:17"
            ],
            id="panel with another ending",
        ),
        pytest.param(
            moved(REPORT, "sources/2022-raport.yml"),
            "content/sources/2022-raport.yml:2:5: id: is '2022-report', "
            "but the file is called '2022-raport.yml'; "
            "allowed: '2022-raport' here, or the file name '2022-report.yml'",
            [],
            id="source renamed",
        ),
        pytest.param(
            replaced(REPORT, "id: 2022-report", "id: 2022-raport"),
            "content/sources/2022-report.yml:2:5: id: is '2022-raport', "
            "but the file is called '2022-report.yml'; "
            "allowed: '2022-report' here, or the file name '2022-raport.yml'",
            [
                f"= 8 references to it: {REFERENCES_TO_THE_REPORT}; "
                "content/sources/2022-report.yml:16"
            ],
            id="identifier of a file misspelt",
        ),
        pytest.param(
            replaced("people.yml", "id: ada-north", "id: ada-nort"),
            "content/people.yml:2:9: people[0].id: 'ada-nort' is named nowhere, but 3 references "
            "name 'ada-north', which does not exist; one of the two is misspelt; "
            "did you mean 'ada-north'?",
            [
                "= 3 references to it: content/conferences/2022b.yml:8; "
                "content/panels/2022-P1.yml:12; content/panels/2022b-P2.yml:12"
            ],
            id="identifier of a person misspelt",
        ),
        pytest.param(
            replaced("people.yml", "id: ada-north", "id: \u0430da-north"),
            "content/people.yml:2:9: people[0].id: '\u0430da-north' holds the letter '\u0430' "
            "(U+0430, cyrillic small letter a) in the place of 'a'; did you mean 'ada-north'?",
            [
                "= 3 references to it: content/conferences/2022b.yml:8; "
                "content/panels/2022-P1.yml:12; content/panels/2022b-P2.yml:12"
            ],
            id="identifier with a letter of another alphabet",
        ),
        pytest.param(
            replaced(PANEL, "[businesses]", "[busines]", number=2),
            "content/panels/2022-P1.yml:29:14: takeaways[0].actors[0]: 'busines' does not exist; "
            "allowed: businesses, civil-society, states; did you mean 'businesses'?",
            ["= 1 more reference to it: content/panels/2022-P1.yml:37"],
            id="value misspelt twice",
        ),
        pytest.param(
            replaced("vocabulary.yml", "actors:", "actor:"),
            "content/vocabulary.yml:6:1: actor: is not a key that may stand here; allowed: "
            "natures, actors, forms, measures, instrument_types; did you mean 'actors'?",
            [
                "= 7 references to it: content/panels/2022-P1.yml:29, 37; "
                "content/recommendations/2022-R1.yml:15; content/recommendations/2024-R1.yml:14; "
                "content/sources/2018-account.yml:27; content/sources/2019-declaration.yml:24"
            ],
            id="key of a list misspelt",
        ),
        pytest.param(
            copied(PANEL, "panels/2022-P1 (1).yml"),
            "content/panels/2022-P1 (1).yml:2:5: id: is '2022-P1', which is that of "
            "content/panels/2022-P1.yml; delete this file if it is a copy",
            ["= 2 problems that follow: content/panels/2022-P1 (1).yml:18, 23"],
            id="copy of a file",
        ),
    ],
)
def test_one_cause_is_one_problem(
    change: Change, message: str, following: list[str], tmp_path: Path
) -> None:
    assert report(tmp_path, change)[:-1] == [message, *following]


def test_a_removed_record_is_the_cause_of_what_refers_to_it(tmp_path: Path) -> None:
    def change(content: Path) -> None:
        text = (content / PANEL).read_text("utf-8")
        start, end = text.index("  - id: 2022-P1-01"), text.index("  - id: 2022-P1-02")
        (content / PANEL).write_text(text[:start] + text[end:], "utf-8")

    assert report(tmp_path, change, before=ODD) == [
        "content/panels/2022-P1.yml:1:1: file: '2022-P1-01' stood here and is gone, "
        "but others cite it; put it back, with 'status: withdrawn' and a 'reason' where it no "
        "longer holds",
        "= 4 references to it: content/panels/2022-P1.yml:30, 44, 51; "
        "content/recommendations/2022-R2.yml:17",
        "1 problem, and 4 that follow, in 1 file(s)",
    ]


def test_a_file_removed_with_its_records_is_the_cause_of_what_refers_to_it(tmp_path: Path) -> None:
    assert report(tmp_path, deleted(PANEL), before=ODD) == [
        "content/panels/2022-P1.yml:1:1: file: stood here with 2022-P1-01, 2022-P1-02 and "
        "2022-P1-03 and is gone, but others cite them; put the file back, with "
        "'status: withdrawn' and a 'reason' where a record no longer holds",
        "= 2 references to it: content/conferences/2022.yml:11; "
        "content/recommendations/2022-R2.yml:17",
        "1 problem, and 2 that follow, in 1 file(s)",
    ]


def test_a_changed_identifier_is_the_cause_of_what_refers_to_the_former_one(tmp_path: Path) -> None:
    [problem] = problems(tmp_path, replaced(PANEL, "id: 2022-P1-01", "id: 2022-P1-05"), before=ODD)
    assert problem.rule is Rule.KEPT_RECORD
    assert {each.rule for each in problem.consequences} >= {Rule.KNOWN_IDENTIFIER}


def test_causes_stand_before_other_problems_in_every_format(tmp_path: Path) -> None:
    def change(content: Path) -> None:
        replaced("conferences/2022.yml", "starts: 2022-05", "starts: May")(content)
        deleted("people.yml")(content)

    found = problems(tmp_path, change)
    paths = ["content/people.yml", "content/conferences/2022.yml"]
    assert [problem.path for problem in found] == paths
    assert [each["path"] for each in json.loads(as_json(found))] == paths
    for reporter in REPORTERS.values():
        text = reporter(found, "")
        assert 0 <= text.index(paths[0]) < text.index("starts")


def test_json_holds_each_consequence_in_full(tmp_path: Path) -> None:
    [cause] = json.loads(as_json(problems(tmp_path, deleted("people.yml"))))
    assert len(cause["consequences"]) == 7
    assert cause["consequences"][0] == {
        "path": "content/conferences/2022b.yml",
        "line": 8,
        "column": 14,
        "field": "participants[0].person",
        "message": "'ada-north' cannot be looked up in content/people.yml",
        "rule": "known-identifier",
        "severity": "problem",
        "quoted": (
            "  - {person: ada-north, honorific: Minister, role: Minister of Labour, "
            "country: Austria}"
        ),
        "explained": "docs/contributing/rules.md#known-identifier",
    }


def test_one_annotation_names_the_cause_and_the_places(tmp_path: Path) -> None:
    text = as_github(problems(tmp_path, deleted("people.yml")))
    assert text.startswith("::error file=content/people.yml,line=1,col=1,")
    assert text.count("::error") == 1
    assert f"%0A7 references to it: {REFERENCES_TO_PEOPLE}%0AExplained in" in text
