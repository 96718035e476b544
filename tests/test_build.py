"""Commands: results, output and exit status."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guidance.paths import ROOT
from tests.examples import BASE, EMPTY, HERE, content_with_example
from tests.support.commands import SITE_URL, copy_project, run_build, run_in_process
from tests.support.kill_at_each_step import read, write

pytestmark = pytest.mark.slow


def test_check_of_valid_content_succeeds() -> None:
    process = run_build("check", "--content", BASE)
    assert (process.returncode, process.stdout, process.stderr) == (0, "no problems\n", "")


def test_the_real_content_has_no_problem() -> None:
    process = run_build("check")
    assert process.returncode == 0
    assert process.stdout.startswith("no problems") or "no problems, and advice" in process.stderr


def test_check_prints_each_problem_with_its_line_on_stderr_and_fails(
    tmp_path: Path,
) -> None:
    process = run_build(
        "check", "--content", content_with_example(HERE / "bad" / "known-value.yml", tmp_path)
    )
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.splitlines() == [
        *(HERE / "bad" / "known-value.txt").read_text("utf-8").splitlines(),
        "   30 |     actors: [state]",
        "      |              ^ did you mean 'states'?",
        f"      = explained in {SITE_URL}contributing/rules.html#known-value",
        "",
        "1 problem in 1 file(s)",
    ]


def test_check_prints_json_on_stdout(tmp_path: Path) -> None:
    process = run_build(
        "check",
        "--format",
        "json",
        "--content",
        content_with_example(HERE / "bad" / "known-value.yml", tmp_path),
    )
    assert process.returncode == 1
    [problem] = json.loads(process.stdout)
    assert problem["path"] == "content/panels/2021-P1.yml"
    assert (problem["line"], problem["column"]) == (30, 14)
    assert problem["field"] == "takeaways[1].actors[0]"
    assert problem["rule"] == "known-value"


def test_check_prints_escaped_github_annotations_on_stdout(
    tmp_path: Path,
) -> None:
    example = tmp_path / "example.yml"
    example.write_text(
        "# at: people.yml\npeople:\n  - id: ada-north\n    name: Ada\n    '%,:': x\n"
        "  - {id: ben-south, name: Ben}\n",
        "utf-8",
    )
    process = run_build(
        "check", "--format", "github", "--content", content_with_example(example, tmp_path)
    )
    assert (process.returncode, process.stderr) == (1, "")
    assert process.stdout == (
        "::error file=content/people.yml,line=5,col=5,title=Content rule unknown-key::"
        "content/people.yml:5: people[0].%25,:: is not a key that may stand here; "
        "allowed: id, name, sort_by, keywords, asked_as, changed, change_note, erratum"
        f"%0AExplained in {SITE_URL}contributing/rules.html#unknown-key\n"
    )


def test_characters_that_the_terminal_lacks_are_replaced(tmp_path: Path) -> None:
    content = content_with_example(HERE / "bad" / "yaml-syntax--tab.yml", tmp_path)
    command = [sys.executable, str(ROOT / "build.py"), "check", "--content", str(content)]
    process = subprocess.run(
        command,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        text=True,
        encoding="cp1252",
        check=False,
    )
    assert process.returncode == 1
    assert "Traceback" not in process.stderr
    assert "| ?   text: What buyers want." in process.stderr


def test_check_imports_neither_weasyprint_nor_mkdocs() -> None:
    command = [sys.executable, "-X", "importtime", str(ROOT / "build.py"), "check"]
    import_times = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert "guidance.validation.pipeline" in import_times
    assert not re.search(r"\| +(weasyprint|mkdocs|material)\b", import_times)


@pytest.mark.parametrize("command", ["all", "pages"])
def test_invalid_content_fails_without_output_or_traceback(command: str, tmp_path: Path) -> None:
    content = content_with_example(HERE / "bad" / "yaml-syntax--tab.yml", tmp_path)
    target = tmp_path / "out"
    target_option = (target,) if command == "pages" else ("--site-dir", target)
    process = run_build(command, *target_option, "--content", content)
    assert process.returncode == 1
    assert process.stderr.startswith("content/glossary.yml:5:1: file: a tab stands here")
    assert "Traceback" not in process.stderr
    assert not target.exists()


@pytest.mark.parametrize(
    "arguments",
    [["chekc"], ["check", "--formt"], ["check", "--content", "no/such/folder"], ["pages"]],
)
def test_wrong_usage_exits_with_status_2(arguments: list[str]) -> None:
    assert run_build(*arguments).returncode == 2


@pytest.mark.build
def test_all_builds_the_site_of_another_content_folder(tmp_path: Path) -> None:
    process = run_build("all", "--content", BASE, "--site-dir", tmp_path / "site")
    assert process.returncode == 0, process.stderr
    assert (tmp_path / "site" / "id" / "report-01" / "index.html").is_file()
    assert (tmp_path / "site" / "downloads" / "2021" / "report-a4.pdf").is_file()


def test_pages_writes_pages_and_navigation(tmp_path: Path) -> None:
    process = run_build("pages", tmp_path / "pages")
    assert process.returncode == 0, process.stderr
    assert (
        (tmp_path / "pages" / "2021" / "panels" / "1" / "index.md")
        .read_text("utf-8")
        .startswith("---\n")
    )
    assert json.loads((tmp_path / "pages" / "navigation.json").read_text("utf-8"))[0] == {
        "Home": "index.md"
    }


@pytest.mark.build
def test_plain_mkdocs_builds_from_any_folder_and_prints_no_pdf(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["-f", str(ROOT / "mkdocs.yml"), "-d", str(tmp_path / "site")]
    environment = os.environ | {"SITE_URL": "https://nothing-is-printed-for.example.org/"}
    process = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    assert (tmp_path / "site" / "2021" / "panels" / "1" / "index.html").is_file()
    assert not list((tmp_path / "site").rglob("*.pdf"))


@pytest.mark.build
def test_a_handwritten_page_must_not_replace_a_generated_one(tmp_path: Path) -> None:
    copy_project(tmp_path)
    (tmp_path / "docs" / "people").mkdir()
    (tmp_path / "docs" / "people" / "index.md").write_text("# People\n", "utf-8")
    process = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 1
    assert (
        "docs/people/index.md would replace a generated page; rename it"
        in process.stdout + process.stderr
    )
    assert "Traceback" not in process.stderr


SELECTION = ("--content", BASE, "--panel", "2021-P1", "-o")
HOME = {"documents/will.odt": "private", "downloads/manifest.json": "[]"}
WORKING_TREE = {".git/config": "[core]", "CNAME": "x.example", "downloads/manifest.json": "[]"}


@pytest.mark.parametrize("files", [HOME, WORKING_TREE])
def test_all_refuses_a_folder_that_is_no_site_before_it_prints(
    files: dict[str, str], tmp_path: Path
) -> None:
    write(files, tmp_path / "site")
    address = "https://nothing-is-printed-for.example.org/"
    process = run_build("all", "--content", BASE, "--site-dir", tmp_path / "site", SITE_URL=address)
    assert process.returncode == 2
    assert "site holds something else than a built site; name an empty or" in process.stderr
    assert "printed" not in process.stderr
    assert {path.name: read(path) for path in tmp_path.iterdir()} == {"site": files}


def test_plain_mkdocs_refuses_a_folder_that_is_no_site(tmp_path: Path) -> None:
    write(HOME, tmp_path / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    command += ["-f", str(ROOT / "mkdocs.yml"), "-d", str(tmp_path / "site")]
    process = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert process.returncode == 1
    assert "holds something else than a built site" in process.stderr + process.stdout
    assert read(tmp_path / "site") == HOME


def test_pages_does_not_overwrite_a_page_of_someone_else(tmp_path: Path) -> None:
    write({"index.md": "mine", "2021/own.md": "mine"}, tmp_path)
    process = run_build("pages", tmp_path, "--content", BASE)
    assert process.returncode == 2
    assert "holds index.md, which this command did not write" in process.stderr
    assert read(tmp_path) == {"index.md": "mine", "2021/own.md": "mine"}
    (tmp_path / "index.md").unlink()
    for _ in range(2):
        assert run_build("pages", tmp_path, "--content", BASE).returncode == 0
    assert (tmp_path / "2021" / "own.md").read_text("utf-8") == "mine"


def test_a_handout_replaces_no_file_but_a_pdf(tmp_path: Path) -> None:
    output = tmp_path / "notes.pdf"
    output.write_text("notes", "utf-8")
    process = run_build("handout", *SELECTION, output)
    assert process.returncode == 2
    assert f"{output} is no PDF, and stays as it is; name another file" in process.stderr
    assert read(tmp_path) == {"notes.pdf": "notes"}
    for _ in range(2):
        assert run_build("handout", *SELECTION, tmp_path / "x.pdf").returncode == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_a_handout_refuses_a_path_that_is_no_place_for_a_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = tmp_path / "records"
    shutil.copytree(BASE, content)
    (tmp_path / "link").symlink_to(content)
    no_name = "the name of the file is missing, such as mine.pdf"
    in_content = "lies in records/, which holds the records alone; name a file elsewhere"
    messages: dict[str | Path, str] = {
        "": no_name,
        ".pdf": no_name,
        "x.txt": "x.txt does not end in .pdf; name it so, such as x.pdf",
        "people.yml": "people.yml does not end in .pdf; name it so, such as people.pdf",
        "x": "x does not end in .pdf; name it so, such as x.pdf",
        content / "x.pdf": in_content,
        content / "panels" / "new" / "x.pdf": in_content,
        tmp_path / "link" / "x.pdf": in_content,
        ROOT / "content" / "x.pdf": "lies in content/",
    }
    for output, message in messages.items():
        options = ("--content", content, "--panel", "2021-P1", "-o", output)
        refused = run_in_process("handout", *options)
        assert refused.returncode == 2, output
        assert message in refused.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"records", "link"}
    assert not [*tmp_path.rglob("*.pdf")]


def test_a_handout_warns_of_a_placeholder_as_the_address(tmp_path: Path) -> None:
    warning = "The site's address is still the placeholder"
    output = tmp_path / "x.pdf"
    assert warning in run_build("handout", *SELECTION, output, SITE_URL="").stderr
    assert warning not in run_build("handout", *SELECTION, output).stderr


def test_a_worksheet_of_a_selection_is_a_form_or_a_spreadsheet(tmp_path: Path) -> None:
    form, spreadsheet = tmp_path / "x.pdf", tmp_path / "x.xlsx"
    options = ("--title", "Ours", "--worksheet")
    for output in (form, spreadsheet):
        process = run_build("handout", *options, *SELECTION, output)
        assert (process.returncode, process.stderr) == (0, "")
        assert "Ours: worksheet for a national action plan" in process.stdout
    process = run_build("collect", form, spreadsheet, "--content", BASE, "-o", tmp_path / "t.xlsx")
    assert "2 worksheets, 4 rows" in process.stdout
    assert process.stderr == "".join(
        f"{output}: nothing is filled in\n" for output in (form, spreadsheet)
    )


def test_a_worksheet_needs_a_record_that_asks_for_action(tmp_path: Path) -> None:
    options = ("--content", BASE, "--record", "2021-P1-01", "--worksheet")
    for name in ("x.pdf", "x.xlsx"):
        process = run_build("handout", *options, "-o", tmp_path / name)
        assert process.returncode == 2
        assert "no selected record is a recommendation or an obligation" in process.stderr


@pytest.mark.build
def test_withdrawn_records_and_drafts_are_shown_only_at_their_permanent_address(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    shutil.copytree(BASE, content)
    panel = content / "panels" / "2021-P1.yml"
    text = panel.read_text("utf-8").replace(
        "    nature: finding\n",
        "    nature: finding\n    status: withdrawn\n    reason: It was wrong.\n"
        "    replaced_by: [2021-P1-02]\n",
    )
    panel.write_text(text.replace("    related: [2021-P1-01]\n", ""), "utf-8")
    source = content / "sources" / "report.yml"
    source.write_text(source.read_text("utf-8") + "    status: draft\n", "utf-8")
    process = run_build("all", "--content", content, "--site-dir", tmp_path / "site")
    assert process.returncode == 0, process.stderr
    page = (tmp_path / "site" / "id" / "2021-P1-01" / "index.html").read_text("utf-8")
    for words in ("Demand drives the crime.", "It was wrong.", "2021-P1-02", "Withdrawn."):
        assert words in page
    assert "http-equiv" not in page
    assert "Demand drives the crime." not in (
        tmp_path / "site" / "2021" / "panels" / "1" / "index.html"
    ).read_text("utf-8")
    assert "Draft" in (tmp_path / "site" / "id" / "report-01" / "index.html").read_text("utf-8")
    records = json.loads((tmp_path / "site" / "data" / "guidance.json").read_text("utf-8"))[
        "records"
    ]
    assert {record["id"]: record["status"] for record in records} == {
        "2021-P1-01": "withdrawn",
        "2021-P1-02": "current",
        "2021-R1-01": "current",
        "report-01": "draft",
    }


@pytest.mark.build
def test_a_warning_of_mkdocs_fails_the_build(tmp_path: Path) -> None:
    copy_project(tmp_path, EMPTY)
    (tmp_path / "docs" / "contributing" / "index.md").write_text(
        "# Ways in\n\n[lost](nowhere.md)\n", "utf-8"
    )
    process = run_build("all", "--site-dir", tmp_path / "site", project=tmp_path, folder=tmp_path)
    assert process.returncode == 1
    assert "nowhere.md" in process.stderr
    assert not (tmp_path / "site").exists()
