"""New records: explained fields, placeholders; the rest of the file is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance.content import model
from guidance.content.introspection import model_in
from guidance.content.layout import FILES, FOLDERS, OPTIONAL_FILES
from guidance.diagnostics.rules import Rule
from guidance.editing.record_kinds import KINDS
from guidance.editing.scaffold import ScaffoldError, scaffold
from tests.editing.new_records import HOLDERS, NAMES, begin, filled, problems
from tests.examples import TODAY


@pytest.mark.parametrize("name", KINDS)
def test_check_reports_each_placeholder_until_it_is_filled(name: str, content: Path) -> None:
    record = begin(content, name)
    path = f"content/{record.path.relative_to(content).as_posix()}"
    assert bool(record.placeholder_lines) == ("TODO" in record.text)
    assert set(problems(content)) == {
        (path, Rule.PLACEHOLDER, line) for line in record.placeholder_lines
    }
    record.path.write_bytes(filled(record.text, KINDS[name].entry_class).encode())
    assert problems(content) == []


@pytest.mark.parametrize("name", KINDS)
def test_new_record_explains_every_field(name: str, content: Path) -> None:
    record = begin(content, name)
    own = "\n".join(record.text.splitlines()[record.first_line - 1 : record.last_line])
    for field in KINDS[name].entry_class.model_fields:
        assert re.search(rf"^[ #-]*{field}:.*(#|'python build.py new )", own, re.MULTILINE), field


def classes(kind: type[model.Entry]) -> Iterator[type[model.Entry]]:
    yield kind
    for field in kind.model_fields.values():
        if inner := model_in(field.annotation):
            yield from classes(inner)


def test_every_field_of_the_model_has_a_description() -> None:
    kinds = {inner for kind in (*FOLDERS.values(), *FILES.values()) for inner in classes(kind)}
    assert [
        (kind.__name__, name)
        for kind in kinds
        for name, field in kind.model_fields.items()
        if not field.description
    ] == []


LISTED = [name for name, kind in KINDS.items() if kind.list_key and kind.path not in OPTIONAL_FILES]


@pytest.mark.parametrize("name", LISTED)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n# The end.\n"])
def test_other_bytes_of_the_file_are_kept(name: str, ends: str, last: str, content: Path) -> None:
    kind = KINDS[name]
    path = content / kind.path.format(HOLDERS[kind.holder])
    text = (
        "\ufeff# A remark.\n"
        + path.read_text("utf-8")
        .replace("\n  - ", "\n\n  # Before it.\n  -   ")
        .rstrip("\n")
        .replace("\n    ", "\n      ")
        + last
    )
    before = text.replace("\n", ends).encode()
    path.write_bytes(before)
    assert problems(content) == []
    record = begin(content, name)
    lines = path.read_bytes().splitlines(keepends=True)
    entry = lines[record.first_line - 1 : record.last_line]
    assert all(
        line.endswith(ends.encode()) and line.count(b"\r") == (ends == "\r\n") for line in entry
    )
    rest = b"".join([*lines[: record.first_line - 1], *lines[record.last_line :]])
    key = f"{kind.list_key}:{ends}".encode() if kind.list_key.encode() not in before else b""
    assert rest.replace(key, b"", 1) in (before, before + ends.encode())


def test_entry_is_sorted_into_a_sorted_list(content: Path) -> None:
    glossary = content / "glossary.yml"
    terms = "".join(
        f"  - id: {word}\n    term: {word}\n    text: Something.\n"
        for word in ("alpha", "beta", "delta")
    )
    glossary.write_text(f"terms:\n{terms}", "utf-8")
    begin(content, "term", "gamma")
    assert re.findall(r"- id: (\w+)", glossary.read_text("utf-8")) == [
        "alpha",
        "beta",
        "delta",
        "gamma",
    ]
    begin(content, "term", "Beyond")
    assert re.findall(r"- id: (\w+)", glossary.read_text("utf-8")) == [
        "alpha",
        "beta",
        "beyond",
        "delta",
        "gamma",
    ]


def test_first_entry_of_an_empty_list(content: Path) -> None:
    source = content / "sources" / "report.yml"
    text = source.read_text("utf-8")
    source.write_text(
        text[: text.index("points:")] + "points: []  # None yet.\npoints_title: Points\n", "utf-8"
    )
    record = begin(content, "point")
    assert "points:  # None yet.\n  - id: report-01  #" in record.text
    source.write_text(filled(record.text, model.WrittenRecord), "utf-8")
    assert problems(content) == []


def test_list_in_brackets_is_refused(content: Path) -> None:
    (content / "people.yml").write_text(
        "people: [{id: ada-north, name: Ada}, {id: ben-south, name: Ben}]\n", "utf-8"
    )
    with pytest.raises(ScaffoldError, match="stands in brackets"):
        scaffold(content, "person", TODAY)


def test_first_entry_of_an_optional_file_creates_it(content: Path) -> None:
    record = begin(content, "organization", "Union of Workers")
    assert record.text.startswith("organizations:\n  - id: union-of-workers  #")
    assert problems(content) == []
    begin(content, "organization", "Another Union")
    assert problems(content) == []


def test_new_record_inherits_no_date(content: Path) -> None:
    for name, kind in KINDS.items():
        fields = kind.entry_class.model_fields
        record = scaffold(content, name, TODAY, HOLDERS[kind.holder], NAMES.get(name, ""))
        own = "\n".join(record.text.splitlines()[record.first_line - 1 : record.last_line])
        dates = dict(re.findall(r"^ *(since|changed): (\S+)", own, re.MULTILINE))
        since = TODAY.isoformat() if kind.list_key else "TODO"
        expected = {"since": since, "changed": TODAY.isoformat()}
        assert dates == (expected if "since" in fields else {}), name


def test_closed_lists_are_offered(content: Path) -> None:
    text = scaffold(content, "takeaway", TODAY, "2021-P1").text
    assert "forms: [TODO]  # The forms of exploitation it concerns. One of: all-forms," in text
    assert re.search(r"# actors: .* One of: states, law-enforcement\.", text)
    assert re.search(r"# measures: .* One of: legislation, training\.", text)
    assert re.search(r"nature: TODO .* One of: finding, obligation, ", text)
    instrument = scaffold(content, "instrument", TODAY).text
    assert "type: TODO  # What kind of instrument it is, from the vocabulary. One of: treaty." in (
        instrument
    )
    assert "# full_text: …  # The source document that holds its whole text. One of: report." in (
        instrument
    )


def test_recommendation_is_of_that_nature_and_asks_for_measures(content: Path) -> None:
    text = scaffold(content, "recommendation", TODAY, "2021-R1").text
    assert "    nature: recommendation  # Whether it finds, " in text
    assert re.search(
        r"^    measures: \[TODO\] .* One of: legislation, training\.$", text, re.MULTILINE
    )
