"""Citations in the formats of reference managers, read back by other libraries."""

from __future__ import annotations

import codecs
import json
import warnings
from typing import Any

import latexcodec  # noqa: F401 -- registers the codec of TeX
import pytest
import rispy
from jsonschema import Draft7Validator
from pybtex.database import BibliographyData, parse_string

from guidance import Library
from guidance.content.markdown import typeset
from guidance.exports.bibliography import FORMATS
from guidance.i18n import open_words
from guidance.library.citations import Citation, Citations
from guidance.library.urls import Urls
from guidance.paths import ROOT
from tests.support.commands import SITE_URL

PROJECT = "Guidance on Demand and Human Trafficking"
_UNKNOWN_TO_THE_CODEC = {
    r"\textquoteleft": "‘",
    r"\textquoteright": "’",
    r"\textquotedblleft": "“",
    r"\textquotedblright": "”",
    r"\textellipsis": "…",
}


@pytest.fixture(scope="module")
def all_citations(odd_library: Library) -> Citations:
    return Citations(odd_library, open_words(), Urls(odd_library, SITE_URL))


@pytest.fixture(scope="module")
def citations(all_citations: Citations) -> dict[str, Citation]:
    return {citation.id: citation for citation in all_citations.all()}


@pytest.fixture(scope="module")
def bibtex(citations: dict[str, Citation]) -> BibliographyData:
    return parse_string(FORMATS["bib"](citations.values()), "bibtex")


@pytest.fixture(scope="module")
def ris(citations: dict[str, Citation]) -> list[dict[str, Any]]:
    return list(rispy.loads(FORMATS["ris"](citations.values())))


@pytest.fixture(scope="module")
def csl(citations: dict[str, Citation]) -> list[dict[str, Any]]:
    return list(json.loads(FORMATS["json"](citations.values())))


REPORTS = ["2022", "2022b", "2024"]
"""The conferences that have a report: the first one has points alone."""


def expected(library: Library) -> list[str]:
    return [*REPORTS, *(record.id for record in library.records)]


def untex(written: str) -> str:
    """What TeX would print."""
    for macro, sign in _UNKNOWN_TO_THE_CODEC.items():
        written = written.replace(f"{{{macro}}}", sign)
    decoded, _ = codecs.lookup("ulatex").decode(written)  # type: ignore[arg-type]
    return decoded.replace("{", "").replace("}", "").replace("\\$", "$")


def test_each_format_has_one_entry_for_each_record_and_report(
    odd_library: Library,
    bibtex: BibliographyData,
    ris: list[dict[str, Any]],
    csl: list[dict[str, Any]],
) -> None:
    assert (
        list(bibtex.entries)
        == [entry["id"] for entry in ris]
        == [entry["id"] for entry in csl]
        == expected(odd_library)
    )


def test_bibtex_has_the_fields_of_the_records(
    odd_library: Library, bibtex: BibliographyData, citations: dict[str, Citation]
) -> None:
    for record in odd_library.records:
        entry = bibtex.entries[record.id]
        assert entry.type == "misc"
        assert [str(person) for person in entry.persons["author"]] == [f"{{{PROJECT}}}"]
        assert untex(entry.fields["title"]) == typeset(record.title)
        assert entry.fields["url"] == f"{SITE_URL}id/{record.id}/"
        assert entry.fields["number"] == record.id
        assert entry.fields["date"] == record.changed.isoformat()
        assert entry.fields["year"] == str(record.changed.year)
        assert untex(entry.fields["keywords"]) == typeset(", ".join(record.keywords))
        assert untex(entry.fields["note"]) == citations[record.id].note
    report = bibtex.entries["2022"]
    assert (report.type, report.fields["institution"]) == ("techreport", PROJECT)


def test_ris_has_the_fields_of_the_records(
    odd_library: Library, ris: list[dict[str, Any]], citations: dict[str, Citation]
) -> None:
    entries = {entry["id"]: entry for entry in ris}
    assert entries["2022"]["type_of_reference"] == "RPRT"
    for record in odd_library.records:
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


def test_ris_has_one_line_for_each_field(citations: dict[str, Citation]) -> None:
    lines = FORMATS["ris"](citations.values()).split("\r\n")
    assert lines.pop() == ""
    assert [line for line in lines if "\n" in line or line[2:6] != "  - "] == []


def test_csl_matches_its_schema_and_has_the_fields_of_the_records(
    odd_library: Library, csl: list[dict[str, Any]], citations: dict[str, Citation]
) -> None:
    schema = json.loads((ROOT / "tests" / "data" / "csl-data.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(csl)] == []
    entries = {entry["id"]: entry for entry in csl}
    assert entries["2022"]["type"] == "report"
    for record in odd_library.records:
        entry = entries[record.id]
        assert entry["type"] == "webpage"
        assert entry["title"] == typeset(record.title)
        assert entry["author"] == [{"literal": PROJECT}]
        assert entry["URL"] == f"{SITE_URL}id/{record.id}/"
        assert entry["issued"] == {
            "date-parts": [[record.changed.year, record.changed.month, record.changed.day]]
        }
        assert entry["note"] == citations[record.id].note
    point = entries["2019-declaration-01"]
    joint = ["First Organization", "Second Organization"]
    assert point["original-author"] == [{"literal": name} for name in joint]
    assert point["original-publisher"] == "; ".join(joint)
    assert point["original-date"] == {"date-parts": [[2019, 3]]}
    assert entries["2018-account-01"]["original-author"] == [{"literal": "Erik Miller"}]
    assert "original-date" not in entries["2018-account-01"]


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
        references.register(Cited([CitationItem("2022-P1-01")]))
        (reference,) = map(str, references.bibliography())
    assert reference == (
        f"{PROJECT} (2026) Pay by the day hides the hours. Available at: {SITE_URL}id/2022-P1-01/."
    )


def test_special_characters_of_tex_are_escaped(all_citations: Citations) -> None:
    title = "75% of R&D: $5 #1 a_b ~c ^d {e} \\f Tóth’s café “Łódź” 20 °C – Š…"
    record = all_citations.library.records[0].model_copy(update={"title": title})
    written = FORMATS["bib"]([all_citations.of_record(record)])
    assert written.isascii()
    line = next(line for line in written.splitlines() if line.strip().startswith("title"))
    assert line.strip() == (
        r"title = {{75{\%} of R{\&}D: {\$}5 {\#}1 a{\_}b {\textasciitilde}c {\textasciicircum}d "
        r"{\textbraceleft}e{\textbraceright} {\textbackslash}f "
        r"T{\'o}th{\textquoteright}s caf{\'e} "
        r"{\textquotedblleft}{\L}{\'o}d{\'z}{\textquotedblright} 20 {\textdegree}C {\textendash} "
        r"{\v{S}}{\textellipsis}}},"
    )


def test_characters_without_a_tex_command_are_kept(all_citations: Citations) -> None:
    record = all_citations.library.records[0].model_copy(update={"title": "需求 & спрос"})
    assert "需求" in FORMATS["bib"]([all_citations.of_record(record)])


def test_library_without_records_has_no_citations(empty_library: Library) -> None:
    found = list(Citations(empty_library, open_words(), Urls(empty_library, SITE_URL)).all())
    assert found == []
    assert json.loads(FORMATS["json"](found)) == []
    assert FORMATS["ris"](found) == ""
    assert parse_string(FORMATS["bib"](found), "bibtex").entries == {}
