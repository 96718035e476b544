"""Replacements that are refused or fail leave every file as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidance.editing.replacement import (
    ReplaceError,
)
from guidance.output.atomic_write import atomic_write_all
from tests.editing.replacing import NEW_TAKEAWAYS, PANEL, PILLAR, bytes_of, change, replace
from tests.examples import BASE


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small library with two more takeaways."""
    folder = shutil.copytree(BASE, tmp_path / "content")
    change(folder, PANEL, "conclusions: [2021-R1]\n", NEW_TAKEAWAYS)
    return folder


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        (
            "ada-north",
            ("ben-south", "cy-west"),
            [
                "content/panels/2021-P1.yml:12:23: moderators[0].person: "
                "takes one identifier; write the one that fits first"
            ],
        ),
        (
            "ada-north",
            ("2021-P1-01",),
            [
                "content/panels/2021-P1.yml:12:23: moderators[0].person: "
                "cannot refer to '2021-P1-01' (takeaway)"
            ],
        ),
        (
            "2021",
            ("2021b",),
            [
                f"content/{path}:1:5: id: belongs to '2021' by its identifier, which never "
                "changes; create a new one there, and withdraw the records of this one"
                for path in (PANEL, PILLAR, "recommendations/2021-R2.yml")
            ],
        ),
        (
            "ada-north",
            (),
            [
                "content/panels/2021-P1.yml:12:23: moderators[0].person: "
                "would have no value; delete its lines by hand first"
            ],
        ),
        (
            "all-forms",
            (),
            [
                "the check would then report:",
                *(
                    f"content/{path}: {field}.forms: is missing; write 'forms: …' "
                    "(The forms of exploitation it concerns)"
                    for path, field in (
                        (PANEL, "takeaways[0]"),
                        (PANEL, "takeaways[1]"),
                        (PANEL, "takeaways[2]"),
                        (PANEL, "takeaways[3]"),
                        ("sources/report.yml", "points[0]"),
                    )
                ),
            ],
        ),
        (
            "2021-R1",
            ("2021-R2",),
            [
                "the check would then report:",
                "content/panels/2021-P1.yml: conclusions[0]: '2021-R2' names no panel; "
                "write 'panel: 2021-P1' in content/recommendations/2021-R2.yml, or delete it here",
                "content/recommendations/2021-R1.yml: panel: names '2021-P1', whose conclusions "
                "do not list '2021-R1'; add it in content/panels/2021-P1.yml, "
                "or name another panel",
            ],
        ),
        (
            "training",
            ("states",),
            ["'training' is several things: term, measure; name another of the same kind"],
        ),
        ("training", ("training",), ["'training' cannot take its own place"]),
    ],
)
def test_impossible_request_is_refused_before_anything_is_written(
    old: str, new: tuple[str, ...], reasons: list[str], content: Path
) -> None:
    change(content, "people.yml", "people:\n", "people:\n  - id: cy-west\n    name: Cy West\n")
    conference = (content / "conferences" / "2021.yml").read_text("utf-8")
    (content / "conferences" / "2021b.yml").write_text(
        conference.replace('"2021"', "2021b"), "utf-8"
    )
    pillar = (content / PILLAR).read_text("utf-8").replace("2021-R1", "2021-R2")
    (content / "recommendations" / "2021-R2.yml").write_text(
        pillar.replace("panel: 2021-P1\n", "").replace("Train officers", "Train"), "utf-8"
    )
    change(
        content,
        "glossary.yml",
        "terms:\n",
        "terms:\n  - id: training\n    term: training\n    text: Courses.\n",
    )
    before = bytes_of(content)
    with pytest.raises(ReplaceError) as caught:
        replace(content, old, *new)
    assert str(caught.value).splitlines() == reasons
    assert bytes_of(content) == before


def test_failing_write_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yml", tmp_path / "second.yml"
    first.write_text("1")
    second.mkdir()
    with pytest.raises(OSError, match="second"):
        atomic_write_all({first: b"2", second: b"2"})
    assert first.read_text() == "1"
    assert {path.name for path in tmp_path.iterdir()} == {"first.yml", "second.yml"}
