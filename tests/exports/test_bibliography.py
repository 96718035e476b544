"""Citations in the formats of reference managers, read back by other libraries."""

from __future__ import annotations

import codecs
import json
import warnings
from pathlib import Path
from typing import Any

import latexcodec  # noqa: F401 -- registers the codec of TeX
import pytest
import rispy
from jsonschema import Draft7Validator
from pybtex.database import BibliographyData, parse_string

from guidance import Library
from guidance.content.markdown import typeset
from guidance.exports.bibliography import FORMATS
from guidance.library.citations import Citation, Citations
from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from tests.support.commands import SITE_URL

PROJECT = "Guidance on Demand and Human Trafficking"
OFFICE = (
    "OSCE Office of the Special Representative and Co-ordinator "
    "for Combating Trafficking in Human Beings"
)
_UNKNOWN_TO_THE_CODEC = {
    r"\textquoteleft": "‘",
    r"\textquoteright": "’",
    r"\textquotedblleft": "“",
    r"\textquotedblright": "”",
    r"\textellipsis": "…",
}


@pytest.fixture(scope="module")
def bibtex(site: Path) -> BibliographyData:
    return parse_string((site / "data" / "citations.bib").read_text("ascii"), "bibtex")


@pytest.fixture(scope="module")
def ris(site: Path) -> list[dict[str, Any]]:
    return list(rispy.loads((site / "data" / "citations.ris").read_text("utf-8")))


@pytest.fixture(scope="module")
def csl(site: Path) -> list[dict[str, Any]]:
    return list(json.loads((site / "data" / "citations.json").read_text("utf-8")))


def expected_ids(library: Library) -> list[str]:
    return [
        *(conference.id for conference in library.conferences),
        *(record.id for record in library.records),
    ]


def without_tex(text: str) -> str:
    """Convert TeX commands to the characters that TeX prints for them."""
    for macro, sign in _UNKNOWN_TO_THE_CODEC.items():
        text = text.replace(f"{{{macro}}}", sign)
    decoded, _ = codecs.lookup("ulatex").decode(text)  # type: ignore[arg-type]
    return decoded.replace("{", "").replace("}", "").replace("\\$", "$")


def test_each_format_has_one_entry_for_each_record_and_report(
    library: Library, bibtex: BibliographyData, ris: list[dict[str, Any]], csl: list[dict[str, Any]]
) -> None:
    assert (
        list(bibtex.entries)
        == [entry["id"] for entry in ris]
        == [entry["id"] for entry in csl]
        == expected_ids(library)
    )


def test_bibtex_has_the_fields_of_the_records(
    library: Library, bibtex: BibliographyData, citations: dict[str, Citation]
) -> None:
    for record in library.records:
        entry = bibtex.entries[record.id]
        assert entry.type == "misc"
        assert [str(person) for person in entry.persons["author"]] == [f"{{{PROJECT}}}"]
        assert without_tex(entry.fields["title"]) == typeset(record.title)
        assert entry.fields["url"] == f"{SITE_URL}id/{record.id}/"
        assert entry.fields["number"] == record.id
        assert entry.fields["date"] == record.changed.isoformat()
        assert entry.fields["year"] == str(record.changed.year)
        assert without_tex(entry.fields["keywords"]) == typeset(", ".join(record.keywords))
        assert without_tex(entry.fields["note"]) == citations[record.id].note
    report = bibtex.entries["2021"]
    assert (report.type, report.fields["institution"]) == ("techreport", PROJECT)


def test_ris_has_the_fields_of_the_records(
    library: Library, ris: list[dict[str, Any]], citations: dict[str, Citation]
) -> None:
    entries = {entry["id"]: entry for entry in ris}
    assert entries["2021"]["type_of_reference"] == "RPRT"
    for record in library.records:
        assert entries[record.id] == {
            "type_of_reference": "ELEC",
            "id": record.id,
            "authors": [PROJECT],
            "title": typeset(record.title),
            "year": str(record.changed.year),
            "date": record.changed.isoformat().replace("-", "/"),
            "urls": [f"{SITE_URL}id/{record.id}/"],
            "notes": [citations[record.id].note],
            "keywords": [typeset(keyword) for keyword in record.keywords],
            "language": "en",
        }


def test_ris_has_one_line_for_each_field(site: Path) -> None:
    lines = (site / "data" / "citations.ris").read_bytes().decode().split("\r\n")
    assert lines.pop() == ""
    assert [line for line in lines if "\n" in line or line[2:6] != "  - "] == []


def test_csl_matches_its_schema_and_has_the_fields_of_the_records(
    library: Library, csl: list[dict[str, Any]], citations: dict[str, Citation]
) -> None:
    schema = json.loads((ROOT / "tests" / "data" / "csl-data.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(csl)] == []
    entries = {entry["id"]: entry for entry in csl}
    assert entries["2021"]["type"] == "report"
    for record in library.records:
        entry = entries[record.id]
        assert entry["type"] == "webpage"
        assert entry["title"] == typeset(record.title)
        assert entry["author"] == [{"literal": PROJECT}]
        assert entry["URL"] == f"{SITE_URL}id/{record.id}/"
        assert entry["issued"] == {
            "date-parts": [[record.changed.year, record.changed.month, record.changed.day]]
        }
        assert entry["note"] == citations[record.id].note
    assert entries["2021-P1-01"]["original-author"] == [{"literal": OFFICE}]
    assert entries["2022-technology-study-01"]["original-date"] == {"date-parts": [[2022, 2, 15]]}
    assert "original-date" not in entries["2014-joining-forces-01"]


def test_citation_processor_formats_csl(csl: list[dict[str, Any]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation as Cited
        from citeproc import (
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        references = CitationStylesBibliography(style, CiteProcJSON(csl), formatter.plain)
        references.register(Cited([CitationItem("2021-P2-03")]))
        (reference,) = map(str, references.bibliography())
    assert reference == (
        f"{PROJECT} (2026) Fragmentation undermines fairness in the economy. "
        f"Available at: {SITE_URL}id/2021-P2-03/."
    )


def test_special_characters_of_tex_are_escaped(publication: Publication) -> None:
    title = "75% of R&D: $5 #1 a_b ~c ^d {e} \\f Tóth’s café “Łódź” 20 °C – Š…"
    all_citations = Citations(publication.library, publication.words, publication.urls)
    record = publication.library.records[0].model_copy(update={"title": title})
    bibtex = FORMATS["bib"]([all_citations.of_record(record)])
    assert bibtex.isascii()
    line = next(line for line in bibtex.splitlines() if line.strip().startswith("title"))
    assert line.strip() == (
        r"title = {{75{\%} of R{\&}D: {\$}5 {\#}1 a{\_}b {\textasciitilde}c {\textasciicircum}d "
        r"{\textbraceleft}e{\textbraceright} {\textbackslash}f "
        r"T{\'o}th{\textquoteright}s caf{\'e} "
        r"{\textquotedblleft}{\L}{\'o}d{\'z}{\textquotedblright} 20 {\textdegree}C {\textendash} "
        r"{\v{S}}{\textellipsis}}},"
    )


def test_characters_without_a_tex_command_are_kept(publication: Publication) -> None:
    all_citations = Citations(publication.library, publication.words, publication.urls)
    record = publication.library.records[0].model_copy(update={"title": "需求 & спрос"})
    assert "需求" in FORMATS["bib"]([all_citations.of_record(record)])


def test_citation_files_lie_beside_permanent_pages(
    site: Path, library: Library, citations: dict[str, Citation]
) -> None:
    for identifier in expected_ids(library):
        for suffix, write in FORMATS.items():
            assert (site / "id" / identifier / f"citation.{suffix}").read_bytes() == write(
                [citations[identifier]]
            ).encode()
