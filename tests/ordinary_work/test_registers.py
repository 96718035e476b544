"""People and instruments get other names."""

from __future__ import annotations

from tests.ordinary_work.conftest import Build
from tests.support.content_copy import ContentCopy


def test_a_married_name_is_shown_with_the_name_of_the_time(
    content: ContentCopy, build: Build
) -> None:
    content.replace(
        "people.yml",
        "  - id: diane-martin\n    name: Diane Martin\n",
        "  - id: diane-martin\n    name: Diane Grey\n    keywords: [Diane Martin]\n",
    )
    for path in ("conferences/2021.yml", "panels/2021-P4.yml"):
        content.replace(
            path,
            "person: diane-martin\n",
            "person: diane-martin\n        printed_as: Diane Martin\n",
        )
    content.write(
        "conferences/2021.yml",
        content.read("conferences/2021.yml").replace("        printed_as", "    printed_as"),
    )
    built = build()
    assert built.entry("people", "diane-martin")["name"] == "Diane Grey"
    page = built.text("people/diane-martin/")
    assert page.count("Diane Grey") >= 1
    assert "Diane Martin" in page
    assert "Diane Grey" in built.text("people/")
    programme = built.text("2021/programme/")
    assert "Diane Grey" in programme
    assert "Diane Martin" in programme
    report = built.printed_text("downloads/2021/report-a4.pdf")
    assert "Diane Grey" in report
    assert "Diane Martin" in report
    assert "Diane Martin" in built.search


def test_a_changed_title_of_an_instrument_is_shown_everywhere(
    content: ContentCopy, build: Build
) -> None:
    content.replace(
        "instruments.yml",
        "    short: French due-diligence law\n",
        "    short: Duty of Vigilance Act\n",
    )
    built = build()
    assert built.exists("instruments/french-due-diligence-law/")
    assert "Duty of Vigilance Act" in built.text("instruments/french-due-diligence-law/")
    assert "Duty of Vigilance Act" in built.text("instruments/")
    assert "Duty of Vigilance Act" in built.search
    assert (
        built.entry("instruments", "french-due-diligence-law")["short"] == "Duty of Vigilance Act"
    )
    records = built.library.records_on("french-due-diligence-law")
    assert records
    for record in records:
        folder = built.publication.urls.places[record.id].folder
        assert "Duty of Vigilance Act" in built.record(folder, record.id)
    report = built.printed_text("downloads/2021/report-a4.pdf")
    assert "Duty of Vigilance Act" in report
