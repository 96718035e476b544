"""Filled worksheets become one table, and what cannot be read is named."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from openpyxl import Workbook, load_workbook

from guidance.pdf.rendering.renderer import render_document
from guidance.publishing.publication import open_publication
from tests.examples import BASE
from tests.support.commands import SITE_URL, run_in_process
from tests.support.form_filling import FILLERS, fill_with_pdfium

TAKEAWAY, RECOMMENDATION = "2021-P1-02", "2021-R1-01"
"""The records of the small library that ask for action."""
COLUMNS = [
    "file",
    "country",
    "plan",
    "team",
    "date",
    "record",
    "measures",
    "title",
    "covered",
    "responsible",
    "when",
    "notes",
    "version",
]
ANSWERS = {
    "country": "Česko",
    "plan": "Národní plán",
    "team": "Žofie",
    "date": "2027-03-01",
    f"{TAKEAWAY}-covered": "partly",
    f"{TAKEAWAY}-responsible": "Ministerstvo",
    f"{RECOMMENDATION}-when": "2028",
    f"{RECOMMENDATION}-notes": "=1+1",
}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the blank worksheet of the small library, as a form and as a spreadsheet."""
    folder = tmp_path_factory.mktemp("forms")
    publication = open_publication(BASE, SITE_URL)
    documents = {document.path: document for document in publication.documents()}
    pdf, _ = render_document(documents["downloads/2021/worksheet-a4.pdf"])
    (folder / "blank.pdf").write_bytes(pdf)
    [spreadsheet] = [
        download
        for download in publication.downloads
        if download.path == "downloads/2021/worksheet.xlsx"
    ]
    (folder / "blank.xlsx").write_bytes(spreadsheet.content)
    return folder


def fill_spreadsheet(source: Path, target: Path, answers: Mapping[str, Any]) -> None:
    """Type answers into a spreadsheet, by the names of the form's fields."""
    book = load_workbook(source)
    cells = {row[0].value: row for row in book.worksheets[0].iter_rows()}
    once = {"country": "Country", "plan": "Action plan", "team": "Completed by", "date": "Date"}
    columns = ("covered", "responsible", "when", "notes")
    for name, value in answers.items():
        record, _, answer = name.rpartition("-")
        cell = cells[record][5 + columns.index(answer)] if record else cells[once[name]][1]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a text, even if it looks like a formula
    book.save(target)


def collect(*arguments: str | Path, content: Path = BASE) -> subprocess.CompletedProcess[str]:
    return run_in_process("collect", *arguments, "--content", content)


def rows(table: Path) -> list[dict[str, str]]:
    head, *lines = load_workbook(table).worksheets[0].iter_rows(values_only=True)
    assert [*head] == COLUMNS
    return [
        {name: str(value or "") for name, value in zip(COLUMNS, line, strict=True)}
        for line in lines
    ]


def expected(file: Path) -> list[dict[str, str]]:
    """The rows of a worksheet with the answers, without titles, measures and version."""
    once = {name: ANSWERS[name] for name in ("country", "plan", "team", "date")}
    empty = dict.fromkeys(("covered", "responsible", "when", "notes"), "")
    return [
        {"file": str(file), **once, "record": record, **empty}
        | {
            name.removeprefix(f"{record}-"): value
            for name, value in ANSWERS.items()
            if name.startswith(record)
        }
        for record in (TAKEAWAY, RECOMMENDATION)
    ]


def test_forms_and_spreadsheets_become_rows_of_one_table(forms: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{viewer}.pdf" for viewer in FILLERS]
    for file, fill in zip(files, FILLERS.values(), strict=True):
        fill(forms / "blank.pdf", file, ANSWERS)
    files.append(tmp_path / "calc.xlsx")
    fill_spreadsheet(forms / "blank.xlsx", files[-1], ANSWERS)
    table = tmp_path / "table.xlsx"
    done = collect(*files, "-o", table)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{table}: {len(files)} worksheets, {2 * len(files)} rows\n"
    found = rows(table)
    versions = {row.pop("version") for row in found}
    assert len(versions) == 1
    assert {(row.pop("measures"), row.pop("title")) for row in found} == {
        ("Legislation", "States act"),
        ("Training", "Train officers"),
    }
    assert found == [row for file in files for row in expected(file)]


def test_values_of_spreadsheets_become_text(forms: Path, tmp_path: Path) -> None:
    file, table = tmp_path / "a.xlsx", tmp_path / "table.xlsx"
    answers = {
        f"{TAKEAWAY}-when": datetime.datetime(2027, 5, 1),
        f"{RECOMMENDATION}-when": 2028.0,
        f"{TAKEAWAY}-covered": "Fully ",
        f"{RECOMMENDATION}-covered": "mostly",
    }
    fill_spreadsheet(forms / "blank.xlsx", file, answers)
    done = collect(file, "-o", table)
    assert [(row["when"], row["covered"]) for row in rows(table)] == [
        ("2027-05-01", "fully"),
        ("2028", "mostly"),
    ]
    assert done.returncode == 0
    assert done.stderr == (f"{file}: {RECOMMENDATION}: 'mostly' is none of fully, partly, not\n")


def test_an_answer_that_fits_no_cell_is_cut_and_named(forms: Path, tmp_path: Path) -> None:
    file, table = tmp_path / "long.pdf", tmp_path / "table.xlsx"
    with pikepdf.open(forms / "blank.pdf") as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        fields[f"{TAKEAWAY}-notes"].V = pikepdf.String("ž" * 40_000)
        pdf.save(file)
    done = collect(file, "-o", table)
    name = f"{TAKEAWAY}-notes"
    assert done.stderr == f"{file}: {name}: the answer is cut after 32,767 characters\n"
    assert rows(table)[0]["notes"] == "ž" * 32_767


def unreadable_files(folder: Path, forms: Path) -> dict[str, str]:
    """Files that are no worksheets by their names, each with what is said of it."""
    (folder / "empty.pdf").touch()
    (folder / "notes.txt").write_text("notes", "utf-8")
    (folder / "folder").mkdir()
    (folder / "cut.pdf").write_bytes((forms / "blank.pdf").read_bytes()[:40])
    (folder / "cut.xlsx").write_bytes((forms / "blank.xlsx").read_bytes()[:3000])
    shutil.make_archive(str(folder / "archive"), "zip", BASE)
    book = io.BytesIO()
    Workbook().save(book)
    (folder / "other.xlsx").write_bytes(book.getvalue())
    with pikepdf.open(forms / "blank.pdf") as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "scanned.pdf")
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="name", V="x")
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
        pdf.save(folder / "form.pdf")
        [field] = pdf.Root.AcroForm.Fields
        field.Kids = pikepdf.Array([field])
        pdf.save(folder / "loop.pdf")
    return {
        "empty.pdf": "is empty",
        "notes.txt": "is neither a PDF nor a spreadsheet (.xlsx)",
        "folder": "is a folder; name the files in it",
        "absent.pdf": "does not exist",
        "cut.pdf": "is a damaged PDF; ask for it again",
        "cut.xlsx": "is a damaged spreadsheet; ask for it again",
        "archive.zip": "is neither a PDF nor a spreadsheet (.xlsx)",
        "other.xlsx": "is a spreadsheet, but no worksheet",
        "scanned.pdf": (
            "holds no form of a worksheet; a printed or scanned worksheet cannot be read"
        ),
        "locked.pdf": "needs a password to be opened; ask for a copy without one",
        "form.pdf": "holds a form that is no worksheet",
        "loop.pdf": "is a damaged PDF; ask for it again",
    }


def test_unreadable_files_are_named_and_the_others_collected(forms: Path, tmp_path: Path) -> None:
    messages = unreadable_files(tmp_path, forms)
    good, table = tmp_path / "good.pdf", tmp_path / "table.xlsx"
    fill_with_pdfium(forms / "blank.pdf", good, ANSWERS)
    done = collect(*(tmp_path / name for name in messages), good, "-o", table)
    assert done.returncode == 1
    assert done.stderr == "".join(f"{tmp_path / name}: {text}\n" for name, text in messages.items())
    assert {row["file"] for row in rows(table)} == {str(good)}


def test_nothing_is_written_if_nothing_can_be_read(tmp_path: Path) -> None:
    done = collect(tmp_path / "absent.pdf", "-o", tmp_path / "table.xlsx")
    assert done.returncode == 1
    assert done.stderr.endswith("No worksheet could be read; nothing was written.\n")
    assert [*tmp_path.iterdir()] == []


def test_an_output_that_would_replace_a_worksheet_is_refused(forms: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.xlsx"
    shutil.copy(forms / "blank.xlsx", file)
    (tmp_path / "link.xlsx").symlink_to(file)
    before = file.read_bytes()
    for output in (file, tmp_path / "link.xlsx"):
        done = collect(file, "-o", output)
        assert done.returncode == 2
        assert f"{output} is one of the worksheets; name another file" in done.stderr
        assert file.read_bytes() == before


def test_files_are_needed(tmp_path: Path) -> None:
    assert collect("-o", tmp_path / "table.xlsx").returncode == 2


def test_a_file_that_is_named_twice_is_read_once(forms: Path, tmp_path: Path) -> None:
    done = collect(forms / "blank.pdf", forms / "blank.pdf", "-o", tmp_path / "table.xlsx")
    assert "1 worksheet, 2 rows" in done.stdout
    assert done.stderr == f"{forms / 'blank.pdf'}: nothing is filled in\n"


def test_a_worksheet_of_another_version_of_the_records_says_what_differs(
    forms: Path, tmp_path: Path
) -> None:
    content, file = tmp_path / "content", tmp_path / "old.pdf"
    shutil.copytree(BASE, content)
    fill_with_pdfium(forms / "blank.pdf", file, ANSWERS)
    date = rows_version(file, tmp_path).split()[1]
    panel = content / "panels" / "2021-P1.yml"
    text = panel.read_text("utf-8").replace("States should act.", "States should act now.")
    panel.write_text(
        text.replace("title: States act\n", "title: States act\n    changed: 2026-01-10\n"), "utf-8"
    )
    pillar = content / "recommendations" / "2021-R1.yml"
    pillar.write_text(pillar.read_text("utf-8").replace("-R1-01", "-R1-02"), "utf-8")
    done = collect(file, "-o", tmp_path / "table.xlsx", content=content)
    assert (done.returncode, done.stderr) == (
        0,
        f"{file}: belongs to another version of the records, of {date}; "
        f"changed since: {TAKEAWAY}; no longer asked: {RECOMMENDATION}; not in it: 2021-R1-02\n",
    )
    assert [row["title"] for row in rows(tmp_path / "table.xlsx")] == ["States act", ""]


def rows_version(file: Path, folder: Path) -> str:
    """The version that a worksheet names."""
    collect(file, "-o", folder / "version.xlsx")
    return rows(folder / "version.xlsx")[0]["version"]


def test_a_worksheet_without_a_version_is_named(forms: Path, tmp_path: Path) -> None:
    file = tmp_path / "old.pdf"
    with pikepdf.open(forms / "blank.pdf") as pdf:
        form = pdf.Root.AcroForm
        form.Fields = pikepdf.Array([each for each in form.Fields if each.T != "worksheet"])
        form.Fields[0].V = pikepdf.String("Ísland")
        pdf.save(file)
    done = collect(file, "-o", tmp_path / "table.xlsx")
    assert (done.returncode, done.stderr) == (0, f"{file}: names no version of its records\n")
    assert {row["country"] for row in rows(tmp_path / "table.xlsx")} == {"Ísland"}
