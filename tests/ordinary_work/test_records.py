"""Takeaways are added, split, moved and withdrawn."""

from __future__ import annotations

from datetime import date

from guidance.content import model
from guidance.editing.replacement import plan_replacement, write_replacement
from guidance.editing.scaffold import scaffold, write_record
from tests.ordinary_work.conftest import Build
from tests.support.content_copy import ContentCopy
from tests.support.print_copy import printed_text

TODAY = "2026-11-26"
PANEL_1, PANEL_2 = "panels/2021-P1.yml", "panels/2021-P2.yml"


def takeaway(identifier: str, title: str, text: str, more: str = "") -> str:
    """A takeaway as an editor writes it."""
    return f"""\
  - id: {identifier}
    title: {title}
    text: {text}
    since: {TODAY}
    changed: {TODAY}
    nature: finding
    keywords: [price tags]
    forms: [all-forms]
{more}"""


def withdraw(content: ContentCopy, path: str, title: str, reason: str, successors: str) -> None:
    """Withdraw the record with a title."""
    content.replace(
        path,
        f"    title: {title}\n",
        f"    title: {title}\n    status: withdrawn\n    reason: {reason}\n"
        f"    replaced_by: [{successors}]\n",
    )


def test_an_added_takeaway_is_shown_found_and_printed(content: ContentCopy, build: Build) -> None:
    title, text = "Low prices hide exploitation", "Whoever pays too little rarely asks why."
    content.append(PANEL_1, takeaway("2021-P1-10", title, text, "    actors: [businesses]\n"))
    built = build()
    shown = built.record("2021/panels/1/", "2021-P1-10")
    assert title in shown
    assert text in shown
    assert "26 November 2026" in shown
    assert title in built.text("changes/")
    assert '"2021-P1-10"' in built.search
    assert built.entry("records", "2021-P1-10")["parent"] == "2021-P1"
    assert built.exists("id/2021-P1-10/")
    assert "10 takeaways" in built.text("")
    for path in (
        "2021/report",
        "2021/trainers-pack",
        "handouts/2021-P1",
        "handouts/actor-businesses",
    ):
        assert title in built.printed_text(f"downloads/{path}-a4.pdf"), path
    handout = printed_text(built.documents["downloads/handouts/2021-P1-a4.pdf"])
    assert title in handout
    assert "2021-P1-10" in handout


def test_a_split_takeaway_leads_to_both_of_its_parts(content: ContentCopy, build: Build) -> None:
    old = content.read(PANEL_1).split("id: 2021-P1-03\n    title: ")[1].split("\n")[0]
    first, second = "Toxic gender norms stand behind demand", "Men are most of the buyers"
    reason = "It said two things."
    withdraw(content, PANEL_1, old, reason, "2021-P1-10, 2021-P1-11")
    content.append(PANEL_1, takeaway("2021-P1-10", first, "Norms like these make buyers."))
    content.append(PANEL_1, takeaway("2021-P1-11", second, "Most of those who pay are men."))
    new = ("2021-P1-10", "2021-P1-11")
    write_replacement(plan_replacement(content.folder, "2021-P1-03", new))
    built = build()
    panel = built.text("2021/panels/1/")
    assert not built.record("2021/panels/1/", "2021-P1-03")
    for identifier, title in (("2021-P1-10", first), ("2021-P1-11", second)):
        assert title in panel
        assert "2021-P1-03" in built.record("2021/panels/1/", identifier)
    permanent = built.page("id/2021-P1-03/")
    assert reason in permanent.get_text()
    links = [str(link["href"]) for link in permanent.find_all("a")]
    assert [link.rpartition("#")[2] for link in links if "#" in link] == [
        "2021-P1-10",
        "2021-P1-11",
    ]
    entry = built.entry("records", "2021-P1-03")
    assert entry["status"] == "withdrawn"
    assert entry["replaced_by"] == ["2021-P1-10", "2021-P1-11"]
    assert reason in built.text("changes/")
    report = built.printed_text("downloads/2021/report-a4.pdf")
    assert first in report
    assert "way of confronting the wider gender dynamics" not in report
    referring = built.record("2021/panels/3/", "2021-P3-04")
    assert "2021-P1-10" in referring
    assert "2021-P1-03" not in referring


def test_a_takeaway_moves_to_another_panel_with_a_new_identifier(
    content: ContentCopy, build: Build
) -> None:
    record = next(
        part for part in content.read(PANEL_2).split("\n  - ") if part.startswith("id: 2021-P2-14")
    )
    title = record.split("title: ")[1].split("\n")[0]
    day = date.fromisoformat(TODAY)
    write_record(scaffold(content.folder, "takeaway", day, "2021-P1", copied="2021-P2-14"))
    write_replacement(plan_replacement(content.folder, "2021-P2-14", ["2021-P1-10"]))
    withdraw(content, PANEL_2, title, "It belongs to panel 1.", "2021-P1-10")
    built = build()
    assert title in built.record("2021/panels/1/", "2021-P1-10")
    assert not built.record("2021/panels/2/", "2021-P2-14")
    assert "2021-P1-10" in built.text("id/2021-P2-14/")
    assert built.entry("records", "2021-P1-10")["parent"] == "2021-P1"
    assert built.entry("records", "2021-P2-14")["replaced_by"] == ["2021-P1-10"]
    assert title in built.printed_text("downloads/handouts/2021-P1-a4.pdf")
    assert title not in built.printed_text("downloads/handouts/2021-P2-a4.pdf")
    assert built.library.by_id["2021-R2-03"].related.count("2021-P1-10") == 1  # type: ignore[attr-defined]
    assert {record.id for record in built.library.records_of("2021-P2")} >= {"2021-P2-14"}
    assert all(
        record.status is model.Status.CURRENT
        for record in built.library.current_records_of("2021-P2")
    )
