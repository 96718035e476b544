"""The sheets of sessions, read back from the PDFs, and where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.pdf.rendering.document import PdfDocument
from guidance.publishing.publication import Publication
from tests.pdf.conftest import documents
from tests.support.page_reader import read_pages
from tests.support.pdf_reader import bookmarks, page_count, text_lines, type_sizes, without_spaces
from tests.support.pdf_readers import poppler_text

STANDARD = ("a4", "letter")
LARGE = ("large-a4", "large-letter")
PAGES = {"guide": 2, "key-messages": 1, "questions": 2, "feedback": 1}
"""How many pages each sheet of the project's own plans has in standard print."""


def planned(library: Library) -> list[model.Panel]:
    """The panels with a plan; a test without any would show nothing."""
    panels = [panel for panel in library.panels if panel.session_plan]
    assert panels
    return panels


def file(site: Path, panel: model.Panel, sheet: str, edition: str = "a4") -> Path:
    return site / "downloads" / "handouts" / f"{panel.id}-{sheet}-{edition}.pdf"


def text_of(site: Path, panel: model.Panel, sheet: str, edition: str = "a4") -> str:
    return without_spaces(poppler_text(file(site, panel, sheet, edition)))


def squeezed(text: str) -> str:
    return without_spaces(typeset(plain(text)))


@pytest.mark.parametrize(("sheet", "pages"), PAGES.items())
@pytest.mark.parametrize("edition", STANDARD)
def test_a_sheet_has_its_pages(
    sheet: str, pages: int, edition: str, site: Path, library: Library
) -> None:
    for panel in planned(library):
        assert page_count(file(site, panel, sheet, edition)) == pages, panel.id


@pytest.mark.parametrize("edition", [*STANDARD, *LARGE])
def test_key_messages_are_those_of_the_plan_with_their_records(
    edition: str, site: Path, library: Library
) -> None:
    for panel in planned(library):
        assert panel.session_plan
        text = text_of(site, panel, "key-messages", edition)
        assert without_spaces("Written by this project, not by the source.") in text
        assert without_spaces("which gives these records in full") in text
        for message in panel.session_plan.key_messages:
            assert squeezed(message.text) in text, panel.id
            assert without_spaces(f"Records: {', '.join(message.records)}") in text, panel.id


def test_key_messages_are_read_in_five_minutes(library: Library) -> None:
    """At 120 words a minute, which leaves time to mark a message."""
    for panel in planned(library):
        assert panel.session_plan
        words = [word for each in panel.session_plan.key_messages for word in each.text.split()]
        assert 0 < len(words) <= 5 * 120, panel.id


@pytest.mark.parametrize("edition", [*STANDARD, *LARGE])
def test_a_question_sheet_has_case_task_questions_and_room_to_write(
    edition: str, site: Path, library: Library, publication: Publication
) -> None:
    html = {document.path: document.html for document in publication.documents()}
    for panel in planned(library):
        plan = panel.session_plan
        assert plan
        assert plan.case
        assert plan.task
        text = text_of(site, panel, "questions", edition)
        assert "Name" in text
        assert "Group" in text
        case = library.by_id[plan.case.record] if plan.case.record else None
        label = "An existing practice, from a record" if case else "Made up by this project"
        assert without_spaces(label) in text, panel.id
        told = case.text if isinstance(case, model.Record) else plan.case.made_up or ""
        assert squeezed(told) in text, panel.id
        assert squeezed(plan.task.text) in text, panel.id
        assert squeezed(plan.task.decision or "") in text, panel.id
        for question in panel.discussion_questions:
            assert squeezed(question.question) in text, panel.id
        soup = BeautifulSoup(
            html[f"downloads/handouts/{panel.id}-questions-{edition}.pdf"], "html.parser"
        )
        asked = soup.select(".plan__questions li")
        assert len(asked) == len(panel.discussion_questions)
        assert all(each.select(".answers__line") for each in asked), panel.id


@pytest.mark.parametrize("edition", STANDARD)
def test_the_guide_has_steps_answers_and_a_note_on_survivors(
    edition: str, site: Path, library: Library
) -> None:
    for panel in planned(library):
        plan = panel.session_plan
        assert plan
        text = text_of(site, panel, "guide", edition)
        assert without_spaces("Note on survivors") in text
        assert without_spaces("This is the shortest form of the session.") in text
        first = without_spaces(read_pages(file(site, panel, "guide", edition))[0].text)
        for step in plan.steps:
            assert squeezed(step.title) in first, panel.id
            assert squeezed(step.text or "") in text, panel.id
        for line in (*plan.aims, *plan.materials, *plan.longer, *plan.notes):
            assert squeezed(line) in text, panel.id
        for answer in plan.answers:
            assert squeezed(answer.text) in text, panel.id
            assert all(without_spaces(each) in text for each in answer.records), panel.id


@pytest.mark.parametrize("edition", [*STANDARD, *LARGE])
def test_a_feedback_sheet_asks_for_each_aim_and_for_no_name(
    edition: str, site: Path, library: Library
) -> None:
    for panel in planned(library):
        assert panel.session_plan
        text = text_of(site, panel, "feedback", edition)
        assert without_spaces("do not write your name") in text
        assert all(squeezed(aim) in text for aim in panel.session_plan.aims), panel.id


def test_sheets_are_set_for_reading(site: Path, library: Library) -> None:
    for panel in planned(library):
        sizes = [line.size for line in text_lines(file(site, panel, "key-messages"))]
        assert max(sizes) > 13
        assert sum(12.9 <= size <= 13.1 for size in sizes) >= 7, panel.id
        for sheet in ("key-messages", "questions", "feedback"):
            assert min(type_sizes(file(site, panel, sheet, "large-a4"))) == 18, panel.id


def test_the_pack_has_the_sheets_of_each_panel_in_the_order_of_use(
    site: Path, library: Library
) -> None:
    panels = planned(library)
    for conference in {panel.id.partition("-")[0] for panel in panels}:
        pack = site / "downloads" / conference / "trainers-pack-a4.pdf"
        titles = list(map(without_spaces, bookmarks(pack)))
        expected = [
            without_spaces(title)
            for panel in library.panels_of(conference)
            if panel.session_plan
            for title in (
                *(
                    f"{sheet}: {conference}, Panel {panel.number}"
                    for sheet in (
                        "Facilitator’s guide",
                        "Key messages",
                        "Question sheet",
                        "Feedback sheet",
                    )
                ),
                typeset(panel.title),
            )
        ]
        assert [title for title in titles if title in expected] == expected


def sheets_of(found: Mapping[str, PdfDocument], panel: str) -> set[str]:
    beginning = f"downloads/handouts/{panel}-"
    names = {path.removeprefix(beginning) for path in found if path.startswith(beginning)}
    editions = ("a4.pdf", "letter.pdf", "large-a4.pdf", "large-letter.pdf")
    return {
        name.removesuffix(f"-{edition}")
        for name in names - {*editions}
        for edition in editions
        if name.endswith(f"-{edition}") and "-large" not in name.removesuffix(f"-{edition}")
    }


def test_a_panel_without_a_plan_has_no_sheets(base_documents: Mapping[str, PdfDocument]) -> None:
    assert sheets_of(base_documents, "2021-P1") == set()
    assert not [path for path, each in base_documents.items() if each.kind == "session-sheet"]
    pack = base_documents["downloads/2021/trainers-pack-a4.pdf"].html
    assert "guide" not in BeautifulSoup(pack, "html.parser").get_text().casefold()


def test_a_sheet_without_content_is_not_printed(odd_documents: Mapping[str, PdfDocument]) -> None:
    assert sheets_of(odd_documents, "2022-P1") == {
        "guide",
        "key-messages",
        "questions",
        "feedback",
    }
    assert sheets_of(odd_documents, "2022b-P2") == {"guide", "feedback"}


def test_a_guide_without_a_note_of_its_own_prints_the_general_one(
    odd_documents: Mapping[str, PdfDocument],
) -> None:
    guide = odd_documents["downloads/handouts/2022b-P2-guide-a4.pdf"].html
    assert "ask nobody about personal experience" in guide
    assert "minute" not in BeautifulSoup(guide, "html.parser").get_text()


def test_copies_follow_from_people_and_groups(odd_documents: Mapping[str, PdfDocument]) -> None:
    guide = odd_documents["downloads/handouts/2022-P1-guide-a4.pdf"].html
    text = " ".join(BeautifulSoup(guide, "html.parser").get_text(" ").split())
    assert "Seats in 3 groups, so that nobody has to move" in text
    assert "Key messages: 7, one for each person (at the seats)" in text
    assert "Question sheet: 3, one for each group (on the tables, face down)" in text
    assert "5 minutes 0–5" in text
    assert "6 minutes 5–11" in text
    assert "4 minutes 11–15" in text


def test_a_library_without_plans_has_the_documents_it_had(single_library: Library) -> None:
    assert not [path for path, each in documents(single_library).items() if "guide" in path]
