"""The handouts of conferences, panels, pillars and actors, in every edition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from guidance import Library
from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.pdf.documents.actors.choice import choose
from guidance.publishing.publication import Publication
from tests.support.commands import SITE_URL
from tests.support.pdf_reader import tagged_text, type_sizes, without_spaces

EDITIONS = ("a4", "letter", "large-a4", "large-letter")
SIZES = {"a4": (210, 297), "letter": (216, 279), "a3": (297, 420)}


def expected(library: Library) -> Mapping[str, list[model.Record]]:
    """The records of every handout, by name."""
    records = {panel.id: list(library.current_records_of(panel.id)) for panel in library.panels}
    records |= {
        pillar.id: list(library.current_records_of(pillar.id)) for pillar in library.pillars
    }
    for panel in library.panels:
        records[panel.id] += [
            record for pillar in panel.conclusions for record in library.current_records_of(pillar)
        ]
    for actor in library.vocabulary.actors:
        if any(actor.id in record.actors for record in library.current_records):
            records[f"actor-{actor.id}"] = list(choose(library, actor.id).whole)
    return {name: members for name, members in records.items() if members}


def text_of(site: Path, name: str, edition: str) -> str:
    return without_spaces(tagged_text(site / "downloads" / "handouts" / f"{name}-{edition}.pdf"))


def test_each_panel_pillar_and_actor_has_a_handout_in_every_edition(
    site: Path, library: Library
) -> None:
    names = {f"{name}-{edition}.pdf" for name in expected(library) for edition in EDITIONS}
    sheets = ("-guide-", "-key-messages-", "-questions-", "-feedback-")
    found = {path.name for path in (site / "downloads" / "handouts").iterdir()}
    assert {name for name in found if not any(sheet in name for sheet in sheets)} == names


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_conference_of_points_alone_has_a_handout_and_no_report(
    edition: str, site: Path, library: Library
) -> None:
    for conference in library.conferences:
        folder = site / "downloads" / conference.id
        has_parts = library.panels_of(conference.id) or library.pillars_of(conference.id)
        assert (folder / f"handout-{edition}.pdf").is_file() is not bool(has_parts)
        assert (folder / "report-a4.pdf").is_file() is bool(has_parts)
        if not has_parts:
            text = without_spaces(tagged_text(folder / f"handout-{edition}.pdf"))
            for identifier in conference.conclusions:
                assert without_spaces(identifier) in text


def test_a_handout_has_the_whole_text_of_exactly_its_records(site: Path, library: Library) -> None:
    for name, records in expected(library).items():
        for edition in EDITIONS:
            text = text_of(site, name, edition)
            found = {
                record.id
                for record in library.records
                if without_spaces(plain(record.text)) in text
            }
            assert found == {record.id for record in records}, f"{name}-{edition}"


def test_records_of_a_panel_or_pillar_follow_the_order_of_the_report(
    site: Path, library: Library
) -> None:
    for name, records in expected(library).items():
        if not name.startswith("actor-"):
            text = text_of(site, name, "a4")
            places = [text.find(without_spaces(plain(record.text))) for record in records]
            assert places == sorted(places), name


def test_the_handout_of_an_actor_begins_with_obligations(site: Path) -> None:
    text = text_of(site, "actor-states", "letter")
    headings = [
        text.find(without_spaces(heading))
        for heading in (
            "Obligations",
            "Recommendations",
            "More records that name this actor",
            "Addressee not named",
        )
    ]
    assert -1 not in headings
    assert headings == sorted(headings)


@pytest.mark.parametrize("edition", EDITIONS)
def test_questions_of_a_panel_are_marked_as_the_projects_own(
    edition: str, site: Path, library: Library
) -> None:
    for panel in library.panels:
        if not panel.discussion_questions:
            continue
        text = text_of(site, panel.id, edition)
        assert without_spaces("Asked by this project, not by the source.") in text
        for question in panel.discussion_questions:
            assert without_spaces(typeset(question.question)) in text
            assert without_spaces(f"Records: {', '.join(question.records)}") in text


def test_a_handout_names_all_sources_and_only_their_permissions(
    site: Path, library: Library
) -> None:
    for name, records in expected(library).items():
        text = text_of(site, name, "a4")
        ends = text[text.rindex("Original") :]
        listed = choose(library, name.removeprefix("actor-")) if "actor-" in name else None
        titles = (*listed.listed, *listed.unaddressed) if listed else ()
        documents = {record.source.document for record in (*records, *titles)}
        for source in library.sources:
            assert (without_spaces(source.title) in ends) == (source.id in documents), name
            if source.permission:
                permission = without_spaces(plain(source.permission))
                assert (permission in ends) == (source.id in documents), name
        refusing = [each for each in documents if not library.source(each).permission]
        assert (without_spaces("no permission to copy") in ends) == bool(refusing), name


def test_a_handout_has_identifiers_and_the_date_of_the_latest_change(
    site: Path, library: Library, publication: Publication
) -> None:
    manifest = {
        entry["path"]: entry
        for entry in json.loads((site / "downloads" / "manifest.json").read_text("utf-8"))
    }
    for name, records in expected(library).items():
        text, day = text_of(site, name, "a4"), max(record.changed for record in records)
        assert all(without_spaces(record.id) in text for record in records), name
        assert without_spaces(f"As of {publication.words.day(day)}") in text, name
        assert manifest[f"downloads/handouts/{name}-a4.pdf"]["date"] == day.isoformat()


def test_a_handout_links_to_the_site_by_qr_code_and_in_print(
    site: Path, publication: Publication
) -> None:
    pages = {document.path: document.html for document in publication.documents()}
    assert (
        f'alt="QR code that leads to {SITE_URL}id/2021-P2/"'
        in pages["downloads/handouts/2021-P2-large-a4.pdf"]
    )
    assert (
        f'alt="QR code that leads to {SITE_URL}browse/?actor=businesses"'
        in pages["downloads/handouts/actor-businesses-a4.pdf"]
    )
    assert without_spaces(f"{SITE_URL}id/2021-P2/") in text_of(site, "2021-P2", "a4")


def test_every_edition_has_its_paper_format(site: Path) -> None:
    for file in sorted((site / "downloads").rglob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        width, height = (round(points / 72 * 25.4) for points in document[0].get_size())
        document.close()
        assert (width, height) == SIZES[file.stem.rpartition("-")[2]], file.name


def test_large_print_has_18_points_and_nothing_below(site: Path) -> None:
    for name in ("2021-P1", "2021-R2"):
        sizes = type_sizes(site / "downloads" / "handouts" / f"{name}-large-a4.pdf")
        assert min(sizes) == 18
