"""View models of downloads: one file that most people need, and what a session needs printed."""

from __future__ import annotations

from guidance.output.downloads import Download
from guidance.publishing.publication import Publication
from guidance.site.views.downloads import Offers, all_downloads, papers, planned_sessions, schemas


def printed(publication: Publication, pages: int = 2) -> list[Download]:
    """All documents of a library as if they had been printed, then the other downloads."""
    documents = [
        Download(each.path, each.title, each.kind, pages, each.date)
        for each in publication.documents()
    ]
    return [*documents, *publication.downloads]


def test_a_session_names_its_sheets_with_copies_and_pages(odd_publication: Publication) -> None:
    """The guide comes first, the handout last; pages are counted where all copies are known."""
    library, words = odd_publication.library, odd_publication.words
    sessions = planned_sessions(library, words, printed(odd_publication))
    assert sessions
    for session in sessions.values():
        sheets = session.sheets
        assert sheets[0].often == "1, for the facilitator"
        assert [sheet.title for sheet in sheets[1:]] == [each.title for each in session.view.copies]
        assert [sheet.often for sheet in sheets[1:]] == [each.often for each in session.view.copies]
        assert all(sheet.main.edition == "a4" for sheet in sheets)
        numbers = [each.number for each in session.view.copies]
        known = words.count("page", 2 * (1 + sum(numbers))) if all(numbers) else ""
        assert session.pages == known


def test_a_worksheet_has_its_spreadsheet_among_its_formats(odd_publication: Publication) -> None:
    library, words = odd_publication.library, odd_publication.words
    groups = all_downloads(library, words, printed(odd_publication))["groups"]
    documents = [document for group in groups for document in group.documents]
    worksheets = [each for each in documents if each.main.kind == "worksheet"]
    assert worksheets
    assert all(each.others[-1].path.endswith(".xlsx") for each in worksheets)
    files = {file.path for group in groups for file in group.files}
    assert not any(path.endswith("worksheet.xlsx") for path in files)


def test_schemas_are_for_editors_alone(odd_publication: Publication) -> None:
    downloads = printed(odd_publication)
    shown = all_downloads(odd_publication.library, odd_publication.words, downloads)
    paths = {file.path for group in shown["groups"] for file in group.files}
    found = {file.path for file in schemas(downloads)["schemas"]}
    assert found
    assert not found & paths
    assert [file.path for file in shown["first"]][-1] == "data/guidance.xlsx"


def test_pages_speak_of_prints_only_where_there_are_any(odd_publication: Publication) -> None:
    words = odd_publication.words
    without = Offers(words, odd_publication.downloads, has_plans=True)
    assert not without.has_prints
    assert "print" not in without.download + without.training.replace("print them", "")
    with_prints = Offers(words, printed(odd_publication), has_plans=True)
    assert with_prints.has_prints
    assert "documents to print" in with_prints.download
    assert papers(with_prints.downloads) == ["a4", "letter", "large-a4", "large-letter"]
    assert papers(without.downloads) == []


def test_no_page_without_prints_names_pdfs_or_builds(odd_publication: Publication) -> None:
    shown = {page.path: text for page, text in odd_publication.site.rendered_pages()}
    for path in ("index.md", "downloads/index.md", "for-trainers/index.md"):
        assert "PDF" not in shown[path], path
        assert "full build" not in shown[path].lower(), path
