"""Conformance of PDFs to PDF/UA and PDF/A, by veraPDF and by additional checks."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.support.pdf_reader import annotations_in, child_elements, elements, marked_content
from tests.support.verapdf import PDF_A, PDF_UA, violations

FILLABLE = {"worksheet"}
"""The kinds of documents with form fields, which PDF/A does not allow."""
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BREAKS = {
    "language": "PDFUA-1 7.2-",
    "title": "PDFUA-1 7.1-9",
    "description": "PDFUA-1 7.18.1-2",
    "claim": "PDFUA-1 5-1",
    "colours": "PDFA-2A 6.2.4.3-2",
    "printed": "PDFA-2A 6.3.2-2",
}
"""Parts that are removed from a conforming file, each with the rule that veraPDF must report."""


@pytest.fixture(scope="module")
def kinds(site: Path) -> dict[Path, str]:
    """The kind of every PDF of the site."""
    manifest = json.loads((site / "downloads" / "manifest.json").read_text("utf-8"))
    return {
        site / entry["path"]: entry["kind"] for entry in manifest if entry["path"].endswith(".pdf")
    }


@pytest.fixture(scope="module")
def nonconforming_files(
    kinds: dict[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Copies of a file of the site that break one rule each."""
    conforming = min(
        (file for file, kind in kinds.items() if kind == "handout"),
        key=lambda file: file.stat().st_size,
    )
    folder = tmp_path_factory.mktemp("broken")
    for name in BREAKS:
        with pikepdf.open(conforming) as pdf:
            _remove(pdf, name)
            pdf.save(folder / f"{name}.pdf")
    return {name: folder / f"{name}.pdf" for name in BREAKS}


def _remove(pdf: pikepdf.Pdf, what: str) -> None:
    link = pdf.pages[0].Annots[0]
    metadata = pdf.Root.Metadata.read_bytes()
    match what:
        case "language":
            del pdf.Root.Lang
        case "title":
            pdf.Root.Metadata.write(metadata.replace(b"dc:title", b"dc:rights"))
        case "description":
            del link.Contents
        case "claim":
            pdf.Root.Metadata.write(metadata.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))
        case "colours":
            del pdf.Root.OutputIntents
        case "printed":
            link.F = 2


@pytest.fixture(scope="module")
def validated(kinds: dict[Path, str]) -> dict[Path, str]:
    """The files that veraPDF reads, which takes half a second each, with their kinds.

    All on A4, and of each kind the largest on Letter: the two differ in the size of their pages.
    """
    letter = {file for file in kinds if file.stem.endswith("-letter")}
    assert letter
    largest = {
        max((file for file in letter if kinds[file] == kind), key=lambda file: file.stat().st_size)
        for kind in set(kinds.values())
    }
    return {file: kind for file, kind in kinds.items() if file in largest or file not in letter}


@pytest.fixture(scope="module")
def verdicts(
    validated: dict[Path, str], nonconforming_files: dict[str, Path]
) -> dict[Path, list[str]]:
    """The problems that veraPDF reports in each file, from a single run."""
    profiles = {
        file: [PDF_UA] if kind in FILLABLE else [PDF_UA, PDF_A] for file, kind in validated.items()
    }
    return violations(profiles | {file: [PDF_UA, PDF_A] for file in nonconforming_files.values()})


@pytest.fixture(scope="module")
def files(kinds: dict[Path, str]) -> Iterator[dict[str, pikepdf.Pdf]]:
    """Every PDF of the site, opened, by file name."""
    pdfs = {file.name: pikepdf.open(file) for file in kinds}
    yield pdfs
    for pdf in pdfs.values():
        pdf.close()


def test_verapdf_reports_no_problem_in_any_file(
    verdicts: dict[Path, list[str]], validated: dict[Path, str]
) -> None:
    assert {file.name: verdicts[file] for file in validated if verdicts[file]} == {}


@pytest.mark.parametrize(("what", "rule"), BREAKS.items())
def test_verapdf_reports_what_was_removed(
    what: str, rule: str, verdicts: dict[Path, list[str]], nonconforming_files: dict[str, Path]
) -> None:
    assert any(problem.startswith(rule) for problem in verdicts[nonconforming_files[what]]), (
        verdicts[nonconforming_files[what]]
    )


def test_every_file_declares_conformance_title_and_language(
    files: dict[str, pikepdf.Pdf], kinds: dict[Path, str]
) -> None:
    for file, kind in kinds.items():
        pdf = files[file.name]
        with pdf.open_metadata() as metadata:
            assert (
                metadata["pdfuaid:part"],
                metadata.get("pdfaid:part"),
                metadata.get("pdfaid:conformance"),
            ) == (("1", None, None) if kind in FILLABLE else ("1", "2", "A"))
            assert metadata["dc:title"] == str(pdf.docinfo.Title)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert all(page.Tabs == "/S" for page in pdf.pages)


def test_heading_levels_have_no_gaps(files: dict[str, pikepdf.Pdf]) -> None:
    for name, pdf in files.items():
        levels = [int(str(heading.S)[2:]) for heading in elements(pdf, *HEADINGS)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), name


def test_every_file_has_bookmarks_with_titles(
    files: dict[str, pikepdf.Pdf],
) -> None:
    for name, pdf in files.items():
        with pdf.open_outline() as bookmarks:
            titles = [bookmark.title for bookmark in bookmarks.root]
        assert titles, name
        assert all(titles), name


def test_list_items_have_a_body(files: dict[str, pikepdf.Pdf]) -> None:
    for name, pdf in files.items():
        for each in elements(pdf, "L"):
            assert {str(part.S) for part in child_elements(each)} <= {"/LI", "/Caption"}, name
        for point in elements(pdf, "LI"):
            assert [str(part.S) for part in child_elements(point)] in (
                ["/LBody"],
                ["/Lbl", "/LBody"],
            ), name
        for line in elements(pdf, "TOC"):
            assert {str(part.S) for part in child_elements(line)} == {"/TOCI"}, name


def test_header_cells_have_a_scope_and_cells_refer_to_their_headers(
    files: dict[str, pikepdf.Pdf],
) -> None:
    for name, pdf in files.items():
        heads = {str(cell.ID): cell for cell in elements(pdf, "TH")}
        assert all(cell.A.Scope in ("/Row", "/Column") for cell in heads.values()), name
        for table in elements(pdf, "Table"):
            assert list(elements(table, "TH")), name
            for cell in elements(table, "TD"):
                assert {str(header) for header in cell.A.Headers} <= set(heads), name


def annotations_of(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """The annotations of a subtype on all pages."""
    return [
        each
        for page in pdf.pages
        if "/Annots" in page
        for each in page.Annots
        if each.Subtype == kind
    ]


def names_in(tree: Any) -> set[str]:
    """The names in a name tree, if there is one."""
    return {str(name) for name in list(tree.Names)[::2]} if tree else set()


def test_links_have_a_description_and_the_print_flag(files: dict[str, pikepdf.Pdf]) -> None:
    for name, pdf in files.items():
        anchors = names_in(pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests"))
        annotations = [
            annotation for link in elements(pdf, "Link") for annotation in annotations_in(link)
        ]
        assert len(annotations) == len(annotations_of(pdf, "/Link")), name
        for each in annotations:
            assert str(each.get("/Contents", "")).strip(), name
            assert str(each.Contents) not in anchors, name
            assert each.F == 4, name


def test_figures_have_alternative_text(files: dict[str, pikepdf.Pdf]) -> None:
    for name, pdf in files.items():
        assert all(str(figure.get("/Alt", "")).strip() for figure in elements(pdf, "Figure")), name


def test_notes_have_unique_identifiers(files: dict[str, pikepdf.Pdf]) -> None:
    for name, pdf in files.items():
        names = [str(element.ID) for element in elements(pdf) if "/ID" in element]
        assert len(names) == len(set(names)), name
        assert all("/ID" in note for note in elements(pdf, "Note")), name
        assert set(names) == names_in(pdf.Root.StructTreeRoot.get("/IDTree")), name


def test_form_fields_have_unique_descriptions(files: dict[str, pikepdf.Pdf]) -> None:
    for name, pdf in files.items():
        fields = annotations_of(pdf, "/Widget")
        assert len(fields) == sum(len(annotations_in(field)) for field in elements(pdf, "Form")), (
            name
        )
        assert all(str(field.get("/TU", "")).strip() for field in fields), name
        assert len({str(field.TU) for field in fields}) == len(fields), name


def test_all_content_is_tagged_or_an_artifact(files: dict[str, pikepdf.Pdf]) -> None:
    for name, pdf in files.items():
        marks_in_tags = {
            (page.objgen, mark)
            for element in elements(pdf)
            for page, mark in marked_content(element)
        }
        marks_on_pages = {
            (page.objgen, mark) for page in pdf.pages for mark in _marks_on(pdf, page, name)
        }
        assert marks_in_tags == marks_on_pages, name


DRAWING_OPERATORS = {
    "Tj",
    "TJ",
    "'",
    '"',
    "f",
    "F",
    "f*",
    "S",
    "s",
    "B",
    "B*",
    "b",
    "b*",
    "sh",
    "Do",
    "EI",
    "INLINE IMAGE",
}


def _marks_on(pdf: pikepdf.Pdf, page: pikepdf.Page, name: str) -> Iterator[int]:
    """The marks of the content of a page; content outside of marks fails the test."""
    open_marks: list[str] = []
    for command in pikepdf.parse_content_stream(page):
        operator = str(command.operator)
        if operator in ("BDC", "BMC"):
            open_marks.append(str(command.operands[0]))
            if operator == "BDC" and "/MCID" in command.operands[1]:
                yield int(command.operands[1].MCID)
        elif operator == "EMC":
            open_marks.pop()
        elif operator in DRAWING_OPERATORS:
            assert open_marks, f"{name}: {operator} outside any tag"
    assert not open_marks
