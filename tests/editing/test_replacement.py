"""References to one identifier become references to others; all other bytes are kept."""

from __future__ import annotations

import codecs
import shutil
from pathlib import Path

import pytest

from guidance.editing.replacement import (
    ReplaceError,
)
from tests.editing.replacing import NEW_TAKEAWAYS, PANEL, PILLAR, bytes_of, change, replace
from tests.examples import BASE, ODD


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small library with two more takeaways."""
    folder = shutil.copytree(BASE, tmp_path / "content")
    change(folder, PANEL, "conclusions: [2021-R1]\n", NEW_TAKEAWAYS)
    return folder


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("related: [2021-P1-01]", "related: [2021-P1-03, 2021-P1-04]"),
        ("related: ['2021-P1-01']  # why", "related: ['2021-P1-03', '2021-P1-04']  # why"),
        ('related: [ "2021-P1-01" , x ]', 'related: [ "2021-P1-03", "2021-P1-04" , x ]'),
        ("related: [2021-P1-04, 2021-P1-01]", "related: [2021-P1-04, 2021-P1-03]"),
        (
            "related: [2021-P1-01, 2021-P1-04, 2021-P1-03]",
            "related: [2021-P1-04, 2021-P1-03]",
        ),
        (
            "related: [2021-P1-04, 2021-P1-03,  2021-P1-01]",
            "related: [2021-P1-04, 2021-P1-03]",
        ),
        (
            "related: [\n      2021-P1-03,\n      2021-P1-01,\n      2021-P1-04,\n    ]",
            "related: [\n      2021-P1-03,\n      2021-P1-04,\n    ]",
        ),
        (
            "related:\n      # First.\n      - 2021-P1-01  # why\n      # Last.\n      - x",
            "related:\n      # First.\n      - 2021-P1-03  # why\n      - 2021-P1-04\n"
            "      # Last.\n      - x",
        ),
        (
            "related:\n    -   '2021-P1-01'\n    -   x",
            "related:\n    -   '2021-P1-03'\n    -   '2021-P1-04'\n    -   x",
        ),
        (
            "related:\n      - 2021-P1-03\n      - 2021-P1-04\n      - 2021-P1-01  # why",
            "related:\n      - 2021-P1-03\n      - 2021-P1-04\n      # why",
        ),
        (
            "related:\n      - 2021-P1-03\n      - 2021-P1-01\n      - 2021-P1-04",
            "related:\n      - 2021-P1-03\n      - 2021-P1-04",
        ),
    ],
)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_everything_else_is_kept_byte_for_byte(
    before: str, after: str, mark: bytes, end: str, content: Path
) -> None:
    before, after = before.replace("x", "first-treaty"), after.replace("x", "first-treaty")
    change(content, PANEL, "related: [2021-P1-01]", before)
    path = content / PANEL
    path.write_bytes(mark + b"# 2021-P1-01\n\n" + path.read_bytes())
    path.write_bytes(path.read_bytes().rstrip(b"\n").replace(b"\n", end.encode()))
    others, old = bytes_of(content), path.read_bytes()
    replace(content, "2021-P1-01", "2021-P1-03", "2021-P1-04")
    lines, new_lines = (text.replace("\n", end).encode() for text in (before, after))
    assert old.count(lines) == 1
    assert bytes_of(content) == {**others, path: old.replace(lines, new_lines)}


def test_last_line_without_an_end_gets_another_line(content: Path) -> None:
    change(content, PANEL, "conclusions: [2021-R1]\n", "")
    change(content, PILLAR, "panel: 2021-P1\n", "")
    path = content / PANEL
    path.write_text(f"{path.read_text('utf-8')}    related:\n      - 2021-P1-01", "utf-8")
    replace(content, "2021-P1-01", "2021-P1-03", "2021-R1-01")
    assert path.read_text("utf-8").endswith("    related:\n      - 2021-P1-03\n      - 2021-R1-01")


def test_identifier_itself_and_its_own_references_stay(content: Path) -> None:
    replace(content, "2021-P1-02", "2021-P1-03")
    text = (content / PANEL).read_text("utf-8")
    assert text.count("2021-P1-02") == 1
    assert "- id: 2021-P1-02" in text


def test_record_does_not_come_to_refer_to_itself(content: Path) -> None:
    change(
        content,
        PANEL,
        "    title: States train\n",
        "    title: States train\n    related: [2021-P1-01, first-treaty]\n",
    )
    replace(content, "2021-P1-01", "2021-P1-03", "2021-P1-04")
    assert "    related: [2021-P1-04, first-treaty]\n" in (content / PANEL).read_text("utf-8")


@pytest.mark.parametrize(
    "lines",
    [
        "    related: [2021-P1-01]\n",
        "    related:\n      - 2021-P1-01\n",
        "    related: [\n      2021-P1-01,\n    ]\n",
    ],
)
@pytest.mark.parametrize("new", [[], ["2021-P1-02"]])
def test_field_without_a_value_is_taken_out(lines: str, new: list[str], content: Path) -> None:
    change(content, PANEL, "    related: [2021-P1-01]\n", lines)
    before = (content / PANEL).read_text("utf-8")
    replace(content, "2021-P1-01", *new)
    assert (content / PANEL).read_text("utf-8") == before.replace(lines, "")


def test_references_are_taken_out_of_lists(content: Path) -> None:
    change(content, PANEL, "related: [2021-P1-01]", "related: [first-treaty, 2021-P1-01]")
    change(content, PILLAR, "    keywords", "    related: [2021-P1-01, first-treaty]\n    keywords")
    replace(content, "2021-P1-01")
    for path in (PANEL, PILLAR):
        assert "    related: [first-treaty]\n" in (content / path).read_text("utf-8")


def test_comment_in_a_field_is_not_taken_out_with_it(content: Path) -> None:
    change(content, PANEL, "related: [2021-P1-01]", "related: [2021-P1-01]  # why")
    with pytest.raises(ReplaceError, match=r"32:15: takeaways\[1\]\.related\[0\]: would have no"):
        replace(content, "2021-P1-01")


def test_permissions_are_kept(content: Path) -> None:
    (content / PANEL).chmod(0o664)
    replace(content, "2021-P1-01", "2021-P1-03")
    assert (content / PANEL).stat().st_mode & 0o777 == 0o664


def test_only_the_entry_of_the_same_kind_is_replaced(content: Path) -> None:
    change(
        content,
        "glossary.yml",
        "terms:\n",
        "terms:\n  - id: training\n    term: training\n    text: Courses.\n",
    )
    change(content, PANEL, "related: [2021-P1-01]", "related: [training]")
    replace(content, "training", "legislation")
    assert "related: [training]" in (content / PANEL).read_text("utf-8")
    assert "measures: [legislation]" in (content / PILLAR).read_text("utf-8")


def test_organization_takes_the_place_of_another(tmp_path: Path) -> None:
    content = shutil.copytree(ODD, tmp_path / "content")
    change(
        content,
        "organizations.yml",
        "organizations:\n",
        "organizations:\n  - id: new-council\n    name: New Council\n",
    )
    replace(content, "survivors-council", "new-council")
    assert "survivors-council" not in "".join(
        path.read_text("utf-8") for path in content.glob("*/*.yml")
    )
