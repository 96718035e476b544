"""Citations: written for people and for three kinds of reference managers, read back by libraries that did not write them."""

from __future__ import annotations

import codecs
import json
import warnings
from pathlib import Path
from typing import Any

import latexcodec  # noqa: F401 -- brings the decoder of TeX's signs
import pytest
import rispy
from bs4 import BeautifulSoup
from jsonschema import Draft7Validator
from playwright.sync_api import Browser, Page
from pybtex.database import BibliographyData, parse_string

from guidance import Library
from guidance.content import model
from guidance.content.markdown import typeset
from guidance.exports.bibliography import FORMATS
from guidance.library.assemble import open_library
from guidance.library.citations import Citation, Citations
from guidance.paths import ROOT
from guidance.publishing.publication import Publication
from tests.support.commands import ADDRESS

PROJECT = "Guidance on Demand and Human Trafficking"
OFFICE = "OSCE Office of the Special Representative and Co-ordinator for Combating Trafficking in Human Beings"
_UNKNOWN_TO_THE_CODEC = {
    r"\textquoteleft": "‘",
    r"\textquoteright": "’",
    r"\textquotedblleft": "“",
    r"\textquotedblright": "”",
    r"\textellipsis": "…",
}


@pytest.fixture(scope="module")
def cited(publication: Publication) -> dict[str, Citation]:
    return {
        citation.id: citation
        for citation in Citations(publication.library, publication.words, publication.urls).all()
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


def expected(library: Library) -> list[str]:
    return [
        *(conference.id for conference in library.conferences),
        *(record.id for record in library.records),
    ]


def untex(written: str) -> str:
    """What TeX would print."""
    for macro, sign in _UNKNOWN_TO_THE_CODEC.items():
        written = written.replace(f"{{{macro}}}", sign)
    decoded, _ = codecs.lookup("ulatex").decode(written)  # type: ignore[arg-type]
    return decoded.replace("{", "").replace("}", "").replace("\\$", "$")


def test_a_citation_names_identifier_day_original_pages_and_address(
    cited: dict[str, Citation],
) -> None:
    assert cited["2021-P2-03"].text == (
        f"{PROJECT}, “Fragmentation undermines fairness in the economy” (2021-P2-03, as of 21 November 2026), restated from {OFFICE}, "
        f"Confronting Demand: Tackling a root cause of trafficking in human beings (Vienna, 2021), pp. 9–11. {ADDRESS}id/2021-P2-03/"
    )


def test_the_report_is_cited_as_it_is_restated_here(cited: dict[str, Citation]) -> None:
    assert cited["2021"].text == (
        f"{PROJECT}, “Confronting Demand: Tackling a root cause of trafficking in human beings” (as of 21 November 2026), restated from {OFFICE}, "
        f"Confronting Demand: Tackling a root cause of trafficking in human beings (Vienna, 2021). {ADDRESS}id/2021/"
    )


def test_a_source_that_asks_for_no_citation_is_cited_by_what_it_tells(
    cited: dict[str, Citation],
) -> None:
    assert (
        "restated from Joining Forces against Trafficking in Human Beings. "
        in cited["2014-joining-forces-01"].text
    )
    assert (
        "restated from Proskauer, Combating Human Trafficking: How"
        in cited["2019-proskauer-blog-01"].text
    )
    assert "(3 October 2019)" in cited["2019-proskauer-blog-01"].text
    assert "(Vienna, 15 February 2022)" in cited["2022-technology-study-01"].text


def test_a_withdrawn_record_is_cited_as_withdrawn(publication: Publication) -> None:
    desk = Citations(publication.library, publication.words, publication.urls)
    record = publication.library.records[0].model_copy(update={"status": model.Status.WITHDRAWN})
    assert f"({record.id} (withdrawn), as of " in desk.of_record(record).text


def test_every_record_and_every_report_has_one_entry_in_each_format(
    library: Library, bibtex: BibliographyData, ris: list[dict[str, Any]], csl: list[dict[str, Any]]
) -> None:
    assert (
        list(bibtex.entries)
        == [entry["id"] for entry in ris]
        == [entry["id"] for entry in csl]
        == expected(library)
    )


def test_bibtex_says_what_the_records_say(
    library: Library, bibtex: BibliographyData, cited: dict[str, Citation]
) -> None:
    for record in library.records:
        entry = bibtex.entries[record.id]
        assert entry.type == "misc"
        assert [str(person) for person in entry.persons["author"]] == [f"{{{PROJECT}}}"]
        assert untex(entry.fields["title"]) == typeset(record.title)
        assert entry.fields["url"] == f"{ADDRESS}id/{record.id}/"
        assert entry.fields["number"] == record.id
        assert entry.fields["date"] == record.changed.isoformat()
        assert entry.fields["year"] == str(record.changed.year)
        assert untex(entry.fields["keywords"]) == typeset(", ".join(record.keywords))
        assert untex(entry.fields["note"]) == cited[record.id].note
    report = bibtex.entries["2021"]
    assert (report.type, report.fields["institution"]) == ("techreport", PROJECT)


def test_ris_says_what_the_records_say(
    library: Library, ris: list[dict[str, Any]], cited: dict[str, Citation]
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
            "urls": [f"{ADDRESS}id/{record.id}/"],
            "notes": [cited[record.id].note],
            "keywords": [typeset(keyword) for keyword in record.keywords],
            "language": "en",
        }


def test_ris_is_written_a_line_a_fact(site: Path) -> None:
    lines = (site / "data" / "citations.ris").read_bytes().decode().split("\r\n")
    assert lines.pop() == ""
    assert [line for line in lines if "\n" in line or line[2:6] != "  - "] == []


def test_csl_fits_its_schema_and_says_what_the_records_say(
    library: Library, csl: list[dict[str, Any]], cited: dict[str, Citation]
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
        assert entry["URL"] == f"{ADDRESS}id/{record.id}/"
        assert entry["issued"] == {
            "date-parts": [[record.changed.year, record.changed.month, record.changed.day]]
        }
        assert entry["note"] == cited[record.id].note
    assert entries["2021-P1-01"]["original-author"] == [{"literal": OFFICE}]
    assert entries["2022-technology-study-01"]["original-date"] == {"date-parts": [[2022, 2, 15]]}
    assert "original-date" not in entries["2014-joining-forces-01"]


def test_a_citation_style_makes_a_reference_of_it(csl: list[dict[str, Any]]) -> None:
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
    assert (
        reference
        == f"{PROJECT} (2026) Fragmentation undermines fairness in the economy. Available at: {ADDRESS}id/2021-P2-03/."
    )


def test_signs_that_mean_something_to_tex_survive(publication: Publication) -> None:
    title = "75% of R&D: $5 #1 a_b ~c ^d {e} \\f Tóth’s café “Łódź” 20 °C – Š…"
    desk = Citations(publication.library, publication.words, publication.urls)
    record = publication.library.records[0].model_copy(update={"title": title})
    written = FORMATS["bib"]([desk.of_record(record)])
    assert written.isascii()
    line = next(line for line in written.splitlines() if line.strip().startswith("title"))
    assert line.strip() == (
        r"title = {{75{\%} of R{\&}D: {\$}5 {\#}1 a{\_}b {\textasciitilde}c {\textasciicircum}d {\textbraceleft}e{\textbraceright} {\textbackslash}f "
        r"T{\'o}th{\textquoteright}s caf{\'e} {\textquotedblleft}{\L}{\'o}d{\'z}{\textquotedblright} 20 {\textdegree}C {\textendash} {\v{S}}{\textellipsis}}},"
    )


def test_signs_that_tex_does_not_know_stay_as_they_are(publication: Publication) -> None:
    desk = Citations(publication.library, publication.words, publication.urls)
    record = publication.library.records[0].model_copy(update={"title": "需求 & спрос"})
    assert "需求" in FORMATS["bib"]([desk.of_record(record)])


def test_each_citation_lies_beside_its_permanent_address(
    site: Path, library: Library, cited: dict[str, Citation]
) -> None:
    for identifier in expected(library):
        for suffix, write in FORMATS.items():
            assert (site / "id" / identifier / f"citation.{suffix}").read_bytes() == write(
                [cited[identifier]]
            ).encode()


@pytest.mark.parametrize("folder", ["2021", "about"])
def test_the_report_can_be_cited_from_the_pages_on_it(
    folder: str, site: Path, cited: dict[str, Citation]
) -> None:
    page = BeautifulSoup((site / folder / "index.html").read_text("utf-8"), "html.parser")
    text = page.select_one(".cite__text")
    assert text is not None
    assert text.get_text() == cited["2021"].text
    for link in page.select(".cite__files a"):
        assert (site / folder / str(link["href"])).is_file()


def test_a_library_without_a_source_behind_its_conference_is_cited(
    publication: Publication,
) -> None:
    library = open_library(ROOT / "content")
    conference = library.conferences[0].model_copy(update={"source": None})
    citation = Citations(library, publication.words, publication.urls).of_report(conference)
    assert citation.original.date == ""


@pytest.fixture
def record_page(served: str, browser: Browser) -> Any:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(f"{served}2021/panels/2/index.html")
    yield tab
    context.close()


CITE = 'article.record:has([id="2021-P2-03"]) details.cite'


def test_a_button_copies_citation_address_and_text(
    record_page: Page, cited: dict[str, Citation]
) -> None:
    record_page.click(f"{CITE} > summary")
    told = record_page.locator(f"{CITE} [role=status]")
    wanted = {
        "Copy citation": cited["2021-P2-03"].text,
        "Copy address": f"{ADDRESS}id/2021-P2-03/",
        "Copy text": "Fragmentation undermines fairness in the economy\n\nFragmented supply chains also undermine the fairness of the economic sector. "
        "This happens through anti-competitive behaviour, which shifts legal risks to suppliers in the low tiers.",
    }
    for name, text in wanted.items():
        record_page.locator(CITE).get_by_role("button", name=name).click()
        record_page.wait_for_function(
            "status => status.textContent === 'Copied'", arg=told.element_handle()
        )
        assert record_page.evaluate("navigator.clipboard.readText()") == text


def test_copying_works_by_keyboard_and_without_the_clipboard_of_the_browser(
    served: str, browser: Browser, cited: dict[str, Citation]
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))"
    )
    tab.goto(f"{served}2021/panels/2/index.html")
    tab.locator(f"{CITE} > summary").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_function(
        "document.querySelector('.cite[open] [role=status]').textContent === 'Copied'"
    )
    assert tab.evaluate("document.activeElement.dataset.copy") == "citation"
    assert tab.evaluate("navigator.clipboard.readText()") == cited["2021-P2-03"].text
    context.close()


def test_without_scripts_the_citation_stands_there_and_no_button_does(
    served: str, browser: Browser, cited: dict[str, Citation]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{served}2021/panels/2/index.html")
    tab.click(f"{CITE} > summary")
    assert tab.locator(f"{CITE} .cite__text").inner_text() == cited["2021-P2-03"].text
    assert tab.locator(f"{CITE} button:visible").count() == 0
    assert tab.locator(f"{CITE} .cite__files a:visible").count() == 3
    context.close()


def test_what_a_record_takes_to_be_cited_is_small(site: Path, library: Library) -> None:
    html = (site / "2021" / "panels" / "2" / "index.html").read_text("utf-8")
    parts = [part.partition("</details>")[0] for part in html.split('<details class="cite"')[1:]]
    assert len(parts) == len(library.records_of("2021-P2"))
    assert max(len(part.encode()) for part in parts) < 1500


def test_paper_shows_no_way_to_copy(publication: Publication) -> None:
    assert all('class="cite"' not in printable.html for printable in publication.documents())
