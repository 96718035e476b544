"""New records: free identifier, explained fields, placeholders; the rest of the file is kept."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance import ContentError, open_library
from guidance.content import model
from guidance.content.introspection import model_in
from guidance.content.layout import FILES, FOLDERS, OPTIONAL_FILES
from guidance.diagnostics.rules import Rule
from guidance.editing.record_kinds import KINDS
from guidance.editing.scaffold import NewRecord, ScaffoldError, scaffold
from tests.examples import BASE, ODD, TODAY
from tests.support.commands import run_build

HOLDERS = {
    "panel": "2021-P1",
    "pillar": "2021-R1",
    "source": "report",
    "conference": "2021",
    "": "",
}
NAMES = {"source": "2022 Study", "conference": "2022"}
VALUES = {
    "nature": "finding",
    "forms": "[all-forms]",
    "measures": "[training]",
    "document": "report",
    "documents": "[report]",
    "standing": "publication",
    "person": "ada-north",
    "panel": "2021-P1",
    "type": "treaty",
    "day": "2021-06-14",
    "edition": "2",
    "number": "2",
    "since": "2021",
    "id": "some-words",
}
TIMES: dict[type[model.Entry], tuple[str, str]] = {model.Conference: ("2022-06-14", "2022-06-16")}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "content")


def begin(content: Path, kind_name: str, name: str = "") -> NewRecord:
    """Begin a record and write its file."""
    holder = HOLDERS[KINDS[kind_name].holder]
    record = scaffold(content, kind_name, TODAY, holder, name or NAMES.get(kind_name, ""))
    record.path.write_bytes(record.text.encode())
    return record


def filled(text: str, kind: type[model.Entry]) -> str:
    """The text with a valid value in place of each placeholder."""
    times = dict(zip(("starts", "ends"), TIMES.get(kind, ("10:00", "11:00")), strict=True))

    def filled_line(line: str) -> str:
        key = line.partition(":")[0].strip(" -")
        return line.replace("[TODO]", VALUES.get(key, "[some words]")).replace(
            "TODO", (VALUES | times).get(key, "Some words.")
        )

    return "\n".join(
        filled_line(line) if not line.lstrip().startswith("#") else line
        for line in text.split("\n")
    )


def problems(content: Path) -> list[tuple[str, str, int]]:
    try:
        open_library(content)
    except ContentError as error:
        return [(problem.path, problem.rule, problem.line) for problem in error.problems]
    return []


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


def test_used_identifier_is_not_reused(content: Path) -> None:
    source = content / "sources" / "report.yml"
    withdrawn = (
        "  - id: report-02\n    title: A\n    text: A.\n    nature: finding\n    keywords: [a]\n"
        "    forms: [all-forms]\n    status: withdrawn\n    reason: A.\n"
    )
    source.write_text(source.read_text("utf-8") + withdrawn, "utf-8")
    assert scaffold(content, "point", TODAY, "report").identifier == "report-03"
    assert scaffold(content, "person", TODAY, name="Ada North").identifier == "ada-north-2"
    assert scaffold(content, "term", TODAY, name="Report").identifier == "report-2"


def test_words_of_texts_and_values_of_lists_are_no_identifiers(content: Path) -> None:
    assert scaffold(content, "term", TODAY, name="training").identifier == "training"
    assert scaffold(content, "person", TODAY, name="Vienna").identifier == "vienna"
    assert scaffold(content, "conference", TODAY, name="2019").identifier == "2019"


def test_second_conference_in_a_year_has_a_letter(content: Path) -> None:
    record = scaffold(content, "conference", TODAY, name="2021b")
    assert (record.identifier, record.path.name) == ("2021b", "2021b.yml")
    assert record.text.startswith("id: 2021b  #")


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


@pytest.mark.parametrize(
    ("kind", "name", "identifier"),
    [
        ("actor", "Trade unions", "trade-unions"),
        ("form", "Organ removal", "organ-removal"),
        ("measure", "Codes of conduct", "codes-of-conduct"),
        ("instrument-type", "Guidelines", "guidelines"),
        ("actor", "Training", "training"),
        ("actor", "States", "states-2"),
    ],
)
def test_value_of_a_closed_list_is_unique_in_its_list(
    kind: str, name: str, identifier: str, content: Path
) -> None:
    assert begin(content, kind, name).identifier == identifier
    assert problems(content) == []


def test_identifier_of_a_source_is_shortened_to_whole_words(content: Path) -> None:
    name = "2023 Fair work in every country of the world: A comparison"
    record = begin(content, "source", name)
    assert record.identifier == "2023-fair-work-in-every-country"
    assert 'title: "Fair work in every country of the world: A comparison"' in record.text
    assert scaffold(content, "source", TODAY, name=name).identifier == "2023-fair-work-in-every-2"


def test_name_of_a_conference_begins_with_its_year(content: Path) -> None:
    record = scaffold(content, "conference", TODAY, name="2023 Fair Work")
    assert record.identifier == "2023"
    assert "title: Fair Work  #" in record.text


def test_conference_names_the_only_document_of_its_year(content: Path) -> None:
    begin(content, "source", "2023 Fair work")
    text = scaffold(content, "conference", TODAY, name="2023").text
    assert "documents: [2023-fair-work]  # The documents that tell of it" in text
    begin(content, "source", "2023 Fair wages")
    assert "documents: [TODO]" in scaffold(content, "conference", TODAY, name="2023").text


def test_quotation_marks_in_a_name_are_kept(content: Path) -> None:
    assert (
        'term: "the \\"good\\" buyer"'
        in scaffold(content, "term", TODAY, name='the "good" buyer').text
    )


def test_namesake_is_pointed_out(content: Path) -> None:
    done = run_build("new", "person", "--name", "Ada North", "--content", content)
    assert done.stdout.splitlines()[2:] == [
        "The same name stands in content/people.yml:2: ada-north; is it the same?",
        "Then delete lines 6 to 12 of content/people.yml again, and use 'ada-north'.",
        "Then: make check",
    ]


def test_commands_after_a_new_conference_work_in_their_order(content: Path) -> None:
    done = run_build("new", "conference", "--name", "2023 Fair Work", "--content", content)
    commands = [
        shlex.split(line.replace("…", f"Words of line {number}"))
        for number, line in enumerate(done.stdout.splitlines())
        if line.startswith("  python build.py ")
    ]
    kinds = [arguments[3] for arguments in commands]
    assert kinds[0] == "source"
    assert kinds.index("person") < kinds.index("panel") < kinds.index("takeaway")
    assert kinds.index("instrument") < kinds.index("pillar") < kinds.index("recommendation")
    for arguments in commands:
        assert run_build(*arguments[2:]).returncode == 0, arguments
    assert {rule for _, rule, _ in problems(content)} == {Rule.PLACEHOLDER}


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
    same = run_build(
        "new", "takeaway", "--panel", "2021-P1", "--from", "2021-P1-02", at := "--content", content
    )
    assert "left out" not in same.stdout
    assert panel.read_text("utf-8").count(whole) == 2
    other = run_build("new", "point", "--source", "report", "--from", "2021-P1-02", at, content)
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


def test_only_conference_need_not_be_named(content: Path) -> None:
    assert scaffold(content, "panel", TODAY).identifier == "2021-P2"


@pytest.mark.parametrize("kind", ["panel", "pillar", "figure", "side-event"])
def test_conference_is_asked_for_where_there_are_several(kind: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        scaffold(ODD, kind, TODAY)
    assert str(caught.value) == (
        f"say to which conference the {kind} belongs: --conference …; "
        "allowed: 2018, 2022, 2022b, 2024"
    )


def test_first_panel_of_a_conference_has_its_document() -> None:
    assert "document: 2018-account" in scaffold(ODD, "panel", TODAY, "2018").text


def test_identifier_in_the_history_is_not_reused(content: Path) -> None:
    def git(*arguments: str) -> None:
        who = (
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@example.org",
            "-c",
            "commit.gpgsign=false",
        )
        subprocess.run(["git", *who, *arguments], cwd=content, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "All")
    panel = content / "panels" / "2021-P1.yml"
    text = panel.read_text("utf-8")
    panel.write_text(text[: text.index("  - id: 2021-P1-02")], "utf-8")
    git("commit", "-qam", "One less")
    assert scaffold(content, "takeaway", TODAY, "2021-P1").identifier == "2021-P1-03"


def test_command_prints_place_and_next_steps(content: Path) -> None:
    done = run_build(
        "new",
        "takeaway",
        "--panel",
        "2021-P1",
        "--name",
        "Buyers: who they are",
        "--content",
        content,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "content/panels/2021-P1.yml:33: takeaway 2021-P1-03",
        "Next: replace each TODO (lines 36, 37, 38, 39); comments after '#' may stay.",
        "Then: make check",
    ]
    assert '    title: "Buyers: who they are"  # A few words' in (
        content / "panels" / "2021-P1.yml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("takeaway", "--panel", "2021-P2"),
            "there is no panel '2021-P2'; allowed: 2021-P1; did you mean '2021-P1'?",
        ),
        (("takeaway",), "say to which panel the takeaway belongs: --panel …; allowed: 2021-P1"),
        (("takeaway", "--pillar", "2021-R1"), "a takeaway takes no --pillar, but --panel"),
        (
            ("source",),
            (
                "say what the source is called, with its year in front: --name '2022 Technology "
                "study'; its file is called after it"
            ),
        ),
        (
            ("source", "--name", "Study of work"),
            (
                "say what the source is called, with its year in front: --name '2022 Technology "
                "study'; its file is called after it"
            ),
        ),
        (
            ("conference", "--name", "2021"),
            "the identifier '2021' is taken; for another conference in that year: --name 2021b",
        ),
    ],
)
def test_impossible_request_exits_with_two_and_advice(
    arguments: tuple[str, ...], said: str, content: Path
) -> None:
    done = run_build("new", *arguments, "--content", content)
    assert done.returncode == 2
    assert done.stderr.endswith(f"Error: {said}\n")
    assert problems(content) == []


def test_unreadable_file_exits_with_its_problem(content: Path) -> None:
    (content / "people.yml").write_text("people:\n\t- id: x\n", "utf-8")
    done = run_build("new", "person", "--content", content)
    assert done.returncode == 1
    assert done.stderr.startswith("content/people.yml:2:1: file: a tab stands here")
