"""Notes on the source: numbers in the text, and one list at the end of the page."""

from __future__ import annotations

from pathlib import Path

from tests.support.site_pages import content_pages, parse


def test_every_note_has_a_number_in_the_text_and_leads_back_to_it(odd_site: Path) -> None:
    found = 0
    for path in content_pages(odd_site):
        page = parse(path)
        marks = page.select("main a.mark")
        notes = page.select("main .notes > li")
        assert {str(mark["href"]) for mark in marks} == {f"#{note['id']}" for note in notes}, path
        first = [str(mark["id"]) for mark in marks if mark.get("id")]
        assert first == [f"mark-{number}" for number in range(1, len(notes) + 1)], path
        for note in notes:
            back = note.select_one("a[role=doc-backlink]")
            assert back
            assert str(back["href"]).removeprefix("#") in first
        found += len(notes)
    assert found


def test_the_notes_are_counted_and_stand_last(odd_site: Path) -> None:
    for path in content_pages(odd_site):
        page = parse(path)
        if notes := page.select("main .notes > li"):
            heading = page.select("main h2")[-1]
            assert heading.get_text() == f"Notes on the source ({len(notes)})"


def test_the_note_on_a_record_stands_in_the_record(odd_site: Path) -> None:
    """Readers cite and copy a record by itself."""
    assert not parse(odd_site / "2022/panels/1/index.html").select(".record a.mark")
