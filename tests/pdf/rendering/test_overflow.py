"""Text that does not fit its pages or its column is an error that names its record."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guidance import Library
from guidance.paths import ROOT
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.printing_problem import PrintingError
from guidance.pdf.rendering.renderer import render_document
from tests.examples import BASE

STYLE = (
    "<style>@page { size: 100mm 100mm; margin: 10mm; } "
    "body { font-family: 'Source Sans 3'; margin: 0 } "
    "h1 { font-size: 10pt; margin: 0 } section { height: 60mm }</style>"
)
ORIGINS = {"one": "content/x.yml:1", "two": "content/x.yml:7", "three": "content/x.yml:13"}


def render(body: str, max_pages: int | None = None) -> None:
    html = f"<html lang=en><title>x</title>{STYLE}<h1>x</h1>{body}"
    render_document(
        PdfDocument(
            "downloads/x.pdf",
            "X",
            "handout",
            html,
            "2021-06-14",
            max_pages=max_pages,
            origins=ORIGINS,
        )
    )


def test_a_document_within_its_pages_and_columns_is_printed() -> None:
    render("<section id=one>short words</section>", max_pages=1)


def test_a_record_beyond_the_last_page_is_reported_with_file_line_and_excess() -> None:
    body = "".join(f"<section id={name}><p>{name}</p></section>" for name in ORIGINS)
    with pytest.raises(PrintingError) as caught:
        render(body, max_pages=2)
    [line] = str(caught.value).splitlines()
    assert line.startswith(
        "content/x.yml:13: three: stands beyond page 2 of downloads/x.pdf, "
        "which has 3 pages and room for 2: about "
    )
    assert "mm too long; shorten its texts" in line


def test_a_record_that_ends_beyond_the_last_page_is_reported() -> None:
    body = (
        "<section id=one></section><section id=two style='height: auto'>"
        + "<p>words and words</p>" * 12
        + "</section>"
    )
    with pytest.raises(PrintingError, match=r"^content/x\.yml:7: two: stands beyond page 1 .*$"):
        render(body, max_pages=1)


@pytest.mark.parametrize(
    "wide",
    [
        "<p style='width: 30mm'>Donaudampfschifffahrtsgesellschaft</p>",
        "<p style='width: 30mm'><b>Donaudampfschifffahrtsgesellschaft</b></p>",
        "<div style='float: left; width: 30mm'>Donaudampfschifffahrtsgesellschaft</div>",
        "<div style='position: absolute; width: 30mm'>Donaudampfschifffahrtsgesellschaft</div>",
        "<table style='width: 30mm; table-layout: fixed'>"
        "<tr><td>Donaudampfschifffahrtsgesellschaft</table>",
    ],
)
def test_a_word_wider_than_its_column_is_reported_with_record_and_excess(wide: str) -> None:
    with pytest.raises(PrintingError) as caught:
        render(f"<div id=one></div><div id=two>{wide}</div>")
    assert str(caught.value).startswith(
        "content/x.yml:7: two: the word 'Donaudampfschifffahrtsgesellschaft' is "
    )
    assert " mm wider than its column in downloads/x.pdf" in str(caught.value)


def test_an_identifier_before_its_heading_is_reported_with_its_own_record() -> None:
    margin = "<p style='width: 3mm; white-space: nowrap'>two</p>"
    with pytest.raises(PrintingError, match=r"^content/x\.yml:7: two: the line 'two' is "):
        render(f"<h2 id=one>One</h2><div>{margin}<h2 id=two>Two</h2></div>")


def test_a_table_wider_than_its_column_is_reported() -> None:
    cells = "<td>Donaudampfschifffahrts<td>gesellschaft"
    table = f"<div style='width: 30mm'><table><tr>{cells}</table></div>"
    with pytest.raises(
        PrintingError, match=r"^content/x\.yml:1: one: a table is \d+\.\d mm wider than its column"
    ):
        render(f"<div id=one>{table}</div>")


def test_the_build_fails_with_file_line_and_record(tmp_path: Path, library: Library) -> None:
    content = tmp_path / "content"
    shutil.copytree(BASE, content)
    pillar = next(content.glob("recommendations/*.yml"))
    lines = pillar.read_text("utf-8").splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if line.strip().startswith("- id:"))
    title = next(
        line_number for line_number in range(number, len(lines)) if "title:" in lines[line_number]
    )
    lines[title] = (
        "    title: "
        + "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenträgerversammlungsort" * 2
        + "\n"
    )
    pillar.write_text("".join(lines), "utf-8")
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "all",
        "--content",
        str(content),
        "--site-dir",
        str(tmp_path / "site"),
        "--format",
        "github",
    ]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    assert process.returncode == 1
    assert (
        f"content/recommendations/{pillar.name}:{number + 1}: 2021-R1-01: the word 'Donaudampf"
        in process.stderr
    )
    assert "mm wider than its column" in process.stderr
    place = f"content/recommendations/{pillar.name}"
    annotation = (
        f"::error file={place},line={number + 1},col=1,title=Printing::{place}:{number + 1}: "
        "2021-R1-01: the "
    )
    assert annotation in process.stdout
    assert "Traceback" not in process.stderr


def test_a_line_that_may_not_wrap_is_quoted_whole() -> None:
    style = "width: 10mm; white-space: nowrap"
    with pytest.raises(
        PrintingError,
        match=r"^content/x\.yml:1: one: the line 'one two three four five' is \d+\.\d mm wider",
    ):
        render(f"<div id=one><p style='{style}'>one two three four five</p></div>")


def test_text_of_an_entry_in_a_list_is_reported_with_that_entry() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    row = f"<tr data-entry=two><td>{word}<tr data-entry=unknown><td>{word}"
    table = f"<table style='width: 30mm; table-layout: fixed'>{row}</table>"
    with pytest.raises(PrintingError) as caught:
        render(f"<div id=one></div>{table}<p style='width: 30mm'>{word}</p>")
    places = {line.split(": the word")[0] for line in str(caught.value).splitlines()}
    assert places == {"content/x.yml:1: one", "content/x.yml:7: two"}
